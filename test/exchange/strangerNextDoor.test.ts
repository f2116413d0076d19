import assert from "node:assert/strict";
import { test } from "node:test";
import { Person, serverHost } from "../phones/person.ts";
import type { Talk } from "../phones/talk.ts";
import { domain, exchangeSettings, memberSettings, numbers, ring, Village } from "./village.ts";

/* Somebody at the exchange's own address, at another port: behind the same router, or on the same machine. */

const rules = [
  { id: "maple", when: { is: "via", account: "maple" }, then: ring },
  { id: "others", when: { is: "always" }, then: [{ do: "reject", cause: "busy" }] },
];

async function street(transport: "udp" | "tcp") {
  const town = await Village.open(exchangeSettings());
  const home = memberSettings("ada", numbers.ada, ring, { rules });
  const accounts = (home as { accounts: object[] }).accounts.map((one) => ({ ...one, transport }));
  const ada = await town.member("ada", "192.0.2.31", { ...home, accounts });
  const desk = await town.desk(ada, 440);
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const next = await Person.open({
    ...{ name: "eve", host: serverHost, world: town.host, tone: 1000, server: ada.host },
    ports: { own: 5099, server: 5060 },
  });
  town.people.push(next);
  await town.runs(2000);
  return { town, ada, desk, ben, next };
}

for (const transport of ["udp", "tcp"] as const)
  test(`who shares the exchange's address is a stranger to its members (${transport})`, async () => {
    const { town, ada, desk, ben, next } = await street(transport);
    const said = [{ name: "P-Asserted-Identity", text: `<sip:${numbers.ben}@${domain}>` }];
    const told = async (calling: Promise<Talk>): Promise<readonly string[]> => {
      const call = await calling;
      await town.runs(1000);
      if (!call.isOver) call.hangsUp();
      await town.runs(1000);
      return call.told;
    };
    const contact = ada.server.accounts.way("maple")?.contactUser;
    const claims = { extra: said, domain };
    assert.deepEqual(
      await told(next.calls(`sip:${numbers.ada}@${ada.host}`, { ...claims, from: "ben" })),
      ["refused 403", "over refused"],
      "nobody of the exchange comes by that way",
    );
    assert.deepEqual(
      await told(
        next.calls(`sip:${numbers.ada}@${ada.host}`, { extra: said, domain: "eve.example" }),
      ),
      ["refused 486", "over refused"],
      "not by the rule for the exchange's calls",
    );
    assert.deepEqual(
      await told(next.calls(`sip:${contact}@${ada.host}`, { extra: said, domain: "eve.example" })),
      ["refused 404", "over refused"],
      "our contact there is known to all whom we have called",
    );
    const [kept] = ada.server.parts.store.calls.page(undefined, 1).items;
    assert.deepEqual([kept?.record.via, kept?.record.from.number], [undefined, undefined]);
    assert.equal(desk.talks.length, 0);
    const call = await ben.calls(numbers.ada);
    await town.runs(2000);
    desk.talk.lifts();
    await town.runs(1500);
    assert.ok(call.voice.share(440) > 0.9, "and the exchange's own call rings");
    call.hangsUp();
    await town.runs(1000);
    const [own] = ada.server.parts.store.calls.page(undefined, 1).items;
    assert.deepEqual([own?.record.via, own?.record.from.number], ["maple", numbers.ben]);
    await town.mustBeIdle();
  });

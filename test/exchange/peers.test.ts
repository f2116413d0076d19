import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../phones/person.ts";
import {
  domain,
  exchangeSettings,
  type Member,
  memberSettings,
  numbers,
  ring,
  user,
  Village,
} from "./village.ts";

/* Members who call each other straight, by the exchange's signed directory; or who may not. */

const keyOf = (name: string): string => name.padEnd(43, "0");

interface Street {
  readonly town: Village;
  readonly ada: Member;
  readonly ben: Member;
  readonly adas: Person;
  readonly bens: Person;
}

async function street(membersCall: "strict" | "peer"): Promise<Street> {
  const town = await Village.open(exchangeSettings({ membersCall }));
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring), {
    peerKey: keyOf("ada"),
  });
  const rules = [
    { id: "maple", when: { is: "via", account: "maple" }, then: ring },
    { id: "others", when: { is: "always" }, then: [{ do: "reject", cause: "busy" }] },
  ];
  const ben = await town.member(
    "ben",
    "192.0.2.32",
    memberSettings("ben", numbers.ben, [], { rules }),
    {
      peerKey: keyOf("ben"),
    },
  );
  const adas = await town.desk(ada, 440);
  const bens = await town.desk(ben, 600);
  await town.runs(10_000);
  return { town, ada, ben, adas, bens };
}

/** Whether anything of that call went by the exchange. */
const passedExchange = ({ ada }: Street, since: number): boolean =>
  ada.packets.slice(since).some(({ from, to }) => [from.host, to.host].includes("192.0.2.1"));

/** Somebody else calls Ben straight, and says to be Ada. */
async function forges({ town, ben }: Street): Promise<void> {
  const forger = await town.person("ada", "192.0.2.66", 1000, { server: ben.host });
  const forged = await forger.calls(`sip:${numbers.ben}@${ben.host}`, {
    domain,
    extra: [{ name: "P-Asserted-Identity", text: `<sip:${numbers.ada}@${domain}>` }],
  });
  await town.runs(1000);
  assert.deepEqual(forged.told, ["refused 403", "over refused"]);
}

async function talks({ town, adas, bens }: Street, to: string): Promise<void> {
  const call = await adas.calls(to);
  await town.runs(3000);
  bens.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9, "Ada hears Ben");
  assert.ok(bens.talk.voice.share(440) > 0.9, "and Ben Ada");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(bens.talk.told.slice(-2), ["bye", "over bye"]);
}

test("peers call each other straight, by extension, and each applies its own rules to whom the key names", async () => {
  const all = await street("peer");
  const { town, ada, ben } = all;
  const before = ada.packets.length;
  await talks(all, "202");
  assert.equal(passedExchange(all, before), false, "nothing of it passes the exchange");
  const [kept] = ben.server.parts.store.calls.page(undefined, 1).items;
  assert.equal(kept?.record.via, "maple");
  assert.equal(kept?.record.from.number, numbers.ada);
  await town.mustBeIdle();
});

test("while the exchange is down, members still reach each other, by number and by extension", async () => {
  const all = await street("peer");
  const { town } = all;
  await town.goes();
  await talks(all, numbers.ben);
  await town.runs(3600_000);
  await talks(all, "202");
  await town.mustBeIdle();
});

test("strict: members' calls pass the exchange, and who comes straight and says to be a member is refused", async () => {
  const all = await street("strict");
  const { town, ada, bens } = all;
  const before = ada.packets.length;
  await talks(all, "202");
  assert.equal(passedExchange(all, before), true);
  const many = bens.talks.length;
  await forges(all);
  assert.equal(bens.talks.length, many);
  await town.mustBeIdle();
});

test("peer: a header makes nobody a member; who is removed is a stranger at once", async () => {
  const all = await street("peer");
  const { town, bens, adas } = all;
  await forges(all);
  town.uses(
    exchangeSettings({
      membersCall: "peer",
      users: [user("ben", { numbers: [numbers.ben], extension: "202" })],
    }),
  );
  await town.runs(10_000);
  const removed = await adas.calls("202");
  await town.runs(20_000);
  if (!removed.isOver) removed.hangsUp();
  await town.runs(1000);
  assert.equal(bens.talks.length, 0);
  await town.mustBeIdle();
});

import assert from "node:assert/strict";
import { freePort } from "../../interop/freePort.ts";
import { ExchangeHouse } from "../../phones/exchangeHouse.ts";
import type { FamilyStory } from "./familyStory.ts";
import { atDesk, type FamilyStreet, told } from "./familyStreet.ts";
import { MemberHouse } from "./memberHouse.ts";
import { type Opened, withOpened } from "./opened.ts";
import { streetPerson, talk } from "./streetPerson.ts";
import {
  account,
  caller,
  everyone,
  memberSettings,
  numbers,
  passwordOf,
  realm,
  ring,
  user,
} from "./streetSettings.ts";
import { until } from "./until.ts";

const token = "token-of-the-operator";

/** An exchange of which that one is a user, with one user of its own; registered above by then. */
async function below(above: ExchangeHouse, name: string, its: string): Promise<ExchangeHouse> {
  const login = { username: name, secret: passwordOf(name) };
  const server = `127.0.0.1:${above.sipPort}`;
  const trunks = [{ id: "above", server, domain: "127.0.0.1", registers: true, login }];
  const users = [user(its, numbers.oak)];
  return ExchangeHouse.open({}, { realm, users, trunks }, ["--token", token]);
}

async function registered({ web }: ExchangeHouse): Promise<void> {
  await until("it is registered at the exchange above", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${web}/api/v1/trunks`, { headers });
    const { items } = (await answer.json()) as { readonly items: readonly { state: string }[] };
    return items[0]?.state === "registered";
  });
}

/** oak is a user of the street's exchange, elm one of oak's, and Eve's server one of elm's. */
async function lowerTiers({ exchange }: FamilyStreet, opened: Opened): Promise<MemberHouse> {
  const oak = opened.keeps(await below(exchange, "oak", "elm"));
  const elm = opened.keeps(await below(oak, "elm", "eve"));
  await Promise.all([oak, elm].map(registered));
  const accounts = [account("eve", elm.sipPort)];
  const settings = memberSettings("eve", numbers.oak, accounts, [everyone(ring)]);
  return opened.keeps(await MemberHouse.open(settings));
}

export const deep: FamilyStory = {
  id: "A-27",
  name: "a carrier, three exchanges one below the other, and Eve's server: each tier may refuse",
  play: (street) =>
    withOpened(async (opened) => {
      const eve = await lowerTiers(street, opened);
      await atDesk(eve, "cem", async (desk) => {
        const call = await street.calls(numbers.oak);
        await until("Eve's telephone rings", () => desk.talks.length === 1);
        const invite = eve.newest("INVITE");
        assert.match(invite, /^Max-Forwards: 67\r$/m, "three tiers");
        assert.equal(invite.match(/SIP\/2\.0\/UDP/g)?.length, 4, "each is named in Via");
        desk.talk.lifts();
        await talk([call, "carrier"], [desk.talk, "cem"]);
        call.hangsUp();
        await until("it is over", () => desk.talk.isOver);

        const published = eve.accepted("PUBLISH");
        const policy = [{ when: { is: "always" }, do: "reject" }];
        await eve.changes({ exchanges: [{ account: "maple", policy }] });
        await until("elm has the policy", () => eve.accepted("PUBLISH") > published);
        const packets = eve.counting();
        const refused = await told(await street.calls(numbers.oak));
        assert.deepEqual(refused, ["refused 603", "over refused"], "by the lowest tier");
        assert.equal(packets(), 0, "not one packet to the member");
        assert.equal(desk.talks.length, 1);
        const hops = { from: caller, maxForwards: 2 };
        const far = await told(await street.carrier.calls(numbers.oak, hops));
        assert.deepEqual(far, ["refused 483", "over refused"]);
      });
    }),
};

/** Fay's server is a member of both: what comes by the first rings, what comes by the other does not. */
async function inBoth({ exchange }: FamilyStreet, pine: ExchangeHouse): Promise<MemberHouse> {
  const accounts = [account("fay", exchange.sipPort), account("fay", pine.sipPort, { id: "pine" })];
  const by = (id: string, then: object): object => ({
    ...{ id, name: id, when: { is: "via", account: id }, then: [then] },
  });
  const rules = [
    by("maple", { ...ring, cadence: "r2" }),
    by("pine", { do: "reject", cause: "quiet" }),
    everyone({ do: "reject", cause: "busy" }),
  ];
  return MemberHouse.open(memberSettings("fay", numbers.fay, accounts, rules));
}

export const twoSets: FamilyStory = {
  id: "A-29",
  name: "two exchanges over Fay's server, which has rules of its own for each",
  play: (street) =>
    withOpened(async (opened) => {
      const port = await freePort();
      const trunks = [{ id: "carrier", server: `127.0.0.1:${port}` }];
      const users = [user("fay", numbers.fay)];
      const pine = opened.keeps(await ExchangeHouse.open({}, { realm, users, trunks }));
      const fay = opened.keeps(await inBoth(street, pine));
      const other = opened.keeps(
        await streetPerson("carrier", "carrier", pine.sipPort, { own: port }),
      );
      // says to be a user of the exchange, and does not come by the flow of a REGISTER
      const forger = opened.keeps(
        await streetPerson("forger", "carrier", fay.sipPort, { host: "127.0.0.3" }),
      );
      await atDesk(fay, "ada", async (desk) => {
        const one = await told(await street.calls(numbers.fay));
        assert.ok(one.includes("progress 180"));
        const alert = desk.talk.incoming?.request.lines("Alert-Info").join() ?? "";
        assert.match(alert, /Bellcore-dr2/, "a ring of its own");
        const two = await told(await other.calls(numbers.fay, { from: caller }));
        assert.deepEqual(two.slice(-2), ["refused 480", "over refused"]);
        const forged = await forger.calls(numbers.fay, {
          domain: "127.0.0.1",
          extra: [{ name: "P-Asserted-Identity", text: "<sip:ben@127.0.0.1>" }],
        });
        assert.deepEqual(await told(forged), ["refused 403", "over refused"]);
        assert.equal(desk.talks.length, 1);
      });
    }),
};

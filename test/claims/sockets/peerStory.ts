import assert from "node:assert/strict";
import { directoryIn } from "#telephony/membership/directory.ts";
import { ExchangeHouse } from "../../phones/exchangeHouse.ts";
import type { FamilyStory } from "./familyStory.ts";
import { atDesk } from "./familyStreet.ts";
import { MemberHouse } from "./memberHouse.ts";
import { withOpened } from "./opened.ts";
import { talk } from "./streetPerson.ts";
import { account, everyone, memberSettings, numbers, realm, ring, user } from "./streetSettings.ts";
import { until } from "./until.ts";

/** By the directory that it keeps of its exchange, for when that is away. */
function knows(member: MemberHouse, whom: readonly string[]): boolean {
  const text = member.kept("directories/maple.json");
  const { jws = "" } = text === undefined ? {} : (JSON.parse(text) as { readonly jws?: string });
  const members = directoryIn(jws)?.members ?? [];
  const straight = members.filter(({ peer }) => peer !== undefined).map(({ name }) => name);
  return whom.every((name) => straight.includes(name));
}

type Name = "ada" | "ben";

export const withoutIt: FamilyStory = {
  id: "A-23",
  name: "the exchange's process is ended: its members call each other all the same",
  play: () =>
    withOpened(async (opened) => {
      const users = [user("ada", numbers.ada), user("ben", numbers.ben)];
      const exchange = opened.keeps(
        await ExchangeHouse.open({}, { realm, users, membersCall: "peer" }),
      );
      const member = async (name: Name): Promise<MemberHouse> => {
        const accounts = [account(name, exchange.sipPort)];
        const settings = memberSettings(name, numbers[name], accounts, [everyone(ring)]);
        return opened.keeps(await MemberHouse.open(settings));
      };
      const [ada, ben] = await Promise.all([member("ada"), member("ben")]);
      await until("both know each other", () =>
        [ada, ben].every((one) => knows(one, ["ada", "ben"])),
      );
      await exchange.ends();
      await atDesk(ada, "ada", (adas) =>
        atDesk(ben, "ben", async (bens) => {
          const call = await adas.calls(numbers.ben);
          await until("Ben's telephone rings", () => bens.talks.length === 1);
          bens.talk.lifts();
          await talk([call, "ada"], [bens.talk, "ben"]);
          call.hangsUp();
          await until("it is over", () => bens.talk.isOver);
          assert.deepEqual(await ben.outcomes(), ["answered"]);
        }),
      );
    }),
};

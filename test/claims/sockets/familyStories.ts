import assert from "node:assert/strict";
import type { Talk } from "../../phones/talk.ts";
import { changed, decides, strict } from "./carrierStories.ts";
import type { FamilyStory } from "./familyStory.ts";
import { type FamilyStreet, told } from "./familyStreet.ts";
import { withoutIt } from "./peerStory.ts";
import { talk } from "./streetPerson.ts";
import { numbers, outside } from "./streetSettings.ts";
import { deep, twoSets } from "./tierStories.ts";
import { until } from "./until.ts";

const always = { is: "always" };
const policy = (rules: readonly object[], unreachable: readonly object[] = []): object => ({
  exchanges:
    rules.length + unreachable.length === 0
      ? []
      : [{ account: "maple", policy: rules, unreachable }],
});

/** It rings at Ada's: her server is there. */
async function ringsAtAdas(street: FamilyStreet): Promise<void> {
  const packets = street.member("ada").counting();
  assert.ok((await told(await street.calls(numbers.ada))).includes("progress 180"));
  assert.ok(packets() > 0, "and it came to Ada's sockets");
}

/** The exchange refuses it, and nothing of it comes to Ada's socket. */
async function isRefused(street: FamilyStreet, status: number, from?: string): Promise<void> {
  const packets = street.member("ada").counting();
  const heard = await told(await street.calls(numbers.ada, from));
  assert.deepEqual(heard, [`refused ${status}`, "over refused"]);
  assert.equal(packets(), 0, "not one packet to the member");
}

const directs: FamilyStory = {
  id: "21",
  name: "the same caller dials three users: one rings, one forwards, one takes a message",
  play: (street) =>
    street.atDesk("ada", async (desk) => {
      const before = street.exchange.settings;
      const first = await street.calls(numbers.ada);
      await until("Ada's telephone rings", () => desk.talks.length === 1);
      desk.talk.lifts();
      await talk([first, "carrier"], [desk.talk, "ada"]);
      first.hangsUp();
      await until("it is over", () => desk.talk.isOver);

      const invites = street.member("ada").counting("INVITE ");
      const second = await street.calls(numbers.ben);
      await until("it comes out again", () => street.carrier.talk !== second);
      const out = street.carrier.talk;
      assert.match(out.incoming?.request.uriText ?? "", new RegExp(outside.slice(1)));
      out.lifts();
      await talk([second, "carrier"], [out, "carrier"]);
      second.hangsUp();
      await until("it is over", () => out.isOver);

      await leavesMessage(await street.calls(numbers.cem));
      const outcome = async (name: "ada" | "ben" | "cem") =>
        (await street.member(name).outcomes())[0];
      await until("Cem has a message", async () => (await outcome("cem")) === "message");
      assert.equal((await street.member("cem").house.messages()).length, 1);
      assert.equal(invites(), 0, "Ada's server has heard of the first alone");
      assert.equal(desk.talks.length, 1);
      assert.deepEqual([await outcome("ada"), await outcome("ben")], ["answered", "forwarded"]);
      assert.equal(street.exchange.settings, before, "byte for byte the same");
    }),
};

/** Who knows the greeting presses `#`, and speaks until the mailbox has had enough. */
async function leavesMessage(call: Talk): Promise<void> {
  const { voice } = call;
  await until("the mailbox answers", () => call.told.includes("accepted"));
  await until("it speaks", () => voice.packets > 5);
  voice.press("0123456789*#".indexOf("#"));
  await until("the mailbox hangs up", () => call.isOver);
}

const refuses: FamilyStory = {
  id: "22",
  name: "what Ada's policy refuses brings not one packet to her server, what it accepts does",
  play: (street) =>
    street.atDesk("ada", async (desk) => {
      const before = street.exchange.settings;
      const hidden = { is: "caller", in: "hidden" };
      const no = [{ when: hidden, do: "reject", cause: "anonymousRefused" }];
      await street.publishes(1, () => street.member("ada").changes(policy(no)));
      await isRefused(street, 433, "anonymous");
      await ringsAtAdas(street);
      const all = [...no, { when: always, do: "reject" }];
      await street.publishes(2, () => street.member("ada").changes(policy(all)));
      await isRefused(street, 603);
      await street.publishes(0, () => street.member("ada").changes(policy([])));
      await ringsAtAdas(street);
      assert.equal(desk.talks.length, 2);
      assert.equal(street.exchange.settings, before, "byte for byte the same");
    }),
};

const byStarCode: FamilyStory = {
  id: "A-22c",
  name: "a star code at Ada's telephone makes the exchange refuse, another one accept",
  play: (street) =>
    street.atDesk("ada", async (desk) => {
      const dials = async (code: string): Promise<void> => {
        const call = await desk.calls(code);
        await until("the confirmation", () => call.told.includes("accepted"));
        call.hangsUp();
        await until("its end", () => call.isOver);
      };
      await street.publishes(1, () => dials("*94"));
      await isRefused(street, 603);
      await street.publishes(0, () => dials("*95"));
      await ringsAtAdas(street);
    }),
};

const whileAway: FamilyStory = {
  id: "A-22d",
  name: "Ada's server is killed: calls wait, go to Dora, and are busy where she is away too",
  async play(street) {
    const steps = [
      { do: "wait", for: 2 },
      { do: "forward", to: { number: numbers.dora } },
      { do: "reject", cause: "busy" },
    ];
    const no = [{ when: { is: "caller", in: "hidden" }, do: "reject" }];
    await street.publishes(1, () => street.member("ada").changes(policy(no, steps)));
    await street.member("ada").kills();
    await street.atDoras(async (dora) => {
      const began = performance.now();
      const call = await street.calls(numbers.ada);
      await until("Dora's telephone rings", () => dora.talks.length === 1);
      assert.ok(performance.now() - began >= 2000, "it waits, and is forwarded then");
      const invite = dora.talk.incoming?.request;
      assert.match(invite?.lines("Diversion").join() ?? "", /6135550101.*unavailable/);
      dora.talk.lifts();
      await talk([call, "carrier"], [dora.talk, "dora"]);
      call.hangsUp();
      await until("it is over", () => dora.talk.isOver);
    });
    const other = await street.calls(numbers.ada);
    await until("it is over", () => other.isOver);
    assert.deepEqual(other.told.slice(-2), ["refused 486", "over refused"]);
    await street.member("ada").begins();
    await street.atDesk("ada", async () => {
      await street.publishes(0, () => street.member("ada").changes(policy([])));
      await ringsAtAdas(street);
    });
  },
};

export const familyStories: readonly FamilyStory[] = [
  directs,
  changed,
  refuses,
  decides,
  byStarCode,
  whileAway,
  withoutIt,
  strict,
  deep,
  twoSets,
];

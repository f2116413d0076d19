import assert from "node:assert/strict";
import { sipp } from "../../interop/sipp.ts";
import type { FamilyStory } from "./familyStory.ts";
import { type FamilyStreet, told } from "./familyStreet.ts";
import { streetPerson } from "./streetPerson.ts";
import { caller, everyone, numbers, ring } from "./streetSettings.ts";
import { until } from "./until.ts";

/** SIPp is the carrier, and calls that number by that scenario; `meanwhile` is what people do. */
async function sippCalls(
  street: FamilyStreet,
  [scenario, number]: readonly [string, string],
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { sipPort: calls } = street.exchange;
  const { ended } = await sipp(scenario, { calls, port: street.sippPort, user: number });
  await meanwhile();
  const { code, report } = await ended;
  assert.equal(code, 0, report);
}

const does = (then: object): object => ({ rules: [everyone(then)] });

export const changed: FamilyStory = {
  id: "A-21c",
  name: "SIPp dials three users, and again when one of them has changed what is to become of calls",
  needsSipp: true,
  play: (street) =>
    street.atDesk("ada", async (desk) => {
      const before = street.exchange.settings;
      await sippCalls(street, ["callsThrough", numbers.ada], async () => {
        await until("Ada's telephone rings", () => desk.talks.length === 1);
        desk.talk.lifts();
      });
      const { carrier } = street;
      const outside = carrier.talks.length;
      await sippCalls(street, ["callsThrough", numbers.ben], async () => {
        await until("it comes out again", () => carrier.talks.length > outside);
        carrier.talk.lifts();
      });
      await sippCalls(street, ["callsThrough", numbers.cem]);
      const ada = street.member("ada");
      await ada.changes(does({ do: "reject", cause: "rejected" }));
      try {
        await sippCalls(street, ["isRejected", numbers.ada]);
      } finally {
        await ada.changes(does(ring));
      }
      assert.equal(desk.talks.length, 1, "her telephone has heard of the first alone");
      assert.equal((await street.member("ben").outcomes())[0], "forwarded");
      assert.equal(street.exchange.settings, before, "byte for byte the same");
    }),
};

export const decides: FamilyStory = {
  id: "A-22b",
  name: "what the policy accepts is one INVITE to Ada's server, and its answer stands",
  async play(street) {
    const ada = street.member("ada");
    await ada.changes(does({ do: "reject", cause: "busy" }));
    try {
      const invites = ada.counting("INVITE ");
      const heard = await told(await street.calls(numbers.ada));
      assert.deepEqual(heard, ["refused 486", "over refused"]);
      assert.equal(invites(), 1);
    } finally {
      await ada.changes(does(ring));
    }
  },
};

export const strict: FamilyStory = {
  id: "A-25",
  name: "who calls Ada's server past her exchange is refused, from the exchange's own address too",
  play: (street) =>
    street.atDesk("ada", async (desk) => {
      const past = await streetPerson("past", "carrier", street.member("ada").sipPort);
      try {
        const straight = await past.calls(numbers.ada, {
          ...{ from: caller, domain: "127.0.0.1" },
          extra: [{ name: "P-Asserted-Identity", text: `<sip:${caller}@127.0.0.1>` }],
        });
        assert.deepEqual(await told(straight), ["refused 403", "over refused"]);
        assert.equal(desk.talks.length, 0);
        assert.ok((await told(await street.calls(numbers.ada))).includes("progress 180"));
        assert.equal(desk.talks.length, 1);
      } finally {
        await past.close();
      }
    }),
};

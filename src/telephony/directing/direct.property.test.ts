import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { direct } from "./direct.ts";
import type { CallFacts } from "./facts.ts";

const stranger = { number: "+14165550123", private: false };
const margaret = { number: "+442079460123", private: false };
const hidden = { private: true };
const away = { number: "+16135550199" };
const everyoneElse = { id: "else", when: { is: "always" } };
const ring = (device: string, more: object = {}) => ({
  do: "ring",
  targets: [{ device }],
  ...more,
});

const anyCaller = fc.oneof(
  fc.constantFrom(stranger, margaret, hidden),
  fc.record({ number: fc.string(), address: fc.string(), private: fc.boolean() }),
);
const anyFacts: fc.Arbitrary<CallFacts> = fc.record({
  caller: anyCaller,
  called: fc.constantFrom("+16135550142", "ada", "", "+49301234"),
  via: fc.constantFrom("carrier", "maple", "fixed"),
  at: fc.integer({ min: 0, max: 4e12 }).map(wallTime),
  devices: fc.dictionary(
    fc.constantFrom("kitchen", "desk"),
    fc.constantFrom("idle" as const, "busy" as const, "ringing" as const, "offline" as const),
  ),
  emergencyCallBack: fc.boolean(),
});
const leaf = fc.constantFrom(
  { is: "always" },
  { is: "caller", in: "unknown" },
  { is: "caller", like: "+44*" },
  { is: "during", time: "night" },
  { is: "device", device: "desk", state: "busy" },
);
const condition = fc.letrec((tie) => ({
  it: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ is: fc.constant("not"), that: tie("it") }),
    fc.record({
      is: fc.constantFrom("all", "any"),
      of: fc.array(tie("it"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).it;
const step = fc.constantFrom(
  ring("desk"),
  ring("kitchen", { whenBusy: "skip" }),
  { do: "forward", to: away },
  { do: "reject", cause: "busy" },
  { do: "mailbox" },
  { do: "announce", prompt: "closed" },
);
const rules = fc
  .array(fc.record({ when: condition, then: fc.array(step, { maxLength: 4 }) }), { maxLength: 5 })
  .map((some) => [
    ...some.map((rule, i) => ({ id: `r${i}`, ...rule })),
    { ...everyoneElse, then: [] },
  ]);
const anySettings = fc
  .record({
    rules,
    mailbox: fc.record({ enabled: fc.boolean() }),
    services: fc.record({
      forwardAll: fc.constantFrom(null, away),
      callWaiting: fc.boolean(),
      anonymousReject: fc.boolean(),
    }),
  })
  .map(house);

test("whoever calls whatever house: the plan ends in an answer, and the same asked again is the same", () =>
  fc.assert(
    fc.property(anyFacts, anySettings, (some, settings) => {
      const decision = direct(some, settings);
      const last = decision.plan.at(-1)?.do;
      assert.ok(last === "mailbox" || last === "reject");
      assert.equal(decision.plan.filter((s) => s.do === "mailbox" || s.do === "reject").length, 1);
      assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision);
      assert.deepEqual(direct(some, settings), decision);
      assert.equal(decision.because.filter(({ matched }) => matched).length, 1);
    }),
  ));

test("in the call-back window the telephones ring, whatever the owner has set", () =>
  fc.assert(
    fc.property(anyFacts, anySettings, (some, settings) => {
      const [first] = direct({ ...some, emergencyCallBack: true }, settings).plan;
      assert.ok(first?.do === "ring" && first.targets.length === settings.devices.length);
    }),
  ));

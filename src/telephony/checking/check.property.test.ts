import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wallTime } from "#kit/time.ts";
import { direct } from "#telephony/directing/direct.ts";
import type { CallFacts } from "#telephony/directing/facts.ts";
import { adasHouse, house } from "#telephony/settings/adasHouse.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { isShown } from "../../../test/checking/isShown.ts";
import { check } from "./check.ts";
import { reachesSomebody } from "./nothingRings.ts";

const now = wallTime(Date.parse("2026-11-27T18:05:00-05:00"));
const day = 86_400_000;

const leaf = fc.constantFrom<object>(
  { is: "always" },
  { is: "caller", in: "unknown" },
  { is: "caller", in: "hidden" },
  { is: "caller", in: "family" },
  { is: "caller", in: "contacts" },
  { is: "caller", in: "blocked" },
  { is: "caller", in: "own" },
  { is: "caller", like: "+44*" },
  { is: "caller", like: "+4420*" },
  { is: "caller", like: "613*" },
  { is: "caller", like: "+442079460123" },
  { is: "caller", like: "sip:*@house.lan" },
  { is: "caller", like: "sip:door@house.lan" },
  { is: "during", time: "night" },
  { is: "during", time: "holidays" },
  { is: "during", time: "work" },
  { is: "mode", mode: "away" },
  { is: "called", number: "home" },
  { is: "via", account: "carrier" },
  { is: "device", device: "desk", state: "busy" },
  { is: "attested", level: "B" },
  { is: "again", within: 10 },
  { is: "before", by: "owner" },
);
const condition = fc.letrec((tie) => ({
  it: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ is: fc.constant("not"), that: tie("it") }),
    fc.record({
      is: fc.constantFrom("all", "any"),
      of: fc.array(tie("it"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).it;
const step = fc.constantFrom<object>(
  { do: "ring", targets: [{ device: "desk" }] },
  { do: "ring", targets: [{ device: "kitchen" }, { number: "+16135550199" }] },
  { do: "forward", to: { number: "+16135550199" } },
  { do: "reject" },
  { do: "mailbox" },
  { do: "announce", prompt: "closed" },
);
const then = fc.array(step, { maxLength: 3 });
const anyHouse: fc.Arbitrary<Settings> = fc
  .record({
    rules: fc
      .tuple(
        fc.array(
          fc.record({ when: condition, then, enabled: fc.constantFrom(true, true, false) }),
          {
            maxLength: 5,
          },
        ),
        then,
      )
      .map(([some, last]) => [
        ...some.map((rule, i) => ({ id: `r${i}`, ...rule })),
        { id: "else", when: { is: "always" }, then: last },
      ]),
    callers: fc.constantFrom({}, { block: ["+4930*", "+442079460999"], allow: ["+49301*"] }),
    mailbox: fc.record({ enabled: fc.boolean() }),
    services: fc.record({ anonymousReject: fc.boolean() }),
    times: fc.constant([
      ...adasHouse.times,
      { id: "work", weekly: [{ days: ["mon", "fri"], from: "09:00", to: "17:00" }] },
    ]),
  })
  .map(house);

const anyFacts: fc.Arbitrary<CallFacts> = fc.record(
  {
    caller: fc.constantFrom(
      { private: true },
      ...[
        "+442079460123",
        "+442079460999",
        "+44161496000",
        "+4930123456",
        "+16135550177",
        "+14165550123",
        "6135550142",
      ].map((number) => ({ number, private: false })),
      { address: "sip:door@house.lan", private: false },
      { address: "sip:x@house.lan", number: "+16135550188", private: false },
    ),
    called: fc.constantFrom("+16135550142", "ada"),
    via: fc.constantFrom("carrier", "maple", "fixed"),
    at: fc.integer({ min: now + day, max: now + 300 * day }).map(wallTime),
    devices: fc.constantFrom<CallFacts["devices"]>(
      { desk: "idle", kitchen: "idle" },
      { desk: "busy", kitchen: "idle" },
    ),
    attested: fc.constantFrom<"A" | "C">("A", "C"),
    before: fc.constantFrom<["owner"] | ["caller"]>(["owner"], ["caller"]),
  },
  { requiredKeys: ["caller", "called", "via", "at", "devices"] },
);

test("each warning's example shows what the warning says", () =>
  fc.assert(
    fc.property(anyHouse, (settings) => {
      for (const warning of check(settings, now))
        assert.ok(isShown(warning, settings, now), JSON.stringify(warning));
    }),
    { numRuns: 60 },
  ));

test("no call, whichever, comes to a rule that is said to be never reached, or rings where nothing rings", () =>
  fc.assert(
    fc.property(
      anyHouse,
      fc.array(anyFacts, { minLength: 30, maxLength: 60 }),
      (settings, calls) => {
        const warnings = check(settings, now);
        const never = warnings
          .filter(({ code }) => /shadowed|neverHolds/.test(code))
          .map(({ params }) => params["rule"]);
        const silent = warnings.some(({ code }) => code === "check.nothingEverRings");
        for (const facts of calls)
          for (const mode of ["schedule", "away"]) {
            const { because, plan } = direct(facts, { ...settings, mode: { now: mode } });
            const by = because.at(-1)?.rule ?? "";
            assert.ok(!never.includes(by), `${by} was reached: ${JSON.stringify(facts)}`);
            if (silent && mode === "schedule" && facts.devices["desk"] === "idle")
              assert.ok(!reachesSomebody(plan), JSON.stringify(facts));
          }
      },
    ),
    { numRuns: 50 },
  ));

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { validate } from "#telephony/settings/validate.ts";
import { type PolicyCall, readyPolicy } from "./judge.ts";
import { leaseOf } from "./lease.ts";
import type { PolicyRule } from "./policy.ts";

/* A policy says to a call what the owner's own rule would say. */

const call = (more: Partial<PolicyCall> = {}): PolicyCall => ({
  caller: { number: "+12125550123", private: false },
  called: "+16135550101",
  at: wallTime(Date.parse("2026-11-27T23:30:00-05:00")), // a Friday
  ...more,
});

const cases: readonly (readonly [
  what: string,
  when: PolicyRule["when"],
  call: PolicyCall,
  fits: boolean,
])[] = [
  ["always", { is: "always" }, call(), true],
  ["a beginning of a number", { is: "caller", like: "+1212*" }, call(), true],
  ["another beginning", { is: "caller", like: "+44*" }, call(), false],
  [
    "a hidden caller is like nobody",
    { is: "caller", like: "+1212*" },
    call({ caller: { number: "+12125550123", private: true } }),
    false,
  ],
  ["hidden", { is: "hidden" }, call({ caller: { private: true } }), true],
  ["the number called", { is: "called", number: "+1 613 555 0101" }, call(), true],
  ["another number", { is: "called", number: "+16135550102" }, call(), false],
  ["the trunk", { is: "via", trunk: "carrier" }, call({ via: "carrier" }), true],
  ["no trunk", { is: "via", trunk: "carrier" }, call(), false],
  [
    "a night that began on Friday",
    { is: "during", weekly: [{ days: ["fri"], from: "22:00", to: "07:00" }], dates: [] } as never,
    call(),
    true,
  ],
  ["all", { is: "all", of: [{ is: "always" }, { is: "hidden" }] }, call(), false],
  ["any", { is: "any", of: [{ is: "always" }, { is: "hidden" }] }, call(), true],
  ["not", { is: "not", that: { is: "hidden" } }, call(), true],
  ["attested well enough", { is: "attested", level: "B" }, call({ attested: "A" }), true],
];
for (const [what, when, about, fits] of cases)
  test(`${what}: ${fits ? "fits" : "does not fit"}`, () => {
    const ready = readyPolicy({
      rules: [{ when, do: "reject", cause: "quiet" }],
      timeZone: "America/Toronto",
      country: "CA",
    });
    assert.equal(ready.judge(about).do, fits ? "reject" : "accept");
  });

test("the first rule that fits decides", () => {
  const ready = readyPolicy({
    rules: [
      { when: { is: "caller", like: "+12125550123" }, do: "accept" },
      { when: { is: "always" }, do: "reject" },
    ],
    timeZone: "UTC",
    country: "US",
  });
  assert.equal(ready.judge(call()).do, "accept");
  const other = ready.judge(call({ caller: { number: "+12125550124", private: false } }));
  assert.equal(other.do === "reject" && other.cause, "rejected");
});

const house = (when: object, more: object = {}): object => ({
  owner: { timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number: "+16135550101" }],
  accounts: [
    { id: "maple", kind: "exchange", server: "maple.example", username: "ada", secret: "s" },
    { id: "oak", kind: "exchange", server: "oak.example", username: "ada", secret: "s" },
  ],
  times: [{ id: "night", weekly: [{ days: ["fri"], from: "22:00", to: "07:00" }] }],
  exchanges: [{ account: "maple", policy: [{ when, do: "reject" }] }],
  ...more,
});

const written: readonly (readonly [when: object, wanted: object])[] = [
  [{ is: "caller", in: "hidden" }, { is: "hidden" }],
  [
    { is: "called", number: "home" },
    { is: "called", number: "+16135550101" },
  ],
  [{ is: "via", account: "maple" }, { is: "always" }],
  [
    { is: "via", account: "oak" },
    { is: "not", that: { is: "always" } },
  ],
  [
    { is: "during", time: "night" },
    { is: "during", weekly: [{ days: ["fri"], from: "22:00", to: "07:00" }], dates: [] },
  ],
];
for (const [when, wanted] of written)
  test(`${JSON.stringify(when)} leaves the house as ${JSON.stringify(wanted)}`, () => {
    const read = validate(house(when));
    assert.ok(read.ok);
    assert.deepEqual(leaseOf("maple", read.value).rules, [{ when: wanted, do: "reject" }]);
    assert.deepEqual(leaseOf("oak", read.value).rules, []);
  });

for (const when of [
  { is: "caller", in: "family" },
  { is: "mode", mode: "away" },
  { is: "not", that: { is: "again", within: 5 } },
])
  test(`${JSON.stringify(when)} is the house's alone: refused, with its place`, () => {
    const read = validate(house(when));
    assert.ok(!read.ok);
    assert.deepEqual(
      read.problem.map(({ path, code }) => `${path} ${code}`),
      ["/exchanges/0/policy/0/when settings.notForExchange"],
    );
  });

test("a telephone of the house is no place for calls while the house is away", () => {
  const unreachable = [{ do: "forward", to: { everyDevice: true } }];
  const read = validate(
    house({ is: "always" }, { exchanges: [{ account: "maple", unreachable }] }),
  );
  assert.equal(read.ok ? "" : read.problem[0]?.code, "settings.notForExchange");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import type { Settings, SettingsInput } from "#telephony/settings/settings.ts";
import { forbidden } from "./limits.ts";
import { type CallOut, routing } from "./routing.ts";

const noon = wallTime(Date.parse("2026-11-27T12:00:00-05:00"));
const numbers = [
  { id: "home", number: "+1 613 555 0142" },
  { id: "shop", number: "613-555-0143" },
];
type Way = NonNullable<NonNullable<SettingsInput["outgoing"]>["routes"]>[number];
const way = (id: string, when: Way["when"], through: string[], shows?: string): Way => ({
  id,
  when,
  through,
  ...(shows !== undefined && { shows }),
});
const withRoutes = (routes: Way[], more: Partial<SettingsInput> = {}): Settings =>
  house({
    numbers,
    people: [{ id: "margaret", name: "Margaret", numbers: ["+442079460123"], groups: ["family"] }],
    groups: [{ id: "family" }],
    times: [{ id: "day", weekly: [{ days: ["fri"], from: "08:00", to: "18:00" }] }],
    rules: [{ id: "a", name: "A", when: { is: "always" }, then: [{ do: "mailbox" }] }],
    exchanges: [],
    ...more,
    outgoing: { route: ["carrier"], routes, ...more.outgoing },
  });
const call: CallOut = { to: "6135550199", device: "kitchen", at: noon };

const conditions: readonly (readonly [string, Way["when"], Partial<CallOut>, boolean])[] = [
  ["a beginning of numbers", { is: "to", like: "613*" }, {}, true],
  ["a beginning of others", { is: "to", like: "+44*" }, {}, false],
  ["a country", { is: "to", countries: ["GB", "FR"] }, { to: "011442079460123" }, true],
  ["another country", { is: "to", countries: ["GB"] }, {}, false],
  ["a tariff", { is: "to", tariff: "abroad" }, { to: "+442079460123" }, true],
  ["a person", { is: "to", person: "margaret" }, { to: "+442079460123" }, true],
  ["somebody else", { is: "to", person: "margaret" }, {}, false],
  ["a group", { is: "to", in: "family" }, { to: "+442079460123" }, true],
  [
    "the country in an address",
    { is: "to", countries: ["GB"] },
    { to: "sip:+442079460123@x.example" },
    true,
  ],
  ["a telephone", { is: "from", device: "kitchen" }, {}, true],
  ["a telephone, of a forwarded call", { is: "from", device: "kitchen" }, { device: "" }, false],
  ["what was keyed before", { is: "keyed", prefix: "*11" }, { keyed: "*11" }, true],
  ["nothing was keyed before", { is: "keyed", prefix: "*11" }, {}, false],
  ["a time of day", { is: "during", time: "day" }, {}, true],
  ["another time", { is: "during", time: "day" }, { at: wallTime(noon + 8 * 3_600_000) }, false],
  ["a mode", { is: "mode", mode: "away" }, {}, false],
  [
    "all of them",
    {
      is: "all",
      of: [
        { is: "from", device: "kitchen" },
        { is: "to", like: "613*" },
      ],
    },
    {},
    true,
  ],
  ["not", { is: "not", that: { is: "to", tariff: "usual" } }, {}, false],
];
for (const [name, when, about, matched] of conditions)
  test(`a way out by ${name}: ${matched ? "taken" : "passed over"}`, () => {
    const found = routing({ ...call, ...about }, withRoutes([way("w", when, ["maple", "fixed"])]));
    assert.deepEqual(found.through, matched ? ["maple", "fixed"] : ["carrier"]);
    assert.deepEqual([found.because.length, found.because[0]?.matched], [1, matched]);
  });

test("the first that fits is taken, and those before it are told with why", () => {
  const settings = withRoutes([
    way("away", { is: "to", tariff: "abroad" }, ["maple"]),
    way("any", { is: "always" }, ["fixed"]),
    way("never", { is: "always" }, ["carrier"]),
  ]);
  const { through, because } = routing(call, settings);
  assert.deepEqual(through, ["fixed"]);
  assert.deepEqual(
    because.map(({ rule, code }) => `${rule} ${code}`),
    ["away to.tariff", "any always"],
  );
});

test("an account that is switched off is in no way out", () => {
  const settings = withRoutes([way("any", { is: "always" }, ["maple", "fixed"])]);
  const accounts = settings.accounts.map((one) => ({ ...one, enabled: one.id !== "maple" }));
  assert.deepEqual(routing(call, { ...settings, accounts }).through, ["fixed"]);
});

test("the number that is shown: the way's, else the telephone's, else the house's, else the account's own", () => {
  const devices = [
    { id: "kitchen", kind: "sip" as const, secret: "a-long-secret", shows: "shop" },
    { id: "study", kind: "browser" as const },
  ];
  const shown = (device: string, routes: Way[], shows?: string): string | undefined =>
    routing(
      { ...call, device },
      withRoutes(routes, {
        devices,
        outgoing: { routes, ...(shows !== undefined && { shows }) },
      }),
    ).shows;
  const anyway = [way("any", { is: "always" }, ["maple"], "home")];
  assert.equal(shown("kitchen", anyway), "+16135550142");
  assert.equal(shown("kitchen", []), "+16135550143");
  assert.equal(shown("study", [], "home"), "+16135550142");
  assert.equal(shown("study", []), undefined);
});

const limits = (some: object): Settings => house({ outgoing: { limits: some } });
const byHand = { by: "telephone" } as const;
const forwarded = { by: "forward", confirmed: false } as const;
const confirmed = { by: "forward", confirmed: true } as const;
const british = "+442079460123";
const refusals: readonly (readonly [
  string,
  string,
  Parameters<typeof forbidden>[1],
  object,
  string?,
])[] = [
  ["at home", "6135550199", byHand, {}],
  ["abroad", british, byHand, {}, "limit.abroad"],
  ["abroad, allowed", british, byHand, { abroad: "allow" }],
  ["a country that is allowed", british, byHand, { countries: ["GB"] }],
  ["another country", "+33123456789", byHand, { countries: ["GB"] }, "limit.abroad"],
  [
    "a country that is never called",
    british,
    byHand,
    { abroad: "allow", never: ["GB"] },
    "limit.country",
  ],
  ["premium", "+19005550123", byHand, { abroad: "allow" }, "limit.premium"],
  [
    "premium in a country that is allowed",
    "+449098790123",
    byHand,
    { countries: ["GB"] },
    "limit.premium",
  ],
  ["premium, allowed", "+19005550123", byHand, { premium: "allow" }],
  ["satellite", "+881612345678", byHand, { abroad: "allow" }, "limit.satellite"],
  ["satellite, allowed", "+881612345678", byHand, { satellite: "allow" }],
  ["forwarded at home", "6135550199", forwarded, {}],
  [
    "forwarded abroad, allowed to dial",
    british,
    forwarded,
    { abroad: "allow" },
    "forward.unconfirmed",
  ],
  ["forwarded abroad, confirmed", british, confirmed, {}],
  [
    "forwarded to a country that is never called",
    british,
    confirmed,
    { never: ["GB"] },
    "limit.country",
  ],
  ["forwarded to premium, confirmed", "+19005550123", confirmed, {}, "limit.premium"],
];
for (const [name, number, asking, some, code] of refusals)
  test(`limits: ${name}: ${code ?? "may be called"}`, () =>
    assert.equal(forbidden(number, asking, limits(some)), code));

/** What is kept elsewhere, as directing sees it: calendars and address books are facts of a call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { direct } from "./direct.ts";
import { explainBecause } from "./explain.ts";
import type { CalendarFacts, CallFacts } from "./facts.ts";

const at = wallTime(Date.parse("2026-11-27T14:30:00-05:00"));
const hour = 3_600_000;
const asOf = wallTime(at - hour / 2);
const when = (condition: object) => [
  { id: "tried", when: condition, then: [{ do: "reject" }] },
  { id: "all", when: { is: "always" }, then: [{ do: "ring", targets: [{ device: "kitchen" }] }] },
];
const settings = (condition: object) =>
  house({
    emergency: {},
    groups: [{ id: "club", name: "Club" }],
    times: [
      { id: "meeting", calendar: { ics: "webcal://calendar.example/a.ics" }, except: [] },
      {
        id: "off",
        calendar: { ics: "https://calendar.example/a.ics" },
        except: [{ from: "2026-11-27" }],
      },
      { id: "duty", calendar: { caldav: "https://dav.example/w/", title: "On Call" } },
    ],
    rules: when(condition),
  });
const call = (more: Partial<CallFacts>): CallFacts => ({
  caller: { number: "+442079460000", private: false },
  called: "+16135550142",
  at,
  devices: { kitchen: "idle" },
  ...more,
});
const says = (time: string, ...on: CalendarFacts["on"]): Partial<CallFacts> => ({
  calendars: [{ time, asOf, on }],
});
const busy = { title: "Dentist", busy: true };
const free = { title: "Nurse ON CALL tonight", busy: false };

const rows: readonly (readonly [string, string, Partial<CallFacts>, boolean, string?])[] = [
  ["busy", "meeting", says("meeting", busy), true, "14:00"],
  ["an event that leaves its owner free", "meeting", says("meeting", free), false, "14:00"],
  ["an event of that title, though free", "duty", says("duty", busy, free), true, "14:00"],
  ["busy with something else", "duty", says("duty", busy), false, "14:00"],
  ["a day that is excepted", "off", says("off", busy), false, "14:00"],
  ["another calendar", "meeting", says("duty", busy), false, ""],
  ["a calendar that was never read", "meeting", {}, false, ""],
  [
    "as of yesterday",
    "meeting",
    { calendars: [{ time: "meeting", asOf: wallTime(at - 24 * hour), on: [busy] }] },
    true,
    "2026-11-26 14:30",
  ],
];
for (const [what, time, facts, matched, since] of rows)
  test(`${what}: ${matched ? "during" : "outside"}`, () => {
    const [because] = direct(call(facts), settings({ is: "during", time })).because;
    assert.deepEqual([because?.matched, because?.params["asOf"]], [matched, since]);
  });

test("the reason says as of when, and that nothing is known", () => {
  const house = settings({ is: "during", time: "meeting" });
  const told = (facts: Partial<CallFacts>): string =>
    direct(call(facts), house)
      .because.slice(0, 1)
      .map((one) => explainBecause(one, house))
      .join();
  assert.equal(told(says("meeting", busy)), "✓ tried: it is meeting (calendar as of 14:00)");
  assert.equal(told({}), "✗ tried: it is not meeting, of whose calendar nothing is known");
});

const contact = { name: "Grace", groups: ["club"], book: "family-book" };
const grace = { caller: { number: "+442079460000", private: false, contact } };
const groups: readonly (readonly [string, string, Partial<CallFacts>, boolean])[] = [
  ["whom an address book names", "contacts", grace, true],
  ["in the groups of the book", "club", grace, true],
  ["no stranger", "unknown", grace, false],
  ["nobody, when hidden", "contacts", { caller: { ...grace.caller, private: true } }, false],
  ["never blocked by a list", "blocked", { ...grace, listed: ["spam"] }, false],
];
for (const [what, group, facts, matched] of groups)
  test(`${what}: ${group} ${matched ? "yes" : "no"}`, () => {
    const ada = house({
      ...settings({ is: "caller", in: group }),
      callers: { lists: [{ id: "spam", url: "https://lists.example/s" }] },
    });
    assert.equal(direct(call(facts), ada).because[0]?.matched, matched);
  });

test("the settings' own people come before an address book", () => {
  const people = [{ id: "g", name: "Granny", numbers: ["+442079460000"], groups: ["family"] }];
  const ada = house({ ...settings({ is: "caller", in: "club" }), people });
  assert.equal(direct(call(grace), ada).because[0]?.matched, false);
});

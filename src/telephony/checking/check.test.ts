import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { adasHouse, house } from "#telephony/settings/adasHouse.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";
import { isShown } from "../../../test/checking/isShown.ts";
import { check } from "./check.ts";

/** Friday evening. */
const now = wallTime(Date.parse("2026-11-27T18:05:00-05:00"));

const ring = { do: "ring", targets: [{ everyDevice: true }] };
const mailbox = { do: "mailbox" };
const reject = { do: "reject" };
const always = { is: "always" };
const everyone = { id: "else", when: always, then: [ring, mailbox] };
const like = (text: string) => ({ is: "caller", like: text });
const isIn = (group: string) => ({ is: "caller", in: group });
const during = (time: string) => ({ is: "during", time });
const all = (...of: object[]) => ({ is: "all", of });
const not = (that: object) => ({ is: "not", that });
const rules = (...some: object[]) => ({
  rules: [...some.map((one, i) => ({ id: `r${i}`, then: [ring], ...one })), everyone],
});

/** Path, code and what is in its sentence; each example has been tried. */
function warnings(settings: Settings): readonly string[] {
  return check(settings, now).map((warning) => {
    assert.ok(isShown(warning, settings, now), JSON.stringify(warning));
    const params = Object.entries(warning.params).map(([name, value]) => `${name}=${value}`);
    return [warning.path, warning.code.replace("check.", ""), ...params].join(" ");
  });
}

test("a new server gives no warning", () => {
  const shipped = validate({});
  assert.deepEqual(shipped.ok && warnings(shipped.value), []);
});

test("in Ada's house one number is rung beside the kitchen whose mailbox might answer", () =>
  assert.deepEqual(warnings(house()), ["/rules/5/then/1/targets/1 othersMailbox to=+16135550199"]));

const weekdays = ["mon", "tue", "wed", "thu", "fri"];
const times = [
  ...adasHouse.times,
  { id: "work", weekly: [{ days: weekdays, from: "09:00", to: "17:00" }] },
  {
    id: "weekend",
    weekly: [
      { days: ["fri"], from: "17:00", to: "24:00" },
      { days: ["sat", "sun"], from: "00:00", to: "24:00" },
    ],
  },
  { id: "busy", calendar: { ics: "https://calendar.example/a.ics" } },
];

/** What is in the document beside Ada's house, and the warnings in order. */
const table: readonly (readonly [string, object, readonly string[]])[] = [
  ["rules in good order", rules({ when: like("+4420*") }, { when: like("+44*") }), []],
  [
    "a longer beginning behind a shorter",
    rules({ when: like("+44*") }, { when: like("+4420*") }),
    ["/rules/1 shadowed rule=r1 by=r0"],
  ],
  [
    "everybody before somebody",
    rules({ when: always }, { when: isIn("family") }),
    ["/rules/1 shadowed rule=r1 by=r0", "/rules/2 shadowed rule=else by=r0"],
  ],
  [
    "day and night before somebody",
    rules({ when: during("night") }, { when: not(during("night")) }, { when: isIn("hidden") }),
    ["/rules/2 shadowedTogether rule=r2 by=r1", "/rules/3 shadowedTogether rule=else by=r1"],
  ],
  [
    "contacts before family",
    rules({ when: isIn("contacts") }, { when: isIn("family") }),
    ["/rules/1 shadowed rule=r1 by=r0"],
  ],
  ["family before contacts", rules({ when: isIn("family") }, { when: isIn("contacts") }), []],
  [
    "a group that nobody is in yet",
    rules({ when: isIn("favourites") }, { when: isIn("blocked") }),
    [],
  ],
  [
    "a rule that is switched off shadows nobody",
    rules({ when: always, enabled: false }, { when: isIn("family") }),
    [],
  ],
  [
    "nor does one that comes back",
    rules({ when: always, offUntil: "2026-12-24" }, { when: isIn("family") }),
    [],
  ],
  [
    "who hides and is known",
    rules({ when: all(isIn("hidden"), isIn("family")) }),
    ["/rules/0/when neverHolds rule=r0"],
  ],
  [
    "at work by night",
    { times, ...rules({ when: all(during("work"), during("night"), isIn("family")) }) },
    [],
  ],
  [
    "at work on the weekend",
    { times, ...rules({ when: all(during("work"), during("weekend")) }) },
    ["/rules/0/when neverHolds rule=r0"],
  ],
  [
    "a calendar elsewhere may say anything",
    { times, ...rules({ when: all(during("busy"), during("work")) }) },
    [],
  ],
  ["on a holiday at night", rules({ when: all(during("holidays"), during("night")) }), []],
  [
    "a second call within an hour behind one within a day",
    rules({ when: { is: "again", within: 1440 } }, { when: { is: "again", within: 60 } }),
    ["/rules/1 shadowed rule=r1 by=r0"],
  ],
  [
    "and before it",
    rules({ when: { is: "again", within: 5 } }, { when: { is: "again", within: 60 } }),
    [],
  ],
  [
    "a busy kitchen, then an idle one",
    rules(
      { when: { is: "device", device: "kitchen", state: "busy" } },
      { when: { is: "device", device: "kitchen", state: "idle" } },
    ),
    [],
  ],
  [
    "attested A before C",
    rules({ when: { is: "attested", level: "A" } }, { when: { is: "attested", level: "C" } }),
    [],
  ],
  [
    "who is vouched for, who is not, and whose signature is false",
    rules(
      { when: { is: "attested", level: "C" } },
      { when: { is: "attested", level: "none" } },
      { when: { is: "attested", level: "failed" } },
    ),
    ["/rules/3 shadowedTogether rule=else by=r1"],
  ],
  [
    "attested C before A",
    rules({ when: { is: "attested", level: "C" } }, { when: { is: "attested", level: "A" } }),
    ["/rules/1 shadowed rule=r1 by=r0"],
  ],
  [
    "hidden callers who are refused beforehand",
    { services: { anonymousReject: true }, ...rules({ when: isIn("hidden") }) },
    ["/rules/0 shadowedTogether rule=r0 by=services.anonymousReject"],
  ],
  [
    "nights without exception",
    rules({ when: during("night"), then: [mailbox] }),
    [
      "/rules nothingRings days=mon,tue,wed,thu,fri,sat,sun from=22:00 to=07:00",
      "/rules nothingRingsBetween since=2026-12-23 22:00 until=2026-12-27 07:00",
    ],
  ],
  [
    "nights but for the family",
    rules({ when: all(during("night"), not(isIn("family"))), then: [mailbox] }),
    [],
  ],
  [
    "weekends",
    { times, ...rules({ when: during("weekend"), then: [mailbox] }) },
    ["/rules nothingRingsOver day=fri from=17:00 lastDay=sun to=24:00"],
  ],
  ["nothing ever", { rules: [{ ...everyone, then: [mailbox] }] }, ["/rules nothingEverRings"]],
  [
    "a contact with a beginning that is turned away",
    rules({ when: like("+44*"), then: [reject] }),
    ["/rules/0 personNeverThrough person=margaret rule=r0"],
  ],
  ["a contact turned away by name", rules({ when: like("+442079460123"), then: [reject] }), []],
  ["a group turned away", rules({ when: isIn("family"), then: [reject] }), []],
  [
    "turned away at night alone",
    rules({ when: all(during("night"), like("+44*")), then: [reject] }),
    [],
  ],
  [
    "strangers turned away without a word about them",
    {
      rules: [
        { id: "family", when: isIn("family"), then: [ring] },
        { ...everyone, then: [reject] },
      ],
    },
    ["/rules/1 strangerNeverThrough rule=else", "/rules/1 hiddenNeverThrough rule=else"],
  ],
  [
    "strangers turned away by a rule about them",
    rules({ when: isIn("unknown"), then: [reject] }),
    [],
  ],
  [
    "a forward before the mailbox",
    rules({
      when: isIn("family"),
      then: [{ do: "forward", to: { number: "+16135550199" } }, mailbox],
    }),
    ["/rules/0/then/0/to othersMailbox to=+16135550199"],
  ],
  [
    "a forward and nothing behind it",
    rules({ when: isIn("family"), then: [{ do: "forward", to: { number: "+16135550199" } }] }),
    [],
  ],
  [
    "with a key press",
    rules({
      when: isIn("family"),
      then: [{ do: "forward", to: { number: "+16135550199", confirm: true } }, mailbox],
    }),
    [],
  ],
  [
    "a person beside a telephone",
    rules({
      when: isIn("unknown"),
      then: [
        { do: "ring", targets: [{ device: "kitchen" }, { person: "margaret", abroad: true }] },
      ],
    }),
    ["/rules/0/then/0/targets/1 othersMailbox to=+442079460123"],
  ],
  [
    "a forward to what an account shows as its own",
    {
      accounts: adasHouse.accounts.map((one) =>
        one.id === "carrier" ? { ...one, number: "+16135550155" } : one,
      ),
      services: { forwardNoAnswer: { address: "sip:ada@sip.example.net" } },
      ...rules({
        when: isIn("family"),
        then: [{ do: "forward", to: { number: "613 555-0155" } }],
      }),
    },
    [
      "/rules/0/then/0/to mayComeBack to=613 555-0155 account=carrier",
      "/services/forwardNoAnswer mayComeBack to=sip:ada@sip.example.net account=carrier",
    ],
  ],
  [
    "an account that is off",
    {
      accounts: adasHouse.accounts.map((one) =>
        one.id === "fixed" ? { ...one, enabled: false } : one,
      ),
      outgoing: {
        route: ["carrier", "fixed"],
        routes: [{ id: "help", when: { is: "always" }, through: ["carrier", "fixed"] }],
      },
      ...rules({ when: { is: "via", account: "fixed" } }),
    },
    [
      "/outgoing/route/1 accountOff account=fixed",
      "/outgoing/routes/0/through/1 accountOff account=fixed",
      "/rules/0/when/account accountOff account=fixed",
    ],
  ],
  [
    "a mailbox that is off",
    { mailbox: { enabled: false }, ...rules({ when: isIn("family"), then: [ring, mailbox] }) },
    ["/rules/0/then/1 mailboxOff rule=r0", "/rules/1/then/1 mailboxOff rule=else"],
  ],
  [
    "somebody without a number",
    {
      people: [{ id: "bob", name: "Bob" }],
      emergency: {},
      ...rules({
        when: like("+4930*"),
        then: [{ do: "ring", targets: [{ device: "kitchen" }, { person: "bob" }] }],
      }),
    },
    ["/rules/0/then/0/targets/1/person noNumber person=bob"],
  ],
  [
    "a time that is over",
    { times: [{ id: "old", dates: [{ from: "2020-01-01", to: "2020-02-01" }] }], ...rules() },
    ["/times/0 neverOccurs time=old"],
  ],
  [
    "a time that ends today",
    { times: [{ id: "old", dates: [{ from: "2020-01-01", to: "2026-11-27" }] }], ...rules() },
    [],
  ],
  ["an empty time", { times: [{ id: "none" }], ...rules() }, ["/times/0 neverOccurs time=none"]],
  [
    "hours within hours",
    {
      times: [
        {
          id: "work",
          weekly: [
            { days: weekdays, from: "08:00", to: "18:00" },
            { days: ["mon"], from: "09:00", to: "12:00" },
          ],
        },
      ],
      ...rules(),
    },
    ["/times/0/weekly/1 overlaps time=work days=mon from=09:00 to=12:00"],
  ],
  [
    "hours that add something",
    {
      times: [
        {
          id: "work",
          weekly: [
            { days: weekdays, from: "08:00", to: "18:00" },
            { days: ["mon"], from: "17:00", to: "19:00" },
          ],
        },
      ],
      ...rules(),
    },
    [],
  ],
  [
    "a speed dial that calls for help",
    {
      owner: { ...adasHouse.owner, country: "FR" },
      services: { speedDials: { "15": "+33123456789", "1": "+33123456789" } },
      ...rules(),
    },
    ["/services/speedDials/15 speedDialShadowed slot=15 is=emergency"],
  ],
  [
    "a speed dial that rings a telephone",
    {
      devices: [...adasHouse.devices, { id: "12", kind: "browser" }],
      services: { speedDials: { "12": "+442079460123" } },
      ...rules(),
    },
    ["/services/speedDials/12 speedDialShadowed slot=12 is=telephone"],
  ],
  [
    "telephones that nobody can dial",
    {
      devices: [
        ...adasHouse.devices,
        { id: "echo", kind: "browser" },
        { id: "933", kind: "browser" },
      ],
      ...rules(),
    },
    [
      "/devices/4/id telephoneShadowed device=echo is=echo",
      "/devices/5/id telephoneShadowed device=933 is=service",
    ],
  ],
  [
    "a telephone in the way of a number",
    { devices: [...adasHouse.devices, { id: "4165550123", kind: "browser" }], ...rules() },
    ["/devices/4/id telephoneShadows device=4165550123 number=+14165550123"],
  ],
];

for (const [what, sections, expected] of table)
  test(what, () => assert.deepEqual(warnings(house(sections)), expected));

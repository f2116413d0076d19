import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { minutes, type WallTime, wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { direct } from "./direct.ts";
import type { CallFacts } from "./facts.ts";
import type { Plan, PlanStep, PlanTarget } from "./plan.ts";

const at = (text: string): WallTime => momentOf(text) ?? wallTime(0);
const evening = at("2026-11-27T18:05-05:00");
const stranger = { number: "+14165550123", private: false };
const margaret = { number: "+442079460123", private: false };
const hidden = { private: true };
const facts = (some: Partial<CallFacts> = {}): CallFacts => ({
  caller: stranger,
  called: "+16135550142",
  via: "carrier",
  at: evening,
  devices: { kitchen: "idle", desk: "idle", hall: "offline", study: "offline" },
  ...some,
});

const to = (target: PlanTarget): string =>
  "device" in target ? target.device : "number" in target ? target.number : target.address;
function tell(step: PlanStep): string {
  switch (step.do) {
    case "ring":
      return `ring ${step.targets.map(to).join("+")} ${step.for}s ${step.whenBusy}`;
    case "forward":
      return `forward ${to(step.to)}`;
    case "interrupt":
    case "speak":
      return `${step.do} ${to(step.target)}`;
    case "reject":
      return `reject ${step.cause}`;
    default:
      return step.do;
  }
}
const story = (plan: Plan): string => plan.map(tell).join(", ");
const told = (some: Partial<CallFacts>, settings = house()): string => {
  const { plan, because } = direct(facts(some), settings);
  return `${because.at(-1)?.rule}: ${story(plan)}`;
};

test("a fourth interruption within ten minutes only waits, and the reason says so", () => {
  const doctor = { number: "+16135550171", private: false };
  const ago = (...all: readonly number[]) => all.map((one) => wallTime(evening - minutes(one)));
  const often = { caller: doctor, interrupted: ago(1, 4, 9) };
  assert.equal(told(often), "doctor-breaks-in: ring kitchen 25s wait, mailbox");
  assert.deepEqual(
    direct(facts(often), house())
      .because.slice(-2)
      .map(({ code }) => code),
    ["limit.interrupts", "caller.like"],
  );
  const { services } = house();
  const unsignalled = house({ services: { ...services, callWaiting: false } });
  assert.equal(told(often, unsignalled), "doctor-breaks-in: ring kitchen 25s skip, mailbox");
  const seldom = { caller: doctor, interrupted: ago(1, 4, 11) };
  assert.equal(told(seldom), "doctor-breaks-in: interrupt kitchen, mailbox");
});

const ada: readonly (readonly [string, Partial<CallFacts>, string])[] = [
  [
    "a stranger in the evening",
    {},
    "everyone-else: ring kitchen 20s wait, ring kitchen++16135550199 20s wait, mailbox",
  ],
  ["family", { caller: margaret }, "family: ring kitchen+desk++16135550199 25s wait, mailbox"],
  [
    "family at night",
    { caller: margaret, at: at("2026-11-27T23:00-05:00") },
    "family: ring kitchen+desk++16135550199 25s wait, mailbox",
  ],
  ["a stranger at night", { at: at("2026-11-27T23:00-05:00") }, "night: mailbox"],
  ["a stranger before dawn", { at: at("2026-11-28T06:59-05:00") }, "night: mailbox"],
  [
    "a stranger at seven",
    { at: at("2026-11-28T07:00-05:00") },
    "everyone-else: ring kitchen 20s wait, ring kitchen++16135550199 20s wait, mailbox",
  ],
  ["a stranger on Christmas Day at noon", { at: at("2026-12-25T12:00-05:00") }, "night: mailbox"],
  [
    "the doctor",
    { caller: { number: "6135550171", private: false } },
    "doctor-breaks-in: interrupt kitchen, mailbox",
  ],
  [
    "the door",
    { caller: { address: "sip:door@house.lan:5062;transport=tcp", private: false } },
    "door-speaks-into-the-kitchen: speak kitchen, mailbox",
  ],
  ["a number that is not ours", { called: "+16135550000" }, "called: reject unknown"],
  [
    "the user part of our address",
    { called: "ada", via: "maple" },
    "everyone-else: ring kitchen 20s wait, ring kitchen++16135550199 20s wait, mailbox",
  ],
  [
    "our own mobile, where calls would go",
    { caller: { number: "+16135550199", private: false } },
    "everyone-else: ring kitchen 20s wait, ring kitchen 20s wait, mailbox",
  ],
  [
    "whoever calls back after an emergency call",
    { caller: hidden, at: at("2026-11-27T23:00-05:00"), emergencyCallBack: true },
    "emergency: ring kitchen+desk+hall+study 120s wait, mailbox",
  ],
];
for (const [name, some, expected] of ada)
  test(`Ada's house: ${name}`, () => assert.equal(told(some), expected));

const away = { number: "+16135550199" };
const services: readonly (readonly [string, object, Partial<CallFacts>, string])[] = [
  [
    "forward all goes before every rule",
    { services: { forwardAll: away } },
    { caller: margaret },
    "services.forwardAll: forward +16135550199, mailbox",
  ],
  [
    "forward all does not send the mobile's calls back to itself",
    { services: { forwardAll: away } },
    { caller: { number: "+16135550199", private: false } },
    "everyone-else: ring kitchen 20s wait, ring kitchen 20s wait, mailbox",
  ],
  [
    "the hidden are refused where the owner will not have them",
    { services: { anonymousReject: true } },
    { caller: hidden },
    "services.anonymousReject: reject anonymousRefused",
  ],
  [
    "those who show themselves are not",
    { services: { anonymousReject: true } },
    { caller: margaret },
    "family: ring kitchen+desk++16135550199 25s wait, mailbox",
  ],
  [
    "no answer forwards before the mailbox",
    { services: { forwardNoAnswer: "+16135550188", forwardBusy: "+16135550177" } },
    { caller: margaret },
    "family: ring kitchen+desk++16135550199 25s wait, forward +16135550188, mailbox",
  ],
  [
    "without a mailbox a plan ends in 480",
    { mailbox: { enabled: false } },
    { caller: margaret },
    "family: ring kitchen+desk++16135550199 25s wait, reject noAnswer",
  ],
  [
    "without a mailbox night is quiet",
    { mailbox: { enabled: false } },
    { at: at("2026-11-27T23:00-05:00") },
    "night: reject quiet",
  ],
  [
    "without call waiting a telephone in use is passed over",
    { services: { callWaiting: false } },
    { caller: margaret },
    "family: ring kitchen+desk++16135550199 25s skip, mailbox",
  ],
  [
    "a night of its own has no forward",
    { services: { forwardNoAnswer: "+16135550188" } },
    { at: at("2026-11-27T23:00-05:00") },
    "night: mailbox",
  ],
  [
    "a mode set for a while",
    { mode: { now: "away", until: "2026-11-27T18:06:00-05:00" } },
    {},
    "away: forward +16135550199, mailbox",
  ],
  [
    "a mode whose time is over",
    { mode: { now: "away", until: "2026-11-27T18:05:00-05:00" } },
    {},
    "everyone-else: ring kitchen 20s wait, ring kitchen++16135550199 20s wait, mailbox",
  ],
];
for (const [name, section, some, expected] of services)
  test(name, () => assert.equal(told(some, house(section)), expected));

const everyoneElse = { id: "else", when: { is: "always" }, then: [{ do: "mailbox" }] };
const withRule = (when: object, then: readonly object[] = [], more: object = {}) =>
  house({ rules: [{ id: "r", when, then, ...more }, everyoneElse] });
const ring = (device: string, more: object = {}) => ({
  do: "ring",
  targets: [{ device }],
  ...more,
});

test("busy forwards only when nobody would even hear the call", () => {
  const then = [ring("kitchen", { whenBusy: "skip" })];
  const settings = house({
    services: { forwardNoAnswer: "+16135550188", forwardBusy: "+16135550177" },
    rules: [{ id: "r", when: { is: "always" }, then }],
  });
  const busy = { kitchen: "busy" } as const;
  assert.equal(
    told({ devices: busy }, settings),
    "r: ring kitchen 25s skip, forward +16135550177, mailbox",
  );
  assert.equal(told({}, settings), "r: ring kitchen 25s skip, forward +16135550188, mailbox");
});

test("a rule that is off is passed over, and says so", () => {
  const off = withRule({ is: "always" }, [], { enabled: false });
  assert.equal(told({}, off), "else: mailbox");
  assert.equal(direct(facts(), off).because[0]?.code, "rule.off");
  const until = (offUntil: string) =>
    told({}, withRule({ is: "always" }, [ring("desk")], { offUntil }));
  assert.equal(until("2026-11-28"), "else: mailbox");
  assert.equal(until("2026-11-27"), "r: ring desk 25s wait, mailbox");
  assert.equal(until("2026-11-27T23:06:00Z"), "else: mailbox");
});

const fitting: readonly (readonly [string, object, Partial<CallFacts>, boolean])[] = [
  [
    "hidden: private",
    { is: "caller", in: "hidden" },
    { caller: { number: "+1416", private: true } },
    true,
  ],
  [
    "hidden: no number",
    { is: "caller", in: "hidden" },
    { caller: { name: "?", private: false } },
    true,
  ],
  ["unknown: a stranger", { is: "caller", in: "unknown" }, {}, true],
  ["unknown: not the hidden", { is: "caller", in: "unknown" }, { caller: hidden }, false],
  ["contacts", { is: "caller", in: "contacts" }, { caller: margaret }, true],
  [
    "own",
    { is: "caller", in: "own" },
    { caller: { number: "613-555-0142", private: false } },
    true,
  ],
  [
    "hidden callers fit no number",
    { is: "caller", like: "+14165550123" },
    { caller: { ...stranger, private: true } },
    false,
  ],
  ["a beginning abroad", { is: "caller", like: "+44*" }, { caller: margaret }, true],
  ["a beginning at home", { is: "caller", like: "416*" }, {}, true],
  [
    "a number at an address",
    { is: "caller", like: "+14165550123" },
    { caller: { address: "sip:+14165550123@x.example", private: false } },
    true,
  ],
  [
    "everybody of a house",
    { is: "caller", like: "sip:*@house.lan" },
    { caller: { address: "sips:cat@HOUSE.lan", private: false } },
    true,
  ],
  [
    "another house",
    { is: "caller", like: "sip:*@house.lan" },
    { caller: { address: "sip:cat@barn.lan", private: false } },
    false,
  ],
  ["called", { is: "called", number: "home" }, { called: "6135550142" }, true],
  ["via", { is: "via", account: "maple" }, {}, false],
  [
    "a device in use",
    { is: "device", device: "desk", state: "busy" },
    { devices: { desk: "busy" } },
    true,
  ],
  [
    "a device not heard of",
    { is: "device", device: "desk", state: "offline" },
    { devices: {} },
    true,
  ],
  ["better attested than asked", { is: "attested", level: "B" }, { attested: "A" }, true],
  ["worse attested", { is: "attested", level: "B" }, { attested: "C" }, false],
  ["not attested", { is: "attested", level: "C" }, {}, false],
  ["again", { is: "again", within: 10 }, { earlier: [wallTime(evening - minutes(10))] }, true],
  [
    "not again so soon",
    { is: "again", within: 10 },
    { earlier: [wallTime(evening - minutes(11))] },
    false,
  ],
  [
    "a holiday of the province",
    { is: "during", time: "holidays" },
    { at: at("2026-05-18T12:00-04:00") },
    true,
  ],
  ["no holiday", { is: "during", time: "holidays" }, {}, false],
  ["all", { is: "all", of: [{ is: "always" }, { is: "caller", in: "unknown" }] }, {}, true],
  [
    "any",
    {
      is: "any",
      of: [
        { is: "caller", in: "family" },
        { is: "caller", in: "hidden" },
      ],
    },
    {},
    false,
  ],
];
for (const [name, when, some, expected] of fitting)
  test(`condition: ${name}`, () => {
    const { because } = direct(facts(some), withRule(when));
    assert.equal(because[0]?.matched, expected);
  });

test("a rule that does not fit names the part that did not", () => {
  const { because } = direct(
    facts({ caller: margaret, at: at("2026-11-27T23:00-05:00") }),
    house(),
  );
  assert.equal(because[0]?.code, "caller.in");
  const night = direct(facts(), house()).because.find(({ rule }) => rule === "night");
  assert.deepEqual(
    [night?.matched, night?.code, night?.params],
    [false, "during", { time: "night" }],
  );
  assert.equal(night?.parts?.length, 2);
});

test("people and every device are looked up, each rung once, and no secret enters a plan", () => {
  const then = [
    {
      do: "ring",
      targets: [{ device: "desk" }, { everyDevice: true, after: 8 }, { person: "margaret" }],
    },
    {
      do: "decide",
      url: "http://a.example/",
      secret: "hush",
      otherwise: [{ do: "ring", targets: [{ person: "margaret" }] }],
    },
  ];
  const { plan } = direct(facts(), withRule({ is: "always" }, then));
  assert.equal(story(plan), "ring desk+kitchen+hall+study++442079460123 25s wait, decide, mailbox");
  assert.doesNotMatch(JSON.stringify(plan), /hush|person/);
});

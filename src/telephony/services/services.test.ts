import assert from "node:assert/strict";
import { test } from "node:test";
import type { WallTime } from "#kit/time.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { type Language, prompts } from "#telephony/mailbox/prompts.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { patternOf } from "#telephony/settings/callers.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { ServiceFacts } from "./service.ts";
import { services } from "./services.ts";
import { profiles, type ServiceId, wants } from "./starCodes.ts";

const at = (text: string): WallTime => Date.parse(text) as WallTime;
const called: CallRecord = {
  id: "c1" as CallRecord["id"],
  direction: "in",
  from: { number: "+16135550188", name: "Doctor" },
  to: "+16135550142",
  began: at("2026-11-27T14:30:00-05:00"),
  outcome: "message",
  decision: {
    plan: [],
    because: [{ rule: "everyone-else", matched: true, code: "always", params: {} }],
    cause: null,
  },
  legs: [],
};
const facts = (more: Partial<ServiceFacts> = {}): ServiceFacts => ({
  settings: house(),
  device: "kitchen",
  now: at("2026-11-27T15:00:00-05:00"),
  last: called,
  ...more,
});

/** What it says, and the settings as they are then. */
function asked(service: ServiceId, input = "", more: Partial<ServiceFacts> = {}) {
  const known = facts(more);
  const first = services[service].perform(input, known);
  const outcome = first.is === "afterPin" ? first.then : first;
  if (outcome.is === "afterPin" || outcome.is === "refused")
    return { said: "refused", settings: known.settings };
  if (outcome.is === "call") {
    const repeated = outcome.repeats ? " again and again" : "";
    return { said: `calls ${outcome.dials}${repeated}`, settings: known.settings };
  }
  const { language } = known.settings.owner;
  const said = outcome.says.map((key) => wordsOf(key, language)).join(" ");
  if (outcome.is !== "changed") return { said, settings: known.settings };
  const changed = validate(outcome.change(known.settings));
  assert.ok(changed.ok, JSON.stringify(changed));
  return { said, settings: changed.value };
}
function wordsOf(key: string, language: Language): string {
  const words = prompts[key]?.[language];
  assert.ok(words !== undefined, `no words for ${key}`);
  return words;
}

const german = house({ owner: { ...house().owner, language: "de" } });
const quiet = house({ mode: { now: "quiet" } });
type Row = readonly [
  ServiceId,
  string,
  string,
  (((settings: Settings) => unknown) | undefined)?,
  unknown?,
  Partial<ServiceFacts>?,
];
const digits = "1 6 1 3 5 5 5 0 1 9 9";
const rows: readonly Row[] = [
  [
    "forwardAllOn",
    "6135550199",
    `All calls are forwarded to plus ${digits}`,
    ({ services: { forwardAll } }) => forwardAll,
    { number: "+16135550199" },
  ],
  ["forwardAllOn", "", "refused"],
  ["forwardAllOff", "", "Calls are not forwarded.", (s) => s.services.forwardAll, null],
  ["forwardAllStatus", "", "Calls are not forwarded."],
  [
    "forwardBusyOn",
    "6135550199",
    `When this telephone is in use, calls are forwarded to plus ${digits}`,
    (s) => s.services.forwardBusy,
    { number: "+16135550199" },
  ],
  [
    "forwardNoAnswerOn",
    "6135550199",
    `When nobody answers, calls are forwarded to plus ${digits}`,
    (s) => s.services.forwardNoAnswer,
    { number: "+16135550199" },
  ],
  ["quietOn", "", "Do not disturb is on.", (s) => s.mode.now, "quiet"],
  ["quietOff", "", "Do not disturb is off.", (s) => s.mode.now, "schedule", { settings: quiet }],
  ["quietToggle", "", "Do not disturb is on.", (s) => s.mode.now, "quiet"],
  ["quietToggle", "", "Do not disturb is off.", (s) => s.mode.now, "schedule", { settings: quiet }],
  ["changeMode", "2", "The house is set to away.", (s) => s.mode.now, "away"],
  ["changeMode", "7", "refused"],
  [
    "anonymousRejectOn",
    "",
    "Callers who hide their number are refused.",
    (s) => s.services.anonymousReject,
    true,
  ],
  ["callWaitingOff", "", "Call waiting is off.", (s) => s.services.callWaiting, false],
  ["hideNumberOn", "", "Your number is hidden in all calls.", (s) => s.services.hideNumber, true],
  ["callReturn", "", "calls +16135550188"],
  [
    "callReturn",
    "",
    "There is no last caller whose number is known.",
    undefined,
    undefined,
    { last: { ...called, from: { number: "+16135550188", hidden: true } } },
  ],
  ["redial", "", "calls 5550142", undefined, undefined, { dialled: "5550142" }],
  ["redial", "", "refused"],
  ["repeatDial", "", "calls 5550142 again and again", undefined, undefined, { dialled: "5550142" }],
  ["repeatDial", "", "refused"],
  [
    "repeatWhenBusy",
    "*676135550199",
    `That number is in use. This telephone rings as soon as it is free: 6 1 3 5 5 5 0 1 9 9`,
  ],
  ["repeatWhenBusy", "911", "refused"],
  ["repeatDialOff", "", "Numbers in use are not tried again."],
  [
    "blockLast",
    "",
    "From now on refused: plus 1 6 1 3 5 5 5 0 1 8 8",
    (s) => s.callers.block,
    [{ pattern: "+16135550188", since: "2026-11-27T20:00:00Z", by: "Kitchen" }],
  ],
  [
    "setSpeedDial",
    "26135550199",
    `Speed dial 2 is plus ${digits}`,
    (s) => s.services.speedDials,
    { 2: "+16135550199" },
  ],
  ["setSpeedDial", "16135550199", "refused"],
  [
    "setLongSpeedDial",
    "256135550199",
    `Speed dial 2 5 is plus ${digits}`,
    (s) => s.services.speedDials,
    { 25: "+16135550199" },
  ],
  [
    "wakeUpOn",
    "0730",
    "This telephone rings to wake you at 7 30",
    (s) => s.services.wakeUps,
    { kitchen: "07:30" },
  ],
  [
    "wakeUpOn",
    "0700",
    "Dieses Telefon klingelt zum Wecken um 7 Uhr",
    (s) => s.services.wakeUps,
    { kitchen: "07:00" },
    { settings: german },
  ],
  ["wakeUpOn", "2560", "refused"],
  ["wakeUpOff", "", "Nobody will be woken.", (s) => s.services.wakeUps, {}],
  ["wakeUpCall", "", "This is your wake-up call. It is 15 o'clock"],
  [
    "whyLast",
    "",
    "The last call came From plus 1 6 1 3 5 5 5 0 1 8 8 at 14 30 A message was left. This was decided by rule 6",
  ],
];

for (const [service, input, said, look, wanted, more] of rows)
  test(`${service} ${input}: ${said}`, () => {
    const outcome = asked(service, input, more);
    assert.equal(outcome.said, said);
    if (look) assert.deepEqual(look(outcome.settings), wanted);
  });

test("who was blocked is let in again, and a stranger is forgotten", () => {
  const { settings } = asked("blockLast");
  const again = asked("unblockLast", "", { settings });
  assert.deepEqual(again.settings, house());
});

test("a number is blocked however it is keyed, and let in by its caller", () => {
  const { settings } = asked("blockNumber", "6135550188");
  assert.deepEqual(settings.callers.block.map(patternOf), ["+16135550188"]);
  assert.deepEqual(asked("unblockLast", "", { settings }).settings, house());
});

test("somebody known is put among the blocked, and stays who they are", () => {
  const last = { ...called, from: { number: "+442079460123" } };
  const { settings } = asked("blockLast", "", { last });
  assert.deepEqual(settings.people[0]?.groups, ["family", "blocked"]);
  assert.deepEqual(asked("unblockLast", "", { last, settings }).settings.people, house().people);
});

test("why: each way that a call can be decided is spoken of", () => {
  const why = (rule: string) => {
    const because = [{ rule, matched: true, code: "x", params: {} }];
    const last = { ...called, decision: { plan: [], because, cause: null } };
    return asked("whyLast", "", { last }).said.split("left. ")[1];
  };
  assert.equal(why("services.forwardAll"), "All calls are forwarded.");
  assert.equal(why("emergency"), "It was a call back after a call for help.");
  assert.equal(why("blocked"), "The number is blocked.");
  assert.equal(why("a-rule-that-is-gone"), undefined);
});

test("each profile's codes ask for services that there are, and no code hides another", () => {
  for (const { codes, closed } of Object.values(profiles)) {
    const keys = Object.keys(codes);
    for (const key of keys) {
      const code = codes[key];
      const wanted = code && "asks" in code ? wants[code.asks] : "something";
      const longer = keys.filter((other) => other !== key && other.startsWith(key));
      assert.ok(wanted === "something" || longer.length === 0, `${key} hides ${longer}`);
      if (closed && wanted === "nothing") assert.match(key, /#$/);
    }
  }
});

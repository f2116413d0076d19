/** Every row of every profile, dialled by a SIP phone at once, and key by key behind a flash in a call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { profiles, type ServiceId } from "#telephony/services/starCodes.ts";
import { patternOf } from "#telephony/settings/callers.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Talk } from "../phones/talk.ts";
import { type Household, household, number, ring, settingsOf } from "./household.ts";

type Profile = Exclude<keyof typeof profiles, "none">;

/** What is keyed behind it; where it is seen in the settings, and how it is then. */
interface Expected {
  readonly keys?: string;
  readonly in?: (settings: Settings) => unknown;
  readonly is?: unknown;
  /** Or whom it calls. */
  readonly calls?: string;
}

const away = { number: "+16135550199" };
const lastCaller = "+16135550177";
/** All who are refused, by their numbers. */
/** People whom the owner has blocked, and strangers by their numbers. */
const blocked = ({ people, callers }: Settings): unknown => [
  ...people.filter(({ groups }) => groups.includes("blocked")).flatMap(({ numbers }) => numbers),
  ...callers.block.map(patternOf),
];
const expected: Partial<Record<ServiceId, Expected>> = {
  forwardAllOn: { keys: "6135550199", in: (s) => s.services.forwardAll, is: away },
  forwardAllOff: { in: (s) => s.services.forwardAll, is: null },
  forwardAllStatus: {},
  forwardBusyOn: { keys: "6135550199", in: (s) => s.services.forwardBusy, is: away },
  forwardBusyOff: { in: (s) => s.services.forwardBusy, is: null },
  forwardBusyStatus: {},
  forwardNoAnswerOn: { keys: "6135550199", in: (s) => s.services.forwardNoAnswer, is: away },
  forwardNoAnswerOff: { in: (s) => s.services.forwardNoAnswer, is: null },
  forwardNoAnswerStatus: {},
  quietOn: { in: (s) => s.mode.now, is: "quiet" },
  quietOff: { in: (s) => s.mode.now, is: "schedule" },
  quietToggle: { in: (s) => s.mode.now, is: "schedule" },
  changeMode: { keys: "3", in: (s) => s.mode.now, is: "night" },
  anonymousRejectOn: { in: (s) => s.services.anonymousReject, is: true },
  anonymousRejectOff: { in: (s) => s.services.anonymousReject, is: false },
  callWaitingOn: { in: (s) => s.services.callWaiting, is: true },
  callWaitingOff: { in: (s) => s.services.callWaiting, is: false },
  exchangeRejectOn: { in: (s) => s.services.exchangeReject, is: true },
  exchangeRejectOff: { in: (s) => s.services.exchangeReject, is: false },
  hideNumberOn: { in: (s) => s.services.hideNumber, is: true },
  hideNumberOff: { in: (s) => s.services.hideNumber, is: false },
  callReturn: { calls: lastCaller },
  redial: { calls: "+16135550155" },
  repeatDial: { calls: "+16135550155" },
  repeatDialOff: {},
  blockLast: { in: blocked, is: ["+16135550166", lastCaller] },
  unblockLast: { in: blocked, is: ["+16135550166"] },
  blockNumber: { keys: "6135550199", in: blocked, is: ["+16135550166", away.number] },
  unblockNumber: { keys: "6135550166", in: blocked, is: [] },
  setSpeedDial: { keys: "26135550199", in: (s) => s.services.speedDials["2"], is: away.number },
  setLongSpeedDial: {
    keys: "216135550199",
    in: (s) => s.services.speedDials["21"],
    is: away.number,
  },
  wakeUpOn: { keys: "0730", in: (s) => s.services.wakeUps["kitchen"], is: "07:30" },
  wakeUpOff: { in: (s) => s.services.wakeUps["kitchen"], is: undefined },
  whyLast: {},
};

/* The house in which each is dialled: all of it off, or all of it on. */

const off = { callWaiting: false };
const on = {
  forwardAll: "+16135550188",
  forwardBusy: "+16135550188",
  forwardNoAnswer: "+16135550188",
  anonymousReject: true,
  exchangeReject: true,
  hideNumber: true,
  wakeUps: { kitchen: "06:15" },
};
const isTurnedOff = (service: ServiceId): boolean =>
  /Off$|^unblock|Toggle$/.test(service) && service !== "repeatDialOff";

function settingsFor(starCodes: Profile, service: ServiceId): object {
  const isOff = isTurnedOff(service);
  const block = ["+16135550166", ...(service === "unblockLast" ? [lastCaller] : [])];
  const people = block.map((one, i) => ({
    id: `b${i}`,
    name: one,
    numbers: [one],
    groups: ["blocked"],
  }));
  return settingsOf([ring("kitchen")], {
    services: { starCodes, ...(isOff ? on : off) },
    mode: { now: isOff ? "quiet" : "schedule" },
    people,
  });
}

/** As it is written behind the code: European ones end with #, and a star stands behind a digit of theirs. */
function behind(starCodes: Profile, service: ServiceId): string {
  const { keys = "" } = expected[service] ?? {};
  if (!profiles[starCodes].closed || keys === "") return keys;
  return `${service === "setSpeedDial" ? `${keys[0]}*${keys.slice(1)}` : keys}#`;
}

const inUri = (dialled: string): string => dialled.replaceAll("#", "%23");

/** The carrier has called, in vain, and the kitchen has called somebody, in vain. */
async function lived(starCodes: Profile, service: ServiceId): Promise<Household> {
  const house = await household(settingsFor(starCodes, "whyLast"));
  const { town, carrier, kitchen } = house;
  const missed = await carrier.calls(number, { from: lastCaller });
  await town.runs(1000);
  missed.hangsUp();
  await town.runs(500);
  const out = await kitchen.calls("6135550155");
  await town.runs(1000);
  out.hangsUp();
  await town.runs(500);
  const changed = await town.server.parts.settings.change(
    () => settingsFor(starCodes, service),
    "test",
  );
  assert.ok(changed.ok);
  return house;
}

function check({ town, carrier }: Household, service: ServiceId, call: Talk): void {
  const { in: place, is, calls } = expected[service] ?? {};
  if (place) assert.deepEqual(place(town.server.parts.settings.current()), is);
  if (calls === undefined) assert.ok(call.voice.level() > 0.003, "it is confirmed, and said");
  else {
    const { incoming } = carrier.talk;
    assert.ok(incoming?.request.uri.ok);
    assert.equal(incoming.request.uri.value.user, calls);
  }
}

/** Somebody who is held: parked.test.ts, recorded.test.ts, conference.test.ts. */
const needsMore = new Set<ServiceId>([
  "park",
  "recordOn",
  "recordOff",
  "muteOn",
  "muteOff",
  "dropLast",
]);

for (const starCodes of ["nanp", "spa", "freepbx", "etsi"] as const)
  for (const [code, what] of Object.entries(profiles[starCodes].codes)) {
    if (!("asks" in what) || needsMore.has(what.asks)) continue;
    const service = what.asks;
    test(`${starCodes}: ${code} dialled by a SIP phone is ${service}`, async () => {
      assert.ok(expected[service], "what it does is known here");
      const house = await lived(starCodes, service);
      const { town, kitchen, carrier } = house;
      const call = await kitchen.calls(inUri(`${code}${behind(starCodes, service)}`));
      await town.runs(3000);
      check(house, service, call);
      for (const one of [call, carrier.talk]) one.hangsUp();
      await town.runs(500);
      await town.mustBeIdle();
    });
  }

for (const [starCodes, code] of [
  ["nanp", "*72"],
  ["spa", "*56"],
  ["freepbx", "*30"],
  ["etsi", "*51*"],
] as const)
  test(`${starCodes}: ${code} key by key, behind a flash, while somebody waits`, async () => {
    const what = profiles[starCodes].codes[code];
    assert.ok(what && "asks" in what);
    const house = await household(settingsFor(starCodes, what.asks));
    const { town, carrier, kitchen } = house;
    const caller = await carrier.calls(number, { from: "+16135550100" });
    await town.runs(1000);
    const desk = kitchen.talk;
    desk.lifts();
    await town.runs(1000);
    desk.informs("application/hook-flash", "");
    await town.runs(500);
    for (const key of `${code}${behind(starCodes, what.asks)}`) {
      desk.voice.press("0123456789*#".indexOf(key));
      await town.runs(200);
    }
    desk.voice.forget();
    await town.runs(3000);
    check(house, what.asks, desk);
    await town.runs(15_000);
    caller.voice.forget();
    await town.runs(1000);
    assert.ok(caller.voice.lately(440) > 0.9, "and who waited is there again");
    desk.hangsUp();
    await town.mustBeIdle();
  });

/* What stands before a number, leads somewhere, or stands for a number. */

const prefixed = (want: string) =>
  Object.entries(profiles).flatMap(([starCodes, { codes }]) =>
    Object.entries(codes).flatMap(([code, what]) =>
      JSON.stringify(what).includes(`"${want}"`) ? [[starCodes as Profile, code] as const] : [],
    ),
  );
const calledAs = ({ carrier }: Household): string => {
  const { incoming } = carrier.talk;
  return incoming?.request.lines("From").join() ?? "";
};
const house = (starCodes: Profile, services: object = {}, more: object = {}): Promise<Household> =>
  household(settingsOf([ring("kitchen")], { services: { starCodes, ...services }, ...more }));

for (const [starCodes, code] of [...prefixed("hide"), ...prefixed("show")])
  test(`${starCodes}: ${code} before a number hides or shows the own one`, async () => {
    const hides = prefixed("hide").some(([p, c]) => p === starCodes && c === code);
    const home = await house(starCodes, { hideNumber: !hides });
    const call = await home.kitchen.calls(inUri(`${code}6135550199`));
    await home.town.runs(1000);
    assert.equal(/anonymous/i.test(calledAs(home)), hides);
    call.hangsUp();
    await home.town.mustBeIdle();
  });

for (const [starCodes, code] of prefixed("alone"))
  test(`${starCodes}: ${code} before a number: nobody else is signalled into that call`, async () => {
    const { town, carrier, kitchen } = await house(starCodes, {}, { mailbox: { enabled: false } });
    const call = await kitchen.calls(`${code}6135550199`);
    await town.runs(1000);
    carrier.talk.lifts();
    await town.runs(500);
    const second = await carrier.calls(number);
    await town.runs(1000);
    assert.ok(second.isOver);
    assert.equal(kitchen.talks.length, 1);
    call.hangsUp();
    await town.mustBeIdle();
  });

for (const [starCodes, code] of prefixed("transfer"))
  test(`${starCodes}: ${code} before a number puts through who is held`, async () => {
    const { town, carrier, kitchen } = await house(starCodes);
    const caller = await carrier.calls(number);
    await town.runs(1000);
    kitchen.talk.lifts();
    await town.runs(500);
    kitchen.talk.holds();
    await town.runs(500);
    await kitchen.calls(`${code}6135550199`);
    await town.runs(1000);
    carrier.talk.lifts();
    await town.runs(500);
    const third = carrier.talk;
    third.voice.forget();
    await town.runs(1000);
    assert.ok(third !== caller && third.voice.lately(1000) > 0.9, "the caller is heard there");
    caller.hangsUp();
    await town.mustBeIdle();
  });

for (const [starCodes, code] of [
  ...prefixed("messages"),
  ...prefixed("echo"),
  ...prefixed("conference"),
])
  test(`${starCodes}: ${code} leads to a voice of the house, or to one's own`, async () => {
    const { town, kitchen } = await house(starCodes);
    const call = await kitchen.calls(inUri(code));
    await town.runs(4000);
    assert.ok(call.told.includes("accepted"));
    assert.ok(call.voice.level() > 0.003);
    call.hangsUp();
    await town.mustBeIdle();
  });

for (const [starCodes, code] of prefixed("take"))
  test(`${starCodes}: ${code} takes what rings at another telephone`, async () => {
    const home = await household(settingsOf([ring("study")], { services: { starCodes } }));
    const { town, carrier, kitchen, study } = home;
    const caller = await carrier.calls(number);
    await town.runs(1000);
    const call = await kitchen.calls(inUri(code));
    await town.runs(1500);
    assert.ok(study.talk.isOver, "it rings there no more");
    caller.voice.forget();
    await town.runs(1000);
    assert.ok(caller.voice.lately(440) > 0.9);
    call.hangsUp();
    await town.mustBeIdle();
  });

for (const [starCodes, code] of prefixed("listen"))
  test(`${starCodes}: ${code} listens to who leaves a message`, async () => {
    const home = await household(settingsOf([{ do: "mailbox" }], { services: { starCodes } }));
    const { town, carrier, kitchen } = home;
    const caller = await carrier.calls(number);
    await town.runs(2000);
    caller.voice.press(11);
    await town.runs(2000);
    const call = await kitchen.calls(inUri(code));
    await town.runs(1000);
    call.voice.forget();
    await town.runs(1000);
    assert.ok(call.voice.share(1000) > 0.9);
    caller.hangsUp();
    await town.runs(1000);
    assert.ok(call.isOver);
    await town.mustBeIdle();
  });

for (const [starCodes, code] of prefixed("slot"))
  test(`${starCodes}: ${code} and a digit dials what is kept there`, async () => {
    const home = await house(starCodes, { speedDials: { 2: "+16135550199" } });
    const call = await home.kitchen.calls(inUri(`${code}2#`));
    await home.town.runs(1000);
    const { incoming } = home.carrier.talk;
    assert.ok(incoming?.request.uri.ok);
    assert.equal(incoming.request.uri.value.user, "+16135550199");
    call.hangsUp();
    await home.town.mustBeIdle();
  });

import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, wallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { aboutOut } from "#server/calls/callOut.ts";
import { decide } from "#server/calls/decisions.ts";
import { reachOutside } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import { Recent } from "#server/calls/recent.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import type { CallId, LegId } from "#telephony/call/leg.ts";
import { direct } from "#telephony/directing/direct.ts";
import { dialled } from "#telephony/number/dialled.ts";
import { type DialPlan, meaningOf } from "#telephony/number/dialPlan.ts";
import type { PhoneCall, PhoneState } from "#telephony/phone/phone.ts";
import { phoneMachine } from "#telephony/phone/phoneMachine.ts";
import { profiles } from "#telephony/services/starCodes.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { dialPlan, helpNumbers } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { facts as phoneFacts } from "../calls/phoneStory.ts";
import { described, points } from "./lattice.ts";

/*
 * No rule, limit, mode, screening, busy line, capacity or interrupt touches a call for help. Proved
 * over every point of named lattices; their sizes are printed.
 */

const now = wallTime(Date.parse("2026-11-27T18:05:00-05:00"));
const everyone = { id: "everyone-else", when: { is: "always" }, then: [{ do: "reject" }] };

/* What is dialled. */

const countries = ["CA", "DE", "GB", "FR", "AU"];
const owners = new Map(
  countries.map((country) => {
    const owner = { country, timeZone: "UTC", ...(country === "CA" && { areaCode: "613" }) };
    const emergency = { numbers: ["5555"], test: "933" };
    return [country, house({ owner, emergency, numbers: [], people: [] })];
  }),
);
const keyed = {
  country: countries,
  profile: Object.keys(profiles) as (keyof typeof profiles)[],
  number: ["112", "911", "5555", "national"],
  prefix: ["", "*67", "*82", "*70", "*71", "*81", "*31#", "#31#", "9", "0", "*67*70"],
  speedDial: [{}, { "9": "+4930123456", "11": "+4930123456" }],
};

test("keyed digit by digit, at every telephone, in every profile, behind any prefix", (t) => {
  t.diagnostic(described(keyed));
  for (const point of points(keyed)) {
    const { number, digits, plan } = dialling(point);
    if (number.length < 3 && /^[09]/.test(digits)) continue; // 0 15 is the beginning of a number in France
    const said = `${digits}: ${JSON.stringify(point)}`;
    const read = keyedAt(digits, plan, said);
    const last = dialled(`${read}#`, plan);
    assert.ok(last.is === "complete" && last.emergency, said);
    const meaning = meaningOf(read, plan);
    assert.equal(meaning.is, "emergency", said);
    // Out of office habit: 9112 is 911 with a digit too many as well as 112 behind a 9.
    if (!/^[09]/.test(digits)) assert.deepEqual(meaning, { is: "emergency", number });
  }
});

/** Key by key until it is whole; on the way it is neither refused nor something else. */
function keyedAt(digits: string, plan: DialPlan, said: string): string {
  for (let length = 1; length < digits.length; length++) {
    const read = digits.slice(0, length);
    const verdict = dialled(read, plan);
    if (verdict.is === "complete" && verdict.emergency) return read;
    assert.equal(verdict.is, "more", `${read} of ${said}`);
  }
  return digits;
}

function dialling({
  country,
  profile,
  number: which,
  prefix,
  speedDial,
}: {
  readonly country: string;
  readonly profile: Settings["services"]["starCodes"];
  readonly number: string;
  readonly prefix: string;
  readonly speedDial: Record<string, string>;
}) {
  const owner = owners.get(country) as Settings;
  const services = { ...owner.services, starCodes: profile, speedDials: speedDial };
  const settings = { ...owner, services };
  const national = helpNumbers(settings).find((one) => !["112", "911", "5555"].includes(one));
  const number = which === "national" ? (national ?? "112") : which;
  return { number, digits: `${prefix}${number}`, plan: dialPlan(settings) };
}

const blocks = {
  country: countries,
  profile: keyed.profile,
  written: ["112", "+112", "sip:112@carrier.example", "tel:112", "urn:service:sos", "112#", "9112"],
};

test("dialled as a whole: by an address book, a desk phone, the page, a service URN", (t) => {
  t.diagnostic(described(blocks));
  for (const { country, profile, written } of points(blocks)) {
    const owner = owners.get(country) as Settings;
    const settings = { ...owner, services: { ...owner.services, starCodes: profile } };
    assert.equal(meaningOf(written, dialPlan(settings)).is, "emergency", `${written} ${country}`);
    const about = aboutOut("c" as CallId, { device: "kitchen", dialled: written }, settings, now);
    assert.equal(about.emergency, true, `${written} ${country}`);
  }
});

/* What the settings and the state of the world say. */

const accountStates = ["usable", "unusable", "disabled"] as const;
const world = {
  dialled: ["911", "*67911", "sip:112@carrier.example"],
  abroad: ["allow", "deny"] as const,
  premium: ["allow", "deny"] as const,
  minutes: [
    { minutesPerDay: null, minutesToday: 0 },
    { minutesPerDay: 0, minutesToday: 0 },
    { minutesPerDay: 10, minutesToday: 600 },
  ],
  hideNumber: [true, false],
  mode: ["schedule", "quiet", "away"],
  forwardAll: [null, { number: "+16135550199" }],
  callWaiting: [true, false],
  anonymousReject: [true, false],
  route: [[], ["fixed"], ["maple", "carrier"]],
  carrier: accountStates,
  fixed: accountStates,
  draining: [true, false],
};

test("whatever the owner has set and whatever state the accounts are in: the best first, then every other", (t) => {
  t.diagnostic(described(world));
  const base = house({ rules: [everyone] });
  const recent = new Recent(memoryStore(), now);
  for (const point of points(world)) {
    const settings = settingsOf(base, point);
    const outside = outsideOf(settings, point);
    const about = aboutOut(
      "c" as CallId,
      { device: "kitchen", dialled: point.dialled },
      settings,
      now,
    );
    const decision = decide(about, {
      settings: () => settings,
      outside: () => outside,
      devices: () => ({}),
      recent,
      acquaintances: { before: () => [] },
      subscriptions: { known: () => ({}) },
      isOpen: () => !point.draining,
      now: () => now,
    });
    const said = JSON.stringify(point);
    assert.equal(decision.cause, null, said);
    const [step, ...more] = decision.plan;
    assert.ok(step?.do === "forward" && more.length === 0, said);
    const endpoints = reachOutside(step.to, about, outside);
    const used = endpoints.flatMap((one) =>
      one.to === "outside" ? one.routes.map(({ account }) => account) : [],
    );
    assert.deepEqual(used, bestFirst(point), said);
  }
});

type World = { readonly [Name in keyof typeof world]: (typeof world)[Name][number] };

const settingsOf = (base: Settings, point: World): Settings => ({
  ...base,
  mode: { now: point.mode },
  accounts: base.accounts.map((one) => ({
    ...one,
    callsAtOnce: 1,
    enabled: stateOf(one.id, point) !== "disabled",
  })),
  services: {
    ...base.services,
    hideNumber: point.hideNumber,
    forwardAll: point.forwardAll,
    callWaiting: point.callWaiting,
    anonymousReject: point.anonymousReject,
  },
  outgoing: {
    ...base.outgoing,
    route: point.route,
    limits: {
      ...base.outgoing.limits,
      callsAtOnce: 1,
      never: ["CA"],
      abroad: point.abroad,
      premium: point.premium,
      minutesPerDay: point.minutes.minutesPerDay,
    },
  },
});

/** The exchange is always there. */
const stateOf = (id: string, { carrier, fixed }: World): (typeof accountStates)[number] =>
  id === "carrier" ? carrier : id === "fixed" ? fixed : "usable";

function outsideOf(settings: Settings, point: World): Outside {
  return {
    settings,
    now: wallTime(0),
    minutesToday: point.minutes.minutesToday,
    carried: () => ({ carrier: 1000, fixed: 1000, maple: 1000 }),
    way(id) {
      const account = settings.accounts.find((one) => one.id === id);
      if (!account?.enabled) return undefined;
      return { account, usable: stateOf(id, point) === "usable" } as AccountWay;
    },
  };
}

/** Written down once more, from the promise: usable ones in the owner's order, the others usable, then the rest. */
function bestFirst(point: World): readonly string[] {
  const all = [...point.route, ...["carrier", "fixed", "maple"]];
  const each = [...new Set(all)].filter((id) => stateOf(id, point) !== "disabled");
  return [
    ...each.filter((id) => stateOf(id, point) === "usable"),
    ...each.filter((id) => stateOf(id, point) === "unusable"),
  ];
}

/* Desk phones: any number of calls in any phases. */

const phases = ["offered", "ringing", "placed", "talking", "held", "leaving"] as const;
const phoneCall = (phase: PhoneCall["phase"], n: number, more: object = {}): PhoneCall => ({
  leg: `in${n}.b1` as LegId,
  party: {},
  phase,
  ...more,
});
const phones = {
  first: [undefined, ...phases],
  second: [undefined, ...phases],
  calls: [0, 8],
  alone: [true, false],
  callWaiting: [true, false],
  reachable: [true, false],
};

function phoneState({ first, second, calls, alone }: Omit<PhonePoint, "callWaiting">): PhoneState {
  const some = [first, second].flatMap((phase, i) =>
    phase === undefined ? [] : [phoneCall(phase, i, alone ? { alone: true } : {})],
  );
  const all = [...some, ...Array.from({ length: calls }, (_, n) => phoneCall("held", n + 10))];
  if (all.length === 0) return { name: "idle" };
  const ringing = all.every(({ phase }) => phase === "offered" || phase === "ringing");
  return { name: ringing ? "ringing" : "busy", calls: all };
}
type PhonePoint = { readonly [Name in keyof typeof phones]: (typeof phones)[Name][number] };

test("a desk phone in any state, with as many calls as it may have: the call for help is placed", (t) => {
  t.diagnostic(described(phones));
  const plan = dialPlan(house());
  for (const point of points(phones)) {
    const state = phoneState(point);
    const [next, effects] = phoneMachine.step(
      state,
      { on: "dialled", leg: "out.a" as LegId, dialled: "911" },
      { ...phoneFacts, ...point, dialPlan: (digits) => dialled(digits, plan) },
    );
    assert.deepEqual(
      effects,
      [{ do: "place", leg: "out.a", digits: "911", emergency: true }],
      JSON.stringify(point),
    );
    assert.ok(next.name === "busy" && next.calls.some((call) => call.emergency));
  }
});

const during = {
  phase: ["placed", "talking"] as const,
  other: [undefined, ...phases],
  whenBusy: ["wait", "interrupt", "speak", "skip"] as const,
  callWaiting: [true, false],
  sendsFlash: [true, false],
};

test("nothing rings, beeps, breaks or speaks into a desk phone's call for help", (t) => {
  t.diagnostic(described(during));
  for (const { phase, other, whenBusy, callWaiting, sendsFlash } of points(during)) {
    const help = phoneCall(phase, 1, { emergency: true });
    const calls = other === undefined ? [help] : [help, phoneCall(other, 2)];
    const state: PhoneState = { name: "busy", calls };
    const leg = "in9.b1" as LegId;
    const [next, effects] = phoneMachine.step(
      state,
      { on: "leg", leg, command: { do: "ring", caller: {}, whenBusy } },
      { ...phoneFacts, callWaiting, sendsFlash, dialPlan: () => ({ is: "invalid" }) },
    );
    assert.equal(next, state);
    assert.deepEqual(effects, [
      { do: "tell", leg, event: { on: "ended", cause: { kind: "busy" } } },
    ]);
  }
});

/* Who helps calls back. */

const back = {
  caller: [
    { number: "+16135550911", private: false },
    { private: true },
    { number: "+442079460123", private: false },
    { number: "+19005550100", private: false },
  ],
  called: ["+16135550142", "ada@maple.example", "nobody@elsewhere.example"],
  via: ["carrier", undefined],
  mode: ["schedule", "quiet", "away"],
  forwardAll: [null, { number: "+16135550199" }],
  anonymousReject: [true, false],
  callWaiting: [true, false],
  mailbox: [true, false],
  blocked: [true, false],
  kitchen: ["idle", "ringing", "busy", "offline"] as const,
};

test("in the call-back window every telephone rings for whoever calls, and the waiting signal is heard", (t) => {
  t.diagnostic(described(back));
  const base = house({ rules: [everyone] });
  for (const point of points(back)) {
    const groups = point.blocked ? ["blocked"] : [];
    const people = [{ id: "r", name: "R", numbers: ["+16135550911"], groups }];
    const settings: Settings = {
      ...base,
      people,
      mode: { now: point.mode },
      mailbox: { ...base.mailbox, enabled: point.mailbox },
      services: {
        ...base.services,
        forwardAll: point.forwardAll,
        anonymousReject: point.anonymousReject,
        callWaiting: point.callWaiting,
      },
    };
    const { caller, called, via, kitchen } = point;
    const { plan } = direct(
      {
        caller,
        called,
        ...(via !== undefined && { via }),
        at: now,
        devices: { kitchen },
        emergencyCallBack: true,
      },
      settings,
    );
    const [first] = plan;
    const said = JSON.stringify(point);
    assert.ok(first?.do === "ring", said);
    assert.deepEqual(
      first.targets,
      settings.devices.map(({ id }) => ({ device: id })),
      said,
    );
    assert.ok(first.whenBusy === "wait" && first.emergency, said);
  }
});

test("the window opens when the call for help begins, and closes an hour after its end", () => {
  const recent = new Recent(memoryStore(), now);
  const later = (n: number) => wallTime(now + minutes(n));
  assert.ok(!recent.calledForHelp(now));
  recent.noteHelp(now);
  assert.ok(recent.calledForHelp(now) && recent.calledForHelp(later(60)));
  const call = { id: "c" as CallId, direction: "out" as const, from: {}, to: "911", legs: [] };
  recent.note({ ...call, began: now, ended: later(50), emergency: true });
  assert.ok(recent.calledForHelp(later(110)));
  assert.ok(!recent.calledForHelp(later(111)));
});

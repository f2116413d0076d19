/**
 * Calls that come into the one call that a SIP phone is in. Phones do not agree on how to be told of
 * such a thing, and most can do half of it, so that the phone is told nothing: its session stays, and
 * what is heard there changes.
 *
 *   whispering ── flash, * ──► talking, and the call that was there is parked
 *   warning ── 2 s ──────────► talking, and the call that was there is parked, or ended
 *   parked ── the other ends ──► talking; ── the phone hangs up ──► ringingBack
 */
import { seconds } from "#kit/time.ts";
import { because, type Cause, type LegCommand, type LegEvent, type LegId } from "../call/leg.ts";
import { waits } from "../line/words.ts";
import type { PhoneCall, PhoneEffect, PhoneState, PhoneTimer } from "./phone.ts";
import {
  type About,
  isOffered,
  type Next,
  named,
  phased,
  session,
  tell,
  tellEnded,
  without,
} from "./words.ts";

type Ring = LegCommand & { readonly do: "ring" };
type Change = readonly [calls: readonly PhoneCall[], effects: readonly PhoneEffect[]];

/** As long as the burst of the warning, and a moment. */
const warningFor = seconds(2);

/** Undefined: it is no such call, or there is no call to come into; it is offered like any other. */
export function intrude({ state, calls, leg }: About, ring: Ring): Next | undefined {
  const wishes = ring.oneWay ? "whispering" : ring.whenBusy === "interrupt" && "warning";
  if (!wishes || state.name !== "busy") return undefined;
  const host = hostAmong(calls);
  if (!host || (wishes === "warning" && host.breaksIn)) return [state, [tellEnded(leg, "busy")]];
  const guest: PhoneCall = { leg, party: ring.caller, phase: wishes, at: host.leg };
  if (wishes === "whispering")
    return [
      named([...calls, guest], state),
      [{ do: "whisper", leg, at: host.leg }, tell(leg, { on: "answered", manner: "whisper" })],
    ];
  const breaksIn = { existing: ring.existing ?? "hold", ring };
  return [
    named([...calls, { ...guest, breaksIn }], state),
    [
      { do: "warn", leg: host.leg },
      { do: "startTimer", timer: "warning", after: warningFor },
      tell(leg, { on: "ringing", waiting: true }),
    ],
  ];
}

/** The call that the owner talks in, alone; never one for help, nor one behind *70. */
export function hostAmong(calls: readonly PhoneCall[]): PhoneCall | undefined {
  const [host, another] = calls.filter((call) => !isOffered(call) && call.phase !== "leaving");
  if (!host || another || host.phase !== "talking") return undefined;
  return host.emergency || host.alone ? undefined : host;
}

const hasNoSession = ({ phase }: PhoneCall): boolean =>
  phase === "whispering" || phase === "warning" || phase === "parked";

const guestAt = (calls: readonly PhoneCall[], host: LegId): PhoneCall | undefined =>
  calls.find(({ at, phase }) => at === host && (phase === "whispering" || phase === "warning"));
const parkedFor = (calls: readonly PhoneCall[], leg: LegId): PhoneCall | undefined =>
  calls.find(({ at, phase }) => at === leg && phase === "parked");

/** What the call says to a leg that has no session of its own, or has another's. Undefined: nothing of that kind. */
export function commandedGuest(
  { state, calls, leg }: About,
  call: PhoneCall,
  command: LegCommand,
): Next | undefined {
  const over = command.do === "end" ? command.cause : undefined;
  switch (call.phase) {
    case "whispering":
    case "parked":
      return over ? [named(without(calls, leg), state), [goodbye(leg, over)]] : [state, []];
    case "warning":
      if (!over) return [state, []];
      return [
        named(without(calls, leg), state),
        [{ do: "stopTimer", timer: "warning" }, goodbye(leg, over)],
      ];
    default: {
      const parked = over && parkedFor(calls, leg);
      return parked && over && restored({ state, calls, leg }, parked, over);
    }
  }
}

const goodbye = (leg: LegId, cause: Cause): PhoneEffect => tell(leg, { on: "ended", cause });

/** Who had taken the call's place is gone, and the call has the telephone again. */
function restored({ state, calls, leg }: About, parked: PhoneCall, cause: Cause): Next {
  const [quiet, effects] = endedUnder(calls, leg);
  const then = moved(without(quiet, leg), parked.leg, "talking");
  return [
    named(then, state),
    [
      ...effects,
      { do: "handOver", from: leg, to: parked.leg },
      goodbye(leg, cause),
      tell(parked.leg, { on: "resumed" }),
    ],
  ];
}

/** The session of `host` ends, or is another's: who whispered there is done, who was to break in rings. */
export function endedUnder(calls: readonly PhoneCall[], host: LegId): Change {
  const guest = guestAt(calls, host);
  if (!guest) return [calls, []];
  if (guest.phase === "whispering")
    return [without(calls, guest.leg), [tellEnded(guest.leg, "normal")]];
  const { breaksIn, at: _, ...call } = guest;
  const offered = calls.map((one) =>
    one === guest ? { ...call, phase: "offered" as const } : one,
  );
  const ring = breaksIn ? [session(guest.leg, breaksIn.ring)] : [];
  return [offered, [{ do: "stopTimer", timer: "warning" }, ...ring]];
}

/** The phone has hung up: nobody is forgotten on hold. */
export function ringBack(calls: readonly PhoneCall[], leg: LegId): Change {
  const parked = parkedFor(calls, leg);
  if (!parked) return [calls, []];
  const ring: Ring = { do: "ring", caller: parked.party, whenBusy: "wait" };
  return [
    moved(calls, parked.leg, "ringingBack"),
    [{ do: "startTimer", timer: "ringBack", after: waits.ringBack }, session(parked.leg, ring)],
  ];
}

/** It rings no longer with the call that was left. */
export const ringBackOver = (calls: readonly PhoneCall[], leg: LegId): readonly PhoneEffect[] =>
  calls.some((call) => call.leg === leg && call.phase === "ringingBack")
    ? [{ do: "stopTimer", timer: "ringBack" }]
    : [];

/** Nobody lifts for the one who was left, and it rings no more. */
export function noMore(state: PhoneState, calls: readonly PhoneCall[], timer: PhoneTimer): Next {
  const left = timer === "ringBack" && calls.find(({ phase }) => phase === "ringingBack");
  if (!left) return [state, []];
  const end: LegCommand = { do: "end", cause: because("normal") };
  return [phased({ state, calls, leg: left.leg }, "leaving"), [session(left.leg, end)]];
}

/** Undefined: the session's word has its usual meaning. */
export function reportedAmongGuests(
  { state, calls, leg }: About,
  call: PhoneCall,
  event: LegEvent,
): Next | undefined {
  if (hasNoSession(call)) return [state, []];
  if (call.phase === "ringingBack") return rungBack({ state, calls, leg }, event);
  const guest = guestAt(calls, leg);
  if (guest?.phase === "warning" && event.on === "flash") {
    const [next, effects] = takesPlace(state, calls); // at once
    return [next, [{ do: "stopTimer", timer: "warning" }, ...effects]];
  }
  const isKey = event.on === "flash" || (event.on === "digit" && event.digit === "*");
  if (!isKey || guest?.phase !== "whispering") return undefined;
  const [then, effects] = swapped(calls, leg, guest.leg);
  return [named(then, state), [...effects, tell(guest.leg, { on: "flash" })]];
}

function rungBack({ state, calls, leg }: About, event: LegEvent): Next {
  switch (event.on) {
    case "answered":
      return [
        named(moved(calls, leg, "talking"), state),
        [...ringBackOver(calls, leg), tell(leg, { on: "resumed" })],
      ];
    case "ended":
      return [named(without(calls, leg), state), [...ringBackOver(calls, leg), tell(leg, event)]];
    default:
      return [state, []];
  }
}

/** The warning was heard. */
export function takesPlace(state: PhoneState, calls: readonly PhoneCall[]): Next {
  const by = calls.find(({ phase }) => phase === "warning");
  const host = by?.at;
  if (!by || host === undefined) return [state, []];
  const answers = tell(by.leg, { on: "answered", manner: "interrupt" });
  if (by.breaksIn?.existing === "hold") {
    const [then, effects] = swapped(calls, host, by.leg);
    return [named(then, state), [...effects, answers]];
  }
  const then = moved(without(calls, host), by.leg, "talking");
  const takes: PhoneEffect = { do: "handOver", from: host, to: by.leg };
  return [named(then, state), [takes, tellEnded(host, "preempted"), answers]];
}

/** `host` is put aside, and `by` has its session. */
function swapped(calls: readonly PhoneCall[], host: LegId, by: LegId): Change {
  const talking = moved(calls, by, "talking");
  const parked = talking.map((one) =>
    one.leg === host ? { ...one, phase: "parked" as const, at: by } : one,
  );
  return [parked, [tell(host, { on: "held" }), { do: "handOver", from: host, to: by }]];
}

/** In a session from now on; where it stood before is of no matter. */
const moved = (
  calls: readonly PhoneCall[],
  leg: LegId,
  phase: PhoneCall["phase"],
): readonly PhoneCall[] =>
  calls.map((one) => {
    if (one.leg !== leg) return one;
    const { at: _, ...rest } = one;
    return { ...rest, phase };
  });

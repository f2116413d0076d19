/**
 *            ring, dialled                  answered, dialled
 *   idle ─────────────────► ringing ────────────────────────► busy
 *     ▲                        │ the last one ended             │
 *     └────────────────────────┴────────────────────────────────┘
 *
 * Each call has a phase of its own: offered → ringing → talking ⇄ held → leaving, or placed → talking.
 * A call that comes into another one has no session of its own: see `brokenInto.ts`. A phone that
 * flashes has a line's services: see `asLine.ts`.
 */

import type { Machine } from "#kit/machine.ts";
import { asDialled } from "#telephony/number/asDialled.ts";
import { because, type LegCommand, type LegEvent, type LegId, type Party } from "../call/leg.ts";
import { asLine, flashed, signalled } from "./asLine.ts";
import {
  commandedGuest,
  endedUnder,
  hostAmong,
  intrude,
  noMore,
  reportedAmongGuests,
  ringBack,
  ringBackOver,
  takesPlace,
} from "./brokenInto.ts";
import type { PhoneCall, PhoneEffect, PhoneEvent, PhoneFacts, PhoneState } from "./phone.ts";
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

/** More than anybody can keep apart; a telephone that asks for more is out of order. */
const mostCalls = 8;

export const phoneMachine: Machine<PhoneState, PhoneEvent, PhoneEffect, PhoneFacts> = {
  name: "phone",
  step,
};

function step(state: PhoneState, event: PhoneEvent, facts: PhoneFacts): Next {
  if (state.name === "asLine") return asLine(state, event, facts) ?? beside(state, event, facts);
  const calls = state.name === "idle" ? [] : state.calls;
  switch (event.on) {
    case "leg":
      return commanded({ state, calls, leg: event.leg }, event.command, facts);
    case "session":
      return reported({ state, calls, leg: event.leg }, event.event, facts);
    case "dialled":
      return dialled({ state, calls, leg: event.leg }, event.dialled, facts);
    case "resumed":
      return [named([...calls, event.call], state), []];
    case "timer":
      return event.timer === "warning"
        ? takesPlace(state, calls)
        : noMore(state, calls, event.timer);
    case "line": // a session that has just been given back
    case "shellFailed":
      return [state, []];
  }
}

/** The calls that have sessions of their own, while another session is run as a line. */
function beside(
  state: PhoneState & { readonly name: "asLine" },
  event: PhoneEvent,
  facts: PhoneFacts,
): Next {
  const [next, effects] = step(named(state.calls, state), event, facts);
  return [{ ...state, calls: next.name === "idle" ? [] : next.calls }, effects];
}

/* What a call says to the phone's leg in it. */

function commanded(about: About, command: LegCommand, facts: PhoneFacts): Next {
  const { state, calls, leg } = about;
  const call = calls.find((each) => each.leg === leg);
  if (!call) return command.do === "ring" ? offered(about, command, facts) : [state, []];
  if (call.phase === "leaving" || command.do === "ring") return [state, []];
  const asGuest = commandedGuest(about, call, command);
  if (asGuest) return asGuest;
  if (command.do === "end") return ending(about, command);
  if (command.do === "voiceBandData") return [undisturbed(about), [session(leg, command)]];
  return [phased(about, after(command, call.phase)), [session(leg, command)]];
}

/** From now on no other call is signalled into it. */
const undisturbed = ({ state, calls, leg }: About): PhoneState =>
  named(
    calls.map((call) => (call.leg === leg ? { ...call, alone: true as const } : call)),
    state,
  );

/** Whoever came into that call is done as well, or rings by itself. */
function ending(about: About, command: LegCommand): Next {
  const { calls, leg } = about;
  const [then, effects] = endedUnder(calls, leg);
  return [
    phased({ ...about, calls: then }, "leaving"),
    [...ringBackOver(calls, leg), session(leg, command), ...effects],
  ];
}

function offered(
  { state, calls, leg }: About,
  ring: LegCommand & { readonly do: "ring" },
  facts: PhoneFacts,
): Next {
  if (!facts.reachable) return [state, [tellEnded(leg, "unreachable")]];
  const intruded = intrude({ state, calls, leg }, ring);
  if (intruded) return intruded;
  if (isTooMuch(state, ring, facts)) return [state, [tellEnded(leg, "busy")]];
  const host = facts.sendsFlash ? hostAmong(calls) : undefined;
  if (host && state.name === "busy") return signalled({ state, calls, leg }, host, ring, facts);
  const { caller: party, emergency } = ring;
  const call: PhoneCall = { leg, party, phase: "offered", ...(emergency && { emergency }) };
  return [named([...calls, call], state), [session(leg, ring)]];
}

/** A phone shows a second call by itself. */
function isTooMuch(
  state: PhoneState,
  { whenBusy, emergency }: LegCommand & { readonly do: "ring" },
  { callWaiting }: PhoneFacts,
): boolean {
  if (state.name === "idle") return false;
  if (state.calls.length >= mostCalls) return true;
  if (emergency) return false;
  if (state.calls.some((call) => call.alone || call.emergency)) return true;
  return !callWaiting || (state.name === "busy" && whenBusy === "skip");
}

function after(command: LegCommand, phase: PhoneCall["phase"]): PhoneCall["phase"] {
  return command.do === "answer" && phase === "placed" ? "talking" : phase;
}

/* What the INVITE session of a leg reports. */

function reported(about: About, event: LegEvent, facts: PhoneFacts): Next {
  const { state, calls, leg } = about;
  const call = calls.find((each) => each.leg === leg);
  if (!call) return [state, []]; // refused at once: no call ever knew of it
  const asGuest = reportedAmongGuests(about, call, event);
  if (asGuest) return asGuest;
  const told = tell(leg, event);
  switch (event.on) {
    case "ended":
      return gone(about, told);
    case "ringing":
      return [call.phase === "offered" ? phased(about, "ringing") : state, [rung(about, call)]];
    case "answered": // a placed call was answered by us; the phone only confirms it
      return isOffered(call) ? [phased(about, "talking"), [told]] : [state, []];
    case "held":
    case "resumed": // what a telephone sends while it holds is no music
      return [swung(about, call, event.on), [tell(leg, { on: event.on })]];
    case "transferAsked":
      return [state, [transferOf(about, event, facts) ?? session(leg, { do: "refuseTransfer" })]];
    case "flash":
      return flashed(about, call, facts);
    default:
      return [state, [told]];
  }
}

/** The phone has hung up, or its session broke. */
function gone({ state, calls, leg }: About, told: PhoneEffect): Next {
  const [alone, effects] = endedUnder(without(calls, leg), leg);
  const [then, more] = ringBack(alone, leg);
  return [named(then, state), [told, ...effects, ...more]];
}

/** While another call has the telephone, this one only waits. */
function rung({ calls, leg }: About, call: PhoneCall): PhoneEffect {
  const waits = calls.some(
    (other) => other !== call && !isOffered(other) && other.phase !== "leaving",
  );
  return { do: "tell", leg, event: { on: "ringing", ...(waits && { waiting: true }) } };
}

function swung(about: About, { phase }: PhoneCall, to: "held" | "resumed"): PhoneState {
  if (phase !== "talking" && phase !== "held") return about.state;
  return phased(about, to === "held" ? "held" : "talking");
}

/** Of a party that talks or is held, to one that at least is rung, or to a number. Nobody else has a call for help. */
function transferOf(
  { calls, leg }: About,
  { address, replaces, dialog }: LegEvent & { readonly on: "transferAsked" },
  facts: PhoneFacts,
): PhoneEffect | undefined {
  if (!calls.some((call) => call.leg === leg && isAnswered(call))) return undefined;
  if (replaces !== undefined) {
    const other = calls.find((call) => call.leg === replaces && call.leg !== leg);
    const isThere = other && (isAnswered(other) || (other.phase === "placed" && !other.emergency));
    return isThere ? { do: "transfer", leg, call: replaces } : undefined;
  }
  if (dialog !== undefined) return { do: "transfer", leg, address, dialog };
  const verdict = facts.dialPlan(address.endsWith("#") ? address : `${address}#`);
  if (verdict.is !== "complete" || verdict.emergency || verdict.service) return undefined;
  return { do: "transfer", leg, dialled: asDialled(address) };
}

const isAnswered = ({ phase, emergency }: PhoneCall): boolean =>
  !emergency && (phase === "talking" || phase === "held");

/* What the phone dials, all at once. */

function dialled({ state, calls, leg }: About, text: string, facts: PhoneFacts): Next {
  const verdict = facts.dialPlan(text.endsWith("#") ? text : `${text}#`);
  if (verdict.is !== "complete") return [state, [refuse(leg, "unknown")]];
  const { emergency, alone } = verdict;
  if (calls.length >= mostCalls && !emergency) return [state, [refuse(leg, "limit")]];
  const held = verdict.transfer && calls.find(isAnswered);
  if (verdict.transfer && !held) return [state, [refuse(leg, "unknown")]];
  const digits = asDialled(text);
  const help = emergency && { emergency };
  const call: PhoneCall = {
    leg,
    party: partyCalled(digits),
    phase: "placed",
    ...help,
    ...(alone && { alone }),
  };
  const away: PhoneEffect[] = held ? [{ do: "transfer", leg: held.leg, call: leg }] : [];
  return [named([...calls, call], state), [{ do: "place", leg, digits, ...help }, ...away]];
}

const partyCalled = (text: string): Party =>
  /^[+*#0-9]+$/.test(text) ? { number: text } : { name: text };

/* The words. */

const refuse = (leg: LegId, why: "unknown" | "limit"): PhoneEffect =>
  session(leg, { do: "end", cause: because(why) });

/** Who hears whom in each state of a call. */
import { adviserTo } from "./allowance.ts";
import { attendantOf } from "./asking.ts";
import type { CallSoFar, CallState, Seat, Talk } from "./call.ts";
import type { Ear, Hearing } from "./hearing.ts";
import type { Trying } from "./launch.ts";
import type { LegId } from "./leg.ts";
import { roomSeat } from "./meeting.ts";
import { isLeaving, seatOf } from "./seats.ts";
import { mayGoOneWay } from "./steps/speak.ts";
import { echoIn } from "./testCall.ts";

type Joined = CallState & { readonly name: "joined" };
type Talking = CallSoFar & Talk;

/** One ear for each leg that stays; whoever has no reason to hear anything hears silence. */
export function earsOf(call: CallState): Hearing {
  return call.seats
    .filter((seat) => !isLeaving(seat))
    .map((seat) => {
      const heard = earOf(seat, call);
      return { listener: seat.leg, ...heard };
    });
}

type Heard = Omit<Ear, "listener">;
const silence: Heard = { speakers: [] };

function earOf(seat: Seat, call: CallState): Heard {
  switch (call.name) {
    case "trying":
      return whileTrying(seat, call);
    case "speaking":
      return whileSpeaking(seat, call);
    case "parked":
      return whileJoined(seat.leg, call);
    case "joined":
      return advised(withEcho(beingRecorded(seat.leg, call), seat.leg, call), seat.leg, call);
    default:
      return silence;
  }
}

/** RFC 3261 leaves early media open; only a sole target's is passed on, else they would mix. */
export function soleEarly({ run, seats }: Trying): Seat | undefined {
  if (mayGoOneWay([run.now, ...run.rest])) return undefined;
  const [only, another] = run.attempts;
  if (!only || another) return undefined;
  return seats.find(({ leg, phase }) => leg === only.leg && phase === "early");
}

function whileTrying(seat: Seat, call: Trying): Heard {
  const early = soleEarly(call);
  const [caller] = call.seats;
  if (seat.target.to === "attendant") return { speakers: [seat.target.asks] };
  const attendant = attendantOf(call, seat.leg);
  if (attendant) return { speakers: [attendant.leg] };
  if (seat.phase === "confirming") return { speakers: [], sound: "music" };
  if (seat.leg === early?.leg && caller) return { speakers: [caller.leg] };
  const listens = seat === caller && hearsRinging(seat) && !staysOneWay(seat, call);
  if (!listens) return silence;
  return early ? { speakers: [early.leg] } : { speakers: [], sound: "ringback" };
}

/** Who may yet speak one way hears nothing until it is known. */
const staysOneWay = ({ phase }: Seat, { run }: Trying): boolean =>
  phase === "ringing" && mayGoOneWay([run.now, ...run.rest]);

const hearsRinging = ({ phase, listens }: Seat): boolean =>
  phase === "early" || phase === "answered" || (phase === "ringing" && listens === true);

/** The caller hears nothing at all, whoever is there. */
function whileSpeaking({ leg, phase }: Seat, { seats: [caller] }: CallState): Heard {
  const hears = caller && leg !== caller.leg && phase === "answered";
  return hears ? { speakers: [caller.leg] } : silence;
}

/**
 * Who has put the others on hold hears nothing, and is heard only when it plays something of its own;
 * who is left with nobody hears music. Who is muted is heard by nobody.
 */
function whileJoined(leg: LegId, call: Talking): Heard {
  const { members, holders } = call;
  if (!members.includes(leg) || holders.includes(leg)) return silence;
  const here = members.filter((one) => one !== leg && isHere(one, call));
  const speakers = here.filter((one) => isHeard(one, call));
  return here.length > 0 ? { speakers } : { speakers: [], sound: "music" };
}

/** Who holds plays no music to a whole conference. */
const isHere = (leg: LegId, call: Talking): boolean =>
  !call.holders.includes(leg) || (!roomSeat(call) && seatOf(call, leg)?.plays === true);
const isHeard = (leg: LegId, call: Talking): boolean =>
  isHere(leg, call) && !seatOf(call, leg)?.muted;

/** The recorder hears all who are heard, and is heard by all who hear somebody. */
function beingRecorded(leg: LegId, call: Joined): Heard {
  const { members, holders, recorder } = call;
  if (leg === recorder) return { speakers: members.filter((one) => isHeard(one, call)) };
  const heard = whileJoined(leg, call);
  const listens = recorder !== undefined && members.includes(leg) && !holders.includes(leg);
  return listens && !heard.sound ? { speakers: [...heard.speakers, recorder] } : heard;
}

/** Who is told something hears it beside the others. */
function advised(heard: Heard, leg: LegId, call: Joined): Heard {
  const adviser = adviserTo(leg, call);
  return adviser === undefined || heard.sound
    ? heard
    : { ...heard, speakers: [...heard.speakers, adviser] };
}

/** The echo gives back what its listener says: the listener hears itself. */
function withEcho(heard: Heard, leg: LegId, call: Joined): Heard {
  const echo = echoIn(call, leg);
  return echo !== undefined && heard.speakers.includes(echo)
    ? { ...heard, speakers: [...heard.speakers, leg] }
    : heard;
}

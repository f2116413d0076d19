/** A call as others see it: pages, the call book, and whoever asks for its figures. */
import type { PortStats } from "#media/engine/mediaEngine.ts";
import type { SoundHistory } from "#server/calls/soundHistory.ts";
import type { LegSound, SoundFigures } from "#server/control/callViews.ts";
import type { CallState } from "#telephony/call/call.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId, LegId } from "#telephony/call/leg.ts";
import { recordSoFar } from "#telephony/call/outcome.ts";
import { mayBeListenedTo } from "#telephony/call/whose.ts";

/** `party`: the device or account at the far end, or which of our own parties. */
export interface LegTraffic extends SoundFigures {
  readonly leg: LegId;
  readonly party: string;
}

export interface LiveCall {
  readonly id: CallId;
  readonly state: CallState["name"];
  readonly record: CallRecord;
  /** Its caller speaks to the house. */
  readonly listenable: boolean;
  /** Somebody has said so into all ears, or is about to. */
  readonly isRecorded: boolean;
  /** Where it is parked. */
  readonly slot?: number;
  readonly rtp: readonly LegTraffic[];
  /** How each of its parties was heard, over time; asked for seldom. */
  sound(): readonly LegSound[];
  /** The Call-IDs of its SIP legs, by leg, the caller's first. */
  readonly sipCallIds: readonly {
    readonly leg: LegId;
    readonly party: string;
    readonly callId: string;
  }[];
}

/** What is known of a call's legs beside its state. */
export interface LegFacts {
  readonly rtp: ReadonlyMap<LegId, PortStats>;
  readonly sounds: () => ReadonlyMap<LegId, SoundHistory>;
  readonly sipCallIds: ReadonlyMap<LegId, string>;
}

export function viewOf(state: CallState, { rtp, sounds, sipCallIds }: LegFacts): LiveCall {
  const ended = state.name === "ending" || state.name === "over";
  const answered = "answered" in state ? state.answered : undefined;
  return {
    id: state.about.id,
    state: state.name,
    listenable: mayBeListenedTo(state),
    ...(state.name === "parked" && state.slot !== undefined && { slot: state.slot }),
    isRecorded: state.name === "joined" && state.recorder !== undefined,
    record: ended
      ? { ...state.record, legs: recordSoFar(state).legs }
      : recordSoFar(state, answered),
    rtp: [...rtp].map(([leg, stats]) => ({ ...party(leg, state), ...soundFigures(stats) })),
    sound: () => [...sounds()].map(([leg, sound]) => legSound(party(leg, state).party, sound)),
    sipCallIds: [...sipCallIds].map(([leg, callId]) => ({ ...party(leg, state), callId })),
  };
}

const legSound = (leg: string, { codec, samples }: SoundHistory): LegSound => ({
  leg,
  ...(codec !== undefined && { codec }),
  samples,
});

/** Rounded to what an ear may tell apart. */
function soundFigures(stats: PortStats): SoundFigures {
  const { sent, received, lost, discarded, jitter, roundTrip, mos } = stats;
  if (received === 0) return { sent, received };
  return {
    sent,
    received,
    lost: lost + discarded,
    jitter: rounded(jitter, 10),
    ...(roundTrip !== undefined && { roundTrip: rounded(roundTrip, 10) }),
    mos: rounded(mos, 100),
  };
}

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;

/** Most of a call's steps change nothing that others see. */
export const looksAlike = (one: CallState, other: CallState): boolean =>
  one.name === other.name && one.seats === other.seats && one.decision === other.decision;

function party(leg: LegId, { seats, about }: CallState): { leg: LegId; party: string } {
  const target = seats.find((seat) => seat.leg === leg)?.target;
  switch (target?.to) {
    case "device":
    case "taken":
      return { leg, party: "device" in target ? target.device : target.account };
    case "outside":
      return { leg, party: target.account };
    case "caller":
      return { leg, party: about.via ?? about.from.address ?? "caller" };
    default:
      return { leg, party: target?.to ?? leg };
  }
}

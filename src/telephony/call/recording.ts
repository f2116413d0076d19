/**
 * A call is recorded: a leg of ours says so into all ears, and then only hears. It comes when nobody
 * is on hold, so that everybody is told; it goes when it is told to, with the call, or by its limit.
 */
import type { CallEffect, CallSoFar, CallState, Talk } from "./call.ts";
import type { LegId } from "./leg.ts";
import { because } from "./leg.ts";
import { createLeg, dismissed, type Next, nextLeg, seated, tell } from "./seats.ts";

type Joined = CallState & { readonly name: "joined" };
type Talking = CallSoFar & Talk;

/** Nothing touches a call for help. */
export function recordAsked(call: Joined, wish: boolean): Next {
  if (!wish) return stopped({ ...call, toRecord: false });
  if (call.about.emergency || call.recorder !== undefined) return [call, []];
  return startedIfDue({ ...call, toRecord: true });
}

/** Behind whatever may have ended a hold. */
export function startedIfDue(call: Joined): readonly [Joined, readonly CallEffect[]] {
  if (!call.toRecord || call.holders.length > 0) return [call, []];
  const leg = nextLeg(call, []);
  const target = { to: "recorder" } as const;
  const then = seated(call, { leg, target, phase: "inviting" });
  const ring = { do: "ring", caller: call.about.from, whenBusy: "skip" } as const;
  return [{ ...then, recorder: leg, toRecord: false }, [createLeg(leg, target), tell(leg, ring)]];
}

/** It keeps what it has, and says so behind this. */
export function stopped<Call extends Talking>(call: Call): readonly [Call, readonly CallEffect[]] {
  return call.recorder === undefined
    ? [call, []]
    : dismissed(call, call.recorder, because("normal"));
}

export const kept = <Call extends Talking>(call: Call, recording: string): Call => ({
  ...call,
  recordings: [...(call.recordings ?? []), recording],
});

export function withoutRecorder<Call extends Talking>(call: Call, leg: LegId): Call {
  if (call.recorder !== leg) return call;
  const { recorder: _, ...rest } = call;
  return rest as Call;
}

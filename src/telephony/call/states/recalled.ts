/** Nobody came for a party that a telephone of ours left: it is rung with them, who hear music meanwhile. */
import { seconds } from "#kit/time.ts";
import type { CallEffect, CallState } from "../call.ts";
import type { Cause, LegId, Party } from "../leg.ts";
import type { LegTarget } from "../legTarget.ts";
import { createLeg, left, type Next, nextLeg, seated, seatOf, tell } from "../seats.ts";
import { backInTalk } from "../taking.ts";
import { deviceOf } from "../whose.ts";

type Joined = CallState & { readonly name: "joined" };
type Parked = CallState & { readonly name: "parked" };

/** As long as a line rings back with who was held. */
const longestRecall = seconds(60);
/** One short splash each ten seconds: SPA adapters remind of a held call so. */
const recallCadence = "r8";

/** A transfer came to nothing. Undefined: it was no telephone of the house. */
export function recalled(call: Joined, leg: LegId, cause: Cause): Next | undefined {
  const gone = seatOf(call, leg);
  const device = gone && deviceOf(gone, call);
  if (device === undefined) return undefined;
  const again = nextLeg(call, []);
  const members = call.members.map((one) => (one === leg ? again : one));
  const holders = [...call.holders.filter((one) => one !== leg), again];
  return rung({ ...left(call, leg, cause), members, holders }, again, device);
}

/** It was parked for long enough. */
export function parkedTooLong(call: Parked): Next {
  const again = nextLeg(call, []);
  const then = backInTalk(call, again);
  return rung({ ...then, holders: [...then.holders, again] }, again, call.by);
}

function rung(call: Joined, again: LegId, device: string): Next {
  const target: LegTarget = { to: "device", device };
  const ring: CallEffect = tell(again, {
    do: "ring",
    caller: otherOf(call, again),
    cadence: recallCadence,
    whenBusy: "wait",
  });
  return [
    seated(call, { leg: again, target, phase: "inviting" }),
    [{ do: "startTimer", timer: "step", after: longestRecall }, createLeg(again, target), ring],
  ];
}

/** Who is there still, for the display. */
function otherOf({ about, members }: Joined, leg: LegId): Party {
  const [caller] = members;
  if (about.direction === "out" && caller === leg) return { number: about.to };
  return about.from;
}

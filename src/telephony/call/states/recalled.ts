/** A transfer came to nothing: the telephone that made it is rung with the party it left, who hears music meanwhile. */
import { seconds } from "#kit/time.ts";
import type { CallSoFar, CallState, LegTarget, Seat } from "../call.ts";
import type { Cause, LegId, Party } from "../leg.ts";
import { createLeg, left, type Next, nextLeg, seated, seatOf, tell } from "../seats.ts";

type Joined = CallState & { readonly name: "joined" };

/** As long as a line rings back with who was held. */
const longestRecall = seconds(60);
/** One short splash each ten seconds: SPA adapters remind of a held call so. */
const recallCadence = "r8";

/** Undefined: it was no telephone of the house. */
export function recalled(call: Joined, leg: LegId, cause: Cause): Next | undefined {
  const gone = seatOf(call, leg);
  const device = gone && deviceOf(gone, call);
  if (device === undefined) return undefined;
  const target: LegTarget = { to: "device", device };
  const again = nextLeg(call, []);
  const then = seated(left(call, leg, cause), { leg: again, target, phase: "inviting" });
  const members = call.members.map((one) => (one === leg ? again : one));
  const holders = [...call.holders.filter((one) => one !== leg), again];
  return [
    { ...then, members, holders },
    [
      { do: "startTimer", timer: "step", after: longestRecall },
      createLeg(again, target),
      tell(again, {
        do: "ring",
        caller: otherOf(call, leg),
        cadence: recallCadence,
        whenBusy: "wait",
      }),
    ],
  ];
}

function deviceOf({ target }: Seat, { about }: CallSoFar): string | undefined {
  if (target.to === "device") return target.device;
  return target.to === "caller" && about.direction === "out" ? about.via : undefined;
}

/** Who is there still, for the display. */
function otherOf({ about, members }: Joined, leg: LegId): Party {
  const [caller] = members;
  if (about.direction === "out" && caller === leg) return { number: about.to };
  return about.from;
}

/** A call goes on at another telephone of ours, which is in a call of its own and heard through that. */
import type { Attempt, CallEvent, CallSoFar, CallState } from "./call.ts";
import { because, type LegId } from "./leg.ts";
import type { LegTarget } from "./legTarget.ts";
import { inherited } from "./meeting.ts";
import { createLeg, dismissed, type Next, nextLeg, seated, stop, tell } from "./seats.ts";
import { mailboxIn, ownLegs } from "./whose.ts";

type Joined = CallState & { readonly name: "joined" };
type Parked = CallState & { readonly name: "parked" };
export type Taking = CallEvent & { readonly on: "takeAsked" };

/** The telephone or the mailbox that had it is let go; without one of ours, or in a call for help, nothing happens. */
export function takenOver(call: Joined, event: Taking): Next {
  const own = event.instead ?? ownLegs(call)[0]?.leg ?? mailboxIn(call);
  if (own === undefined || !call.members.includes(own) || call.about.emergency) return [call, []];
  const [then, leg, target] = heirOf(call, event);
  const [now, goodbye] = dismissed(inherited(then, own, leg), own, because("answeredElsewhere"));
  const members = call.members.map((one) => (one === own ? leg : one));
  const holders = call.holders.filter((one) => one !== own);
  const wasHeld = holders.length < call.holders.length;
  return [
    { ...now, members, holders },
    [
      stop("step"),
      createLeg(leg, target),
      ...goodbye,
      ...(wasHeld ? members.filter((one) => one !== leg) : []).map((one) =>
        tell(one, { do: "resume" }),
      ),
    ],
  ];
}

/** Who waited is talked to again. */
export function unparked(call: Parked, event: Taking): Next {
  const [then, leg, target] = heirOf(call, event);
  return [
    backInTalk(then, leg),
    [
      stop("step"),
      createLeg(leg, target),
      ...call.members.map((one) => tell(one, { do: "resume" })),
    ],
  ];
}

/** That leg has the place of the telephone that parked it. */
export function backInTalk(call: Parked, leg: LegId): Joined {
  const { by: _, place, slot: __, members, ...rest } = call;
  return { ...rest, name: "joined", members: members.toSpliced(place, 0, leg) };
}

/** Its leg, which is there at once. `attempts`: legs that are not made yet. */
export function heirOf<Call extends CallSoFar>(
  call: Call,
  event: Taking,
  attempts: readonly Attempt[] = [],
): readonly [Call, LegId, LegTarget] {
  const leg = nextLeg(call, attempts);
  const { by } = event;
  const taker = "device" in event ? { device: event.device } : { account: event.account };
  const target: LegTarget = { to: "taken", by, ...taker };
  return [seated(call, { leg, target, phase: "answered" }), leg, target];
}

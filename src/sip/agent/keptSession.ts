/** What is kept of a live INVITE session, so that another process goes on with it. Plain data but for bytes. */
import { type WallTime, wallTime } from "#kit/time.ts";
import type { Resumable } from "#sip/session/resumed.ts";
import type { Asked, SessionState, SessionTimer } from "#sip/session/sessionState.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Clock } from "#world/clock.ts";
import type { Snapshot } from "#world/machineRunner.ts";

export interface KeptSession {
  readonly state: Resumable;
  readonly timers: readonly { readonly timer: SessionTimer; readonly due: WallTime }[];
  readonly contactUser: string;
  /** It was asked by a sips URI. */
  readonly secure: boolean;
  /** The way in use. */
  readonly flow?: Flow;
  readonly behindNat: boolean;
  /** The INVITE as it came or left, while it is not done with: unanswered, or its 2xx without an ACK. */
  readonly invite?: Uint8Array;
}

/**
 * What another process takes up. One whose BYE has no answer yet is as it was before: told to end, it
 * says so again. Undefined: nobody goes on with it.
 */
export function takenUpAs(state: SessionState): Resumable | undefined {
  switch (state.name) {
    case "calling":
    case "called":
    case "talking":
      return state;
    case "leaving": {
      const { byeAfterAck, ...thread } = state;
      const isHeard = byeAfterAck === undefined && !state.asked.some(isBye);
      return isHeard ? undefined : { ...thread, name: "talking" };
    }
    case "cancelling":
    case "over":
      return undefined;
  }
}

const isBye = ({ purpose }: Asked): boolean => purpose === "bye";

/** By wall time: the clock of the next process begins anew. */
export const dueTimes = (
  { timers }: Snapshot<SessionState, SessionTimer>,
  clock: Clock,
): KeptSession["timers"] =>
  timers.map(({ timer, in: left }) => ({ timer, due: wallTime(clock.wallTime() + left) }));

/** The INVITE's transaction is needed again. */
export const needsInvite = (state: Resumable): boolean =>
  state.name !== "talking" || state.owed?.first === true;

import { fail, ok, type Result } from "#kit/result.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { Wish } from "#telephony/call/plan.ts";
import { listenPrefix, takePrefix } from "#telephony/number/ownParty.ts";

/**
 * The mailbox; refused from now on; rung for longer; sent on to a telephone of the house or to a number;
 * or told something by that prompt, and let go.
 */
export type CallChoice =
  | "mailbox"
  | "block"
  | "wait"
  | { readonly forward: { readonly device: string } | { readonly number: string } }
  | { readonly announce: string };

/** What pages and programs do with calls that are there. */
export interface InHandControl {
  /** Its telephone leaves it, and the party waits for any of ours. */
  park(call: string): Result<void>;
  /** Rings the device; when it answers, the call goes on there. At once where it listens to one. */
  take(call: string, device: string): Result<{ readonly id: string }>;
  /** What becomes of a caller whom nobody has taken yet. */
  choose(call: string, choice: CallChoice): Result<void>;
  /** Rings the device; when it answers, the caller of that call is heard there, and 1 takes it. */
  listen(call: string, device: string): Result<{ readonly id: string }>;
  /** With another call, or in a room of the settings. */
  join(call: string, other: { readonly call: string } | { readonly room: string }): Result<void>;
  /** Who came last into its conference is let go. */
  dropLast(call: string): Result<void>;
  /** From now on it is recorded, once all have been told so, or no longer. */
  record(call: string, wish: boolean): Result<void>;
  /** `who`: a device, or a leg's target as the call shows it. */
  mute(call: string, who: string, muted: boolean): Result<void>;
}

/** As `calls/callsInHand.ts` has them. */
export interface InHand {
  park(which: { readonly call: CallId }): boolean;
  choose(call: CallId, choice: Wish): boolean;
  canBeTaken(call: CallId): boolean;
  /** Undefined: it does not listen. */
  takeWhereListening(call: CallId, device: string): CallId | undefined;
  canBeListenedTo(call: CallId): boolean;
  readonly conferences: {
    join(one: CallId, other: CallId): boolean;
    enter(call: CallId, room: string): boolean;
    dropLast(call: CallId): boolean;
  };
  record(call: CallId, wish: boolean): boolean;
  mute(call: CallId, who: string, muted: boolean): boolean;
}

export function inHandControl(
  inHand: InHand,
  placeCall: (device: string, to: string) => Result<{ readonly id: string }>,
): InHandControl {
  return {
    park: (call) =>
      done(inHand.park({ call: call as CallId }), "no telephone of yours talks in it"),
    choose: (call, choice) => done(inHand.choose(call as CallId, wishOf(choice)), unchosen(choice)),
    join: (call, other) =>
      done(
        "call" in other
          ? inHand.conferences.join(call as CallId, other.call as CallId)
          : inHand.conferences.enter(call as CallId, other.room),
        "somebody must talk in both, and there must be room for more",
      ),
    dropLast: (call) =>
      done(inHand.conferences.dropLast(call as CallId), "nobody else is in its conference"),
    record: (call, wish) =>
      done(
        inHand.record(call as CallId, wish),
        "nobody talks in it, or calls are not recorded here",
      ),
    mute: (call, who, muted) =>
      done(inHand.mute(call as CallId, who, muted), `${who} does not talk in it`),
    take(call, device) {
      if (!inHand.canBeTaken(call as CallId))
        return cannot("it cannot be taken at a telephone now");
      const id = inHand.takeWhereListening(call as CallId, device);
      return id === undefined ? placeCall(device, `${takePrefix}${call}`) : ok({ id });
    },
    listen: (call, device) =>
      inHand.canBeListenedTo(call as CallId)
        ? placeCall(device, `${listenPrefix}${call}`)
        : cannot("nobody leaves a message or is asked who it is in it"),
  };
}

function wishOf(choice: CallChoice): Wish {
  if (typeof choice === "string") return choice;
  if ("forward" in choice) return [{ do: "forward", to: choice.forward }];
  return [
    { do: "announce", prompt: choice.announce },
    { do: "reject", cause: "quiet" },
  ];
}

const unchosen = (choice: CallChoice): string =>
  typeof choice === "object" && "forward" in choice
    ? "nobody waits in it, or it cannot be sent on to there"
    : choice === "wait"
      ? "nobody rings in it"
      : "nobody waits in it to be let in";

const done = (is: boolean, otherwise: string): Result<void> =>
  is ? ok(undefined) : cannot(otherwise);
const cannot = (detail: string): Result<never> => fail("calls.notInHand", detail);

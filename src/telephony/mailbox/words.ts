/** The words that a mailbox's states say. */
import type { Step } from "#kit/machine.ts";
import { type Millis, millis, seconds } from "#kit/time.ts";
import type { MailboxEffect, MailboxState, MailboxTimer, Prompt } from "./mailbox.ts";

export type Next = Step<MailboxState, MailboxEffect>;
export type In<Name extends MailboxState["name"]> = MailboxState & { readonly name: Name };

/** How long the owner may think before a choice is taken for them. */
const thinking = seconds(10);
/** How far one key goes forward or back. */
const jump = seconds(5);

export const play = (...prompts: readonly Prompt[]): MailboxEffect => ({ do: "play", prompts });
export const stopPlaying: MailboxEffect = { do: "stopPlaying" };
export const stop = (timer: MailboxTimer): MailboxEffect => ({ do: "stopTimer", timer });
export const start = (timer: MailboxTimer, after: Millis): MailboxEffect => ({
  do: "startTimer",
  timer,
  after,
});
export const wait: MailboxEffect = start("choice", thinking);
export const skipForward: MailboxEffect = { do: "skip", by: jump };
export const skipBack: MailboxEffect = { do: "skip", by: millis(-jump) };
export const hangUp: MailboxEffect = { do: "hangUp" };

export const stay = (state: MailboxState): Next => [state, []];
/** Says goodbye, then hangs up. */
export const leave: Next = [{ name: "leaving" }, [stop("choice"), play("goodbye")]];
/** They have hung up, and nothing needs to be kept. */
export const gone: Next = [{ name: "over" }, [stop("choice"), stopPlaying, hangUp]];

export const behind = (first: readonly MailboxEffect[], [state, rest]: Next): Next => [
  state,
  [...first, ...rest],
];

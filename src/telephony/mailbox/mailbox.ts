/**
 * The mailbox as a party: it greets a caller and records, or lets the owner hear what was left.
 * Each call to it runs one of these; `mailboxMachine.ts` steps it, a mailbox leg performs it.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Millis } from "#kit/time.ts";

/** Names a recording: a key of `prompts.ts`, `greeting:NAME` for one of the owner's own, `message:ID` for one that was left. */
export type Prompt = string;

export type MailboxState =
  | { readonly name: "greeting" }
  | { readonly name: "recording" }
  /** The recorder was told to stop; how much there is comes with `recorded`. */
  | { readonly name: "saving"; readonly hungUp: boolean }
  /** To the owner: which key does what. */
  | { readonly name: "menu" }
  | { readonly name: "listening"; readonly message: string; readonly rest: readonly string[] }
  /** It was heard to its end: keep it, delete it, hear it again? */
  | { readonly name: "choosing"; readonly message: string; readonly rest: readonly string[] }
  /** Goodbye is being said. */
  | { readonly name: "leaving" }
  | { readonly name: "over" };

export type MailboxTimer = "longest" | "choice";

export type MailboxEvent =
  /** What was to be played is at its end. */
  | { readonly on: "played" }
  | { readonly on: "digit"; readonly digit: string }
  /** Nothing was said for some seconds. */
  | { readonly on: "silent" }
  /** The recorder has closed its file. */
  | { readonly on: "recorded"; readonly length: Millis }
  | { readonly on: "hungUp" }
  | TimerEvent<MailboxTimer>
  | ShellFailed;

export type MailboxEffect =
  /** One after the other; in place of what plays now. */
  | { readonly do: "play"; readonly prompts: readonly Prompt[] }
  | { readonly do: "stopPlaying" }
  | { readonly do: "startRecording" }
  /** `recorded` follows. */
  | { readonly do: "stopRecording" }
  /** The recording becomes a message of that length; the leg tells its call `messageLeft`. */
  | { readonly do: "keep"; readonly length: Millis }
  | { readonly do: "drop" }
  | { readonly do: "markHeard" | "delete"; readonly message: string }
  /** Once, and last, also when the other side has hung up: nothing is left to do. */
  | { readonly do: "hangUp" }
  | TimerEffect<MailboxTimer>;

export interface MailboxFacts {
  readonly longest: Millis;
  /** The owner's messages, newest first. */
  readonly messages: readonly { readonly id: string; readonly heard: boolean }[];
}

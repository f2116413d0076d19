/**
 * The attendant: our voice that asks one party of a call something and takes keys or a recording
 * for an answer. It asks a called party whether to take the call, a caller who it is, or which key.
 * `attendantMachine.ts` steps it, an attendant leg performs it; what follows is the call's business.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Millis } from "#kit/time.ts";
import type { Choice } from "#telephony/call/leg.ts";
import type { Prompt } from "#telephony/mailbox/mailbox.ts";

/** How an answer is given. */
export type AnswerBy =
  /** One key; `extension`: what begins with none of them is dialled, its digits at most so far apart. */
  | {
      readonly by: "key";
      readonly keys: Readonly<Record<string, Choice>>;
      readonly extension?: Millis;
    }
  /** Those digits, one behind the other: a machine does not know them. */
  | { readonly by: "code"; readonly code: string }
  /** By speaking, for no longer than that. */
  | { readonly by: "voice"; readonly longest: Millis };

/** What is said, and which answers are awaited. */
export interface Script {
  /** Before the question, once. */
  readonly opening: readonly Prompt[];
  readonly question: readonly Prompt[];
  /** How often it is asked in all, and how long an answer is awaited each time. */
  readonly times: number;
  readonly wait: Millis;
  readonly answer: AnswerBy;
  /** Behind a good answer. */
  readonly thanks: readonly Prompt[];
}

interface Asked {
  /** How often it has been asked. */
  readonly time: number;
  readonly keyed: string;
}

export type AttendantState =
  /** The question is being said; keys count already. */
  | ({ readonly name: "asking" } & Asked)
  | ({ readonly name: "waiting" } & Asked)
  | { readonly name: "recording"; readonly time: number }
  | { readonly name: "thanking"; readonly choice: Choice }
  | { readonly name: "over" };

export type AttendantTimer = "answer";

export type AttendantEvent =
  | { readonly on: "played" }
  | { readonly on: "digit"; readonly digit: string }
  /** The recorder has closed its file. */
  | { readonly on: "recorded"; readonly length: Millis }
  | TimerEvent<AttendantTimer>
  | ShellFailed;

export type AttendantEffect =
  /** One after the other; in place of what plays now. */
  | { readonly do: "play"; readonly prompts: readonly Prompt[] }
  | { readonly do: "stopPlaying" }
  | { readonly do: "startRecording" }
  /** `recorded` follows. */
  | { readonly do: "stopRecording" }
  /** Once, and last. */
  | { readonly do: "choose"; readonly choice: Choice }
  | TimerEffect<AttendantTimer>;

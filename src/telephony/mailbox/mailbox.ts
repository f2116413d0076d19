/**
 * The mailbox as a party: it greets a caller and records, or lets the owner hear what was left.
 * Each call to it runs one of these; `mailboxMachine.ts` steps it, a mailbox leg performs it.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Millis } from "#kit/time.ts";

/**
 * Names a recording: a key of `prompts.ts`, `greeting:NAME` for a greeting, the owner's own before
 * ours, `message:ID` for what was left, `draft` for the greeting that was just recorded.
 */
export type Prompt = string;

/** Where the owner is among the messages. */
export interface Hearing {
  readonly message: string;
  readonly rest: readonly string[];
}
/** What was deleted last in this call, and can be brought back. */
interface Trail {
  readonly deleted?: string;
}
/** A greeting's name. */
interface Which {
  readonly greeting: string;
}

export type MailboxState =
  | { readonly name: "greeting" }
  | { readonly name: "recording" }
  /** The recorder was told to stop; how much there is comes with `recorded`. */
  | { readonly name: "saving"; readonly hungUp: boolean; readonly pickedUp?: true }
  /** A caller says to be the owner: how often the PIN was wrong. The digits are the shell's. */
  | { readonly name: "pin"; readonly wrong: number }
  /** To the owner: which key does what. */
  | ({ readonly name: "menu" } & Trail)
  | ({ readonly name: "listening" } & Hearing & Trail)
  /** It was heard to its end: keep it, delete it, hear it again? */
  | ({ readonly name: "choosing" } & Hearing & Trail)
  /** Whom shall it be sent to? */
  | ({ readonly name: "sendingTo" } & Hearing & Trail)
  /** The shell sends it, or calls back: it says whether it can. */
  | ({ readonly name: "asked" } & Hearing & Trail)
  /** Which greeting? */
  | { readonly name: "greetings" }
  /** One of them is played, then which key does what with it. */
  | ({ readonly name: "ownGreeting" } & Which)
  /** The tone before it is recorded. */
  | ({ readonly name: "toneForGreeting" } & Which)
  | ({ readonly name: "recordingGreeting" } & Which)
  | ({ readonly name: "reviewing" } & Which)
  /** Goodbye is being said. */
  | { readonly name: "leaving" }
  | { readonly name: "over" };

export type MailboxTimer = "longest" | "choice";

export type MailboxEvent =
  /** What was to be played is at its end. */
  | { readonly on: "played" }
  | { readonly on: "digit"; readonly digit: string }
  /** What was keyed in the state `pin`. Right: the facts are the owner's from now on. */
  | { readonly on: "pin"; readonly right: boolean }
  /** What was keyed in the state `sendingTo`. */
  | { readonly on: "number"; readonly digits: string }
  /** The recorder has closed its file: it was told to, there was silence, or the disk is full. */
  | { readonly on: "recorded"; readonly length: Millis }
  /** What became of `send` and `callBack`; a call back that is made ends this leg instead. */
  | { readonly on: "sent"; readonly by: "mail" | "telephone" }
  | { readonly on: "notPossible" }
  | { readonly on: "hungUp" }
  /** One of the owner's telephones has taken the caller. */
  | { readonly on: "pickedUp" }
  | TimerEvent<MailboxTimer>
  | ShellFailed;

export type MailboxEffect =
  /** One after the other; in place of what plays now. */
  | { readonly do: "play"; readonly prompts: readonly Prompt[] }
  /** Forward in what plays, or back. */
  | { readonly do: "skip"; readonly by: Millis }
  | { readonly do: "stopPlaying" }
  /** A caller's message. */
  | { readonly do: "startRecording" }
  /** `recorded` follows. */
  | { readonly do: "stopRecording" }
  /** The recording becomes a message of that length; the leg tells its call `messageLeft`. */
  | { readonly do: "keep"; readonly length: Millis }
  | { readonly do: "drop" }
  /**
   * Digits up to `#` belong together: `pin` or `number` follows, behind each a `digit` that does not
   * say which. Whatever is played next ends it.
   */
  | { readonly do: "collect"; readonly what: "pin" | "number" }
  /** `delete` hides it; it is gone when the call is. */
  | { readonly do: "markHeard" | "delete" | "restore"; readonly message: string }
  | { readonly do: "callBack"; readonly message: string }
  | { readonly do: "send"; readonly message: string; readonly to: string }
  /** The owner's own, into a draft. */
  | { readonly do: "recordGreeting" }
  | { readonly do: "keepGreeting" | "removeGreeting"; readonly greeting: string }
  /** Once, and last, also when the other side has hung up: nothing is left to do. */
  | { readonly do: "hangUp" }
  | TimerEffect<MailboxTimer>;

export interface MailboxFacts {
  readonly longest: Millis;
  /** The owner's messages, newest first; of a caller there are none. */
  readonly messages: readonly {
    readonly id: string;
    readonly heard: boolean;
    /** The caller can be called back. */
    readonly callable: boolean;
  }[];
  /** Whoever knows the PIN may come in from outside. */
  readonly hasPin: boolean;
  /** The call came from one of the owner's telephones: it may make calls. */
  readonly atHome: boolean;
  /** When it came and from whom, as it is spoken. */
  envelope(message: string): readonly Prompt[];
}

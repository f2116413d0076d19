/** What the transactions with one gateway are made of (RFC 3435 §3.5); `transactions.ts` steps them. */
import type { ShellFailed, Step, TimerEffect, TimerEvent } from "#kit/machine.ts";
import { type Instant, type Millis, millis, seconds } from "#kit/time.ts";
import type { Command, Message, Parameter, Response } from "./message.ts";

/** How long a finished transaction is remembered (T-HIST). */
export const history = seconds(30);
/** How long a command is sent again (T-MAX); then the gateway is not there. */
export const patience = seconds(20);
/** The longest wait between two of the same (RTO-MAX), and once the gateway has said that it takes a while. */
export const longestWait = seconds(4);
export const slowWait = seconds(5);
export const shortestWait = millis(100);
/** No honest gateway has more under way or in memory. */
export const mostHeard = 500;

/** A command of ours before it has its number. */
export type Wish = Pick<Command, "verb" | "endpoint" | "parameters" | "descriptions">;
/** What we answer. */
export interface Answer {
  readonly code: number;
  readonly comment?: string;
  readonly parameters?: readonly Parameter[];
}

export interface Sent {
  readonly key: string;
  readonly command: Command;
  /** The first time, or when the gateway said last that it is at work. */
  readonly since: Instant;
  readonly tries: number;
  readonly wait: Millis;
  readonly slow: boolean;
}

export interface Heard {
  readonly id: number;
  readonly at: Instant;
  /** When its last copy came. */
  readonly last: Instant;
  readonly text: string;
  /** In hand: not answered yet. `told`: they were told so (100). Confirmed: they have our answer. */
  readonly stage: "inHand" | "told" | "answered" | "confirmed";
  readonly response?: Response;
  readonly wait: Millis;
}

/** Of ours: over, and its answer may come again. */
export interface Ended {
  readonly id: number;
  readonly at: Instant;
}

export interface Transactions {
  readonly name: "open";
  readonly nextId: number;
  readonly sent: readonly Sent[];
  readonly ended: readonly Ended[];
  readonly heard: readonly Heard[];
  /** Answers that came and that the next command confirms. */
  readonly unconfirmed: readonly number[];
  /** Of an answer, in ms: the mean, and how far off it is on average (RFC 3435 §3.5.3). */
  readonly delay: { readonly average: number; readonly deviation: number };
}

export type TransactionTimer = `resend/${number}` | `confirm/${number}`;

export type TransactionEvent =
  /** We command; `key` comes back with what becomes of it. */
  | { readonly on: "wish"; readonly key: string; readonly wish: Wish }
  | { readonly on: "received"; readonly message: Message }
  /** Ours, to a command that was delivered. */
  | { readonly on: "answer"; readonly id: number; readonly answer: Answer }
  /** It has begun anew and remembers nothing: what we asked of it is void, and its numbers may begin again. */
  | { readonly on: "restarted" }
  | TimerEvent<TransactionTimer>
  | ShellFailed;

export type TransactionEffect =
  | { readonly do: "send"; readonly message: Message }
  /** Wants an `answer`. */
  | { readonly do: "deliver"; readonly command: Command }
  | { readonly do: "over"; readonly key: string; readonly response: Response }
  | { readonly do: "lost"; readonly key: string }
  | { readonly do: "ignored"; readonly why: Ignored; readonly id: number }
  | TimerEffect<TransactionTimer>;
export type Ignored = "repeated" | "stray answer" | "number used twice";

export interface TransactionFacts {
  readonly now: Instant;
  /** In [0, 1): so that gateways that were lost together do not shout together. */
  readonly luck: number;
}

export type Next = Step<Transactions, TransactionEffect>;

/* Waits. */

/** RFC 3435 §3.5.3. */
export function firstWait({ delay: { average, deviation } }: Transactions): Millis {
  return millis(Math.min(longestWait, Math.max(shortestWait, average + 4 * deviation)));
}
export const varied = (wait: Millis, { luck }: TransactionFacts): Millis =>
  millis(Math.round(wait * (1 + luck / 4)));
export const doubled = (wait: Millis): Millis => millis(Math.min(longestWait, 2 * wait));

import type { Millis } from "#kit/time.ts";
import type { SipMessage, SipResponse } from "#sip/message/message.ts";

/** What a transaction asks of its shell, in this order. Constant ones are shared. */
export type TransactionEffect =
  /** Sends it, and holds it for `sendAgain`. */
  | { readonly do: "send"; readonly message: SipMessage }
  | { readonly do: "sendAgain" }
  /** The 100 of an INVITE that nobody has answered yet; held like any other. */
  | { readonly do: "sendTrying" }
  /** Sends the ACK of this refusal (§17.1.1.3), and holds it. */
  | { readonly do: "acknowledge"; readonly response: SipResponse }
  /** Now a CANCEL may go (§9.1): a transaction of its own. */
  | { readonly do: "cancel" }
  /** The one alarm: set anew, or not at all. */
  | { readonly do: "wake"; readonly after: Millis }
  | { readonly do: "rest" }
  | { readonly do: "tell"; readonly response: SipResponse }
  | { readonly do: "tellFailed"; readonly why: Failure }
  /** Only repeats can come now. The machine may be forgotten; after `for` the tombstone is, too. */
  | { readonly do: "bury"; readonly for: Millis; readonly repeats: Repeats }
  | { readonly do: "end" };

export type Failure = "timeout" | "transportFailed";

/**
 * What a tombstone does with a repeat: answers it with what is held; swallows it; or, after a 2xx to
 * an INVITE, tells the user what is the user's (RFC 6026): another 2xx, or an ACK.
 */
export type Repeats = "sendAgain" | "absorb" | "tell";

/** A reliable transport resends for us. */
export interface TransactionFacts {
  readonly reliable: boolean;
}

/* Shared, for they are many. */
export const sendAgain: TransactionEffect = { do: "sendAgain" };
export const rest: TransactionEffect = { do: "rest" };
export const end: TransactionEffect = { do: "end" };
export const nothing: readonly TransactionEffect[] = [];

export const send = (message: SipMessage): TransactionEffect => ({ do: "send", message });
export const tell = (response: SipResponse): TransactionEffect => ({ do: "tell", response });
export const wake = (after: Millis): TransactionEffect => ({ do: "wake", after });

/** The two ways to fail, each with what follows. */
export const failed: Readonly<Record<Failure, readonly TransactionEffect[]>> = {
  timeout: [end, { do: "tellFailed", why: "timeout" }],
  transportFailed: [end, { do: "tellFailed", why: "transportFailed" }],
};

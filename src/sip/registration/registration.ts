import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Problem } from "#kit/problem.ts";
import type { Millis } from "#kit/time.ts";
import type { Answered, AnsweringFacts } from "#sip/auth/answer.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";

/**
 * sip/registration: keeps one account registered at its registrar (RFC 3261 §10.2, RFC 5626).
 * A pure machine: requests go out without Via, which the transaction layer adds; what the shell
 * learns comes back as events. This file is its words; registrationClient.ts decides.
 */
export interface RegistrationAccount {
  /** Our address of record: `sip:15551234@carrier.example`. */
  readonly aor: string;
  /** The Request-URI: `sip:carrier.example`. */
  readonly registrar: string;
  readonly login: Login;
  /** Where calls shall come: `sip:15551234@203.0.113.5:5060;transport=tcp`. */
  readonly contact: string;
  /** How long to ask for; 423 raises it. */
  readonly expires: Millis;
  /** RFC 5626: asks the registrar to keep this flow. `instanceId` is a URN. */
  readonly outbound?: { readonly instanceId: string; readonly regId: number };
  /** Route URIs of an outbound proxy. */
  readonly route?: readonly string[];
  /** Further lines of each request: User-Agent, Allow … */
  readonly headers?: readonly HeaderLine[];
}

/** Fresh for each event. */
export interface RegistrationFacts extends AnsweringFacts {
  readonly account: RegistrationAccount;
  /** How many next hops there are to try (RFC 3263), at least 1. */
  readonly hops: number;
  /** 0 … 1: spreads our waiting, so that a provider's clients do not come all at once. */
  readonly luck: number;
  /** Fresh and unguessable: Call-ID and From tag of a new registration. */
  readonly newId: string;
}

/** What goes on from one request to the next. Plain data. */
export interface Thread {
  readonly callId: string;
  readonly fromTag: string;
  /** Of the request last sent. */
  readonly cseq: number;
  readonly answered: readonly Answered[];
  /** Which of the next hops is in use. */
  readonly hop: number;
  /** Asked for now; a 423 raised it or not. In seconds. */
  readonly expires: number;
  /** Request-URI in place of the account's, after a 3xx. */
  readonly moved?: string;
  /** No outbound: the first hop cannot (439). */
  readonly plain?: true;
  /** Answers to answers since the last success or wait; a server may not keep us busy for ever. */
  readonly turns: number;
  /** Failures in a row, for the back-off. */
  readonly failures: number;
  /** Flows in a row that were lost before they had held for a while. */
  readonly losses?: number;
}

export type RegistrationState =
  | { readonly name: "stopped" }
  /** A REGISTER is on its way; `renewing` while the binding before it still holds. */
  | { readonly name: "registering"; readonly thread: Thread; readonly renewing: boolean }
  | { readonly name: "registered"; readonly thread: Thread }
  /** Refused, unreachable, or lost again and again; timer `retry` runs. */
  | { readonly name: "waiting"; readonly thread: Thread }
  | { readonly name: "unregistering"; readonly thread: Thread };

export type RegistrationEvent =
  | { readonly on: "start" }
  | { readonly on: "stop" }
  | { readonly on: "response"; readonly response: SipResponse }
  /** No answer to the request last sent: timer F, or no way there. */
  | { readonly on: "unanswered"; readonly problem: Problem }
  /** The flow we registered along is gone (RFC 5626 §4.4). */
  | { readonly on: "flowLost" }
  /** Account, address or network are others than before. */
  | { readonly on: "changed" }
  | TimerEvent<RegistrationTimer>
  | ShellFailed;

/** `steady`: the flow has held. */
export type RegistrationTimer = "refresh" | "retry" | "steady";

/** How the account stands, for people and for those who call through it. */
export type RegistrationStatus =
  | {
      readonly is: "registered";
      readonly expires: Millis;
      /** URIs of RFC 3608 Service-Route, in order: the Route of our calls out. */
      readonly serviceRoute: readonly string[];
      readonly hop: number;
    }
  | {
      readonly is: "failed";
      readonly problem: Problem;
      readonly status?: number;
      readonly retryIn: Millis;
    }
  | { readonly is: "stopped" };

export type RegistrationEffect =
  /** In a new transaction, to that one of the next hops. */
  | { readonly do: "send"; readonly request: SipRequest; readonly hop: number }
  | { readonly do: "tell"; readonly status: RegistrationStatus }
  | TimerEffect<RegistrationTimer>;

import type { Cancel, Listen } from "#kit/listeners.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import type { Destination, ServerTransaction, Way } from "#sip/agent/transactions.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Body, Extra, SessionCommand, SessionEvent } from "#sip/session/session.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { KeepOpen } from "#sip/transport/keptOpen.ts";
import type { MissedFlows } from "#sip/transport/missedFlows.ts";

/** One INVITE session as its owner holds it. */
export interface Session {
  /** Of the dialog: for records, and to find a session by Replaces. */
  readonly callId: string;
  readonly localTag: string;
  /** Empty until there is one. */
  remoteTag(): string;
  /** The Contact at the other end, as a URI; empty until there is one. */
  remoteTarget(): string;
  /** The INVITE that began it: as received, or as last sent. Undefined until the first one has left. */
  invite(): SipRequest | undefined;
  /** The flow in use, where one is known. */
  flow(): Flow | undefined;
  perform(command: SessionCommand): void;
  /** Enough for another process to go on with it, or to say its BYE again; undefined: it is over. */
  kept(): KeptSession | undefined;
  /** What happens is told here, never within `perform`'s own call stack before it returns. */
  readonly events: Listen<SessionEvent>;
}

/** A call out. */
export interface Calling {
  /** Request-URI. */
  readonly uri: string;
  /** Name-addr texts without tags. */
  readonly from: string;
  readonly to: string;
  /** Route header values, in order. */
  readonly route?: readonly string[];
  /** Asked anew for each request of the dialog that its route set does not decide: a device's present flow, an account's hops. */
  readonly destination: () => Destination;
  /** User part of our Contact, and further contact parameters of the URI. */
  readonly contactUser: string;
  /** The offer; absent for a delayed one. */
  readonly body?: Body;
  readonly extra?: Extra;
  /** How many servers it may pass (RFC 3261 §20.22); 70 unless said. A call that is passed on may pass one fewer than it came with. */
  readonly maxForwards?: number;
  /** For 401 and 407. */
  readonly login?: Login;
}

/** What of `Calling` no data can say. */
export type Resuming = Partial<Pick<Calling, "destination" | "login">>;

/** A request outside of dialogs and its one final answer. */
export interface Asking {
  readonly destination: Destination;
  /** Without Via. Called again with the credentials' lines when the answer was a challenge and `login` is there. */
  readonly make: (way: Way, credentials: readonly HeaderLine[]) => SipRequest;
  readonly login?: Login;
}
export type Answer =
  | { readonly on: "response"; readonly response: SipResponse; readonly way: Way }
  /** `code`: of what was in the way; `sip.notLocated` where nobody knows an address. */
  | { readonly on: "failed"; readonly why: "timeout" | "unreachable"; readonly code?: string };

/** A new INVITE that nobody claimed. It is a session from this moment, so that its CANCEL has a home; the owner must `refuse`, `progress` or `accept`. */
export interface IncomingInvite {
  readonly session: Session;
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Replaces named this live session of ours (RFC 3891). */
  readonly replaces?: Session;
}

/**
 * Who claims a message: a transaction, a dialog, a new session, or whoever serves requests outside
 * of dialogs. The one door of sip/ for a server.
 */
export interface UserAgent {
  call(calling: Calling): Session;
  /** Goes on with a session of another process; `undefined` when its INVITE cannot be read any more. Nothing is told of it before this returns. */
  resume(kept: KeptSession, again?: Resuming): Session | undefined;
  ask(asking: Asking, then: (answer: Answer) => void): Cancel;
  /** Sends a request without waiting for anything but its protocol. */
  readonly invites: (each: (incoming: IncomingInvite) => void) => Cancel;
  /** Requests outside of dialogs by method (REGISTER, SUBSCRIBE, MESSAGE …); OPTIONS is answered here. Methods nobody serves get 405. */
  serve(method: string, each: (transaction: ServerTransaction) => void): Cancel;
  /** Every message that leaves or comes, after parsing: for ladders. */
  readonly traffic: Listen<Traffic>;
  /** A flow is gone: registrations and dialogs on it must find another. Told once more of one that was missed in vain. */
  readonly losses: Listen<Flow>;
  /** Streams whose telephones are expected back; absent where nobody waits for any. */
  readonly missed?: MissedFlows;
  /** As the transports do it; absent where they have no flows that a router could forget. */
  readonly keepOpen?: KeepOpen;
  /** Nothing alive: no session, no transaction. */
  idle(): boolean;
  held(): Held;
  close(): void;
}

/** How much lives, for who watches. */
export interface Held {
  /** Sessions and requests under way, and sessions that are over and wait for late answers. */
  readonly dialogs: number;
  /** Without those that are over and only resend. */
  readonly transactions: number;
}

export interface Traffic {
  readonly direction: "in" | "out";
  readonly callId: string;
  /** `messageLabel` of it. */
  readonly text: string;
  /** The message itself. */
  readonly bytes: Uint8Array;
  readonly flow: Flow;
}

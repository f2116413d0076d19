import { type Cancel, listeners } from "#kit/listeners.ts";
import { failWith } from "#kit/result.ts";
import { Asks } from "#sip/agent/asks.ts";
import { DialogTable } from "#sip/agent/dialogTable.ts";
import type { LayerParts } from "#sip/agent/ground.ts";
import {
  invited,
  isOrphan,
  optionsLines,
  type Refusal,
  refusal,
  unsupported,
} from "#sip/agent/incoming.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import { resumedSession } from "#sip/agent/resumedSession.ts";
import { type Home, SessionHost } from "#sip/agent/sessionHost.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import type {
  Calling,
  IncomingInvite,
  Resuming,
  Session,
  UserAgent,
} from "#sip/agent/userAgent.ts";
import { Allow } from "#sip/headers/allow.ts";
import { Server } from "#sip/headers/userAgent.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import { startCalling } from "#sip/session/invite.ts";
import { type SessionOptions, usualOptions } from "#sip/session/sessionOptions.ts";
import type { Arrival } from "#sip/transport/transport.ts";
import type { Crypto } from "#world/crypto.ts";
import { token } from "#world/random.ts";

/** What a user agent is made of beside its transaction layer. */
export interface AgentParts extends Pick<LayerParts, "clock" | "random" | "log"> {
  readonly crypto: Crypto;
  /** Call-IDs of ours are drawn until it likes one: which process of several the call belongs to. */
  readonly likesCallId?: ((callId: string) => boolean) | undefined;
  readonly options?: Partial<UserAgentOptions>;
}
export interface UserAgentOptions extends SessionOptions {
  /** For User-Agent and Server. */
  readonly product: string;
  /** Option tags that who serves requests outside of dialogs understands, beside `supported`. */
  readonly alsoKnown: readonly string[];
  /** Sessions that one address may hold with us by calling in, and all of them. */
  readonly sessionsPerSource: number;
  readonly sessions: number;
  /** Sessions that are over and wait for late forks (§13.2.2.4); above it the oldest wait no more. */
  readonly lingering: number;
}

const usual: UserAgentOptions = {
  ...usualOptions,
  product: "Ringwise",
  alsoKnown: ["path", "outbound", "gruu"],
  sessionsPerSource: 200,
  sessions: 5000,
  lingering: 20_000,
};

/** A user agent that has its transaction layer from somebody else, who may have others on it. */
export interface LayeredAgent extends Omit<UserAgent, "traffic" | "losses" | "keepOpen" | "held"> {
  /** The request belongs to a dialog here. */
  owns(request: SipRequest): boolean;
  /**
   * A new request from the layer: its owner says which are for this agent. `isBranch`: an INVITE that
   * its owner has forked itself, each branch a session of its own (not merged, RFC 3261 §8.2.2.2).
   */
  arrived(transaction: ServerTransaction, isBranch?: boolean): void;
  /** See `Held`. */
  dialogs(): number;
}

export function userAgentOver(layer: TransactionLayer, parts: AgentParts): LayeredAgent {
  const agent = new Agent(layer, parts);
  const dialogs = (): number => agent.sessions.size + agent.lingering.size + agent.asks.open;
  return {
    call: (calling) => agent.call(calling),
    resume: (kept, again) => agent.resume(kept, again),
    ask: (asking, then) => agent.asks.ask(asking, then),
    invites: agent.invites.listen,
    serve: (method, each) => agent.serve(method, each),
    owns: (request) => agent.owns(request),
    arrived: (transaction, isBranch) => agent.arrived(transaction, isBranch),
    idle: () => dialogs() === 0,
    dialogs,
    close: () => agent.close(),
  };
}

/** Who claims a message: a dialog's session, a new session, whoever serves its method, or nobody. */
class Agent {
  readonly #options: UserAgentOptions;
  readonly #home: Home;
  readonly #served = new Map<string, (transaction: ServerTransaction) => void>();
  readonly #perSource = new Map<string, number>();
  /** Each with the address that called in. */
  readonly sessions = new Map<SessionHost, string | undefined>();
  /** Over for their owners: they take nobody's place. The oldest first. */
  readonly lingering = new Set<SessionHost>();
  readonly invites = listeners<IncomingInvite>();
  readonly asks: Asks;
  readonly #ears: readonly Cancel[];
  readonly #likesCallId: (callId: string) => boolean;

  constructor(layer: TransactionLayer, parts: AgentParts) {
    const { clock, random, crypto, log } = parts;
    this.#likesCallId = parts.likesCallId ?? (() => true);
    this.#options = { ...usual, ...parts.options };
    this.#home = {
      layer,
      table: new DialogTable(),
      clock,
      random,
      crypto,
      log,
      options: this.#options,
      product: this.#options.product,
      over: (host) => this.#over(host),
      ended: (host) => this.#ended(host),
    };
    this.asks = new Asks({ layer, random, crypto });
    this.#ears = [
      layer.acks(({ message }) => {
        if (message.kind === "request") this.#home.table.of(message)?.acknowledged(message);
      }),
      layer.strays((arrival) => this.#stray(arrival)),
    ];
  }

  call(calling: Calling): Session {
    const ids = { callId: this.#newCallId(), localTag: token(this.#home.random) };
    const { uri, from, to, route = [], body, extra = [], maxForwards } = calling;
    const parsed = parseUri(uri);
    const session = new SessionHost(this.#home, {
      ...ids,
      ends: { destination: calling.destination },
      contactUser: calling.contactUser,
      secure: parsed.ok && parsed.value.scheme === "sips",
      login: calling.login,
      start: (facts) =>
        startCalling({ uri, from, to, route, body, extra, maxForwards }, ids, facts),
    });
    this.sessions.set(session, undefined);
    return session;
  }

  resume(kept: KeptSession, again: Resuming = {}): Session | undefined {
    const session = resumedSession(this.#home, kept, again);
    if (session) this.sessions.set(session, undefined);
    return session;
  }

  #newCallId(): string {
    for (;;) {
      const callId = token(this.#home.random, 128);
      if (this.#likesCallId(callId)) return callId;
    }
  }

  serve(method: string, each: (transaction: ServerTransaction) => void): Cancel {
    this.#served.set(method, each);
    return () => {
      if (this.#served.get(method) === each) this.#served.delete(method);
    };
  }

  owns(request: SipRequest): boolean {
    return this.#home.table.of(request) !== undefined;
  }

  close(): void {
    for (const ear of this.#ears) ear();
    for (const session of [...this.sessions.keys(), ...this.lingering]) session.close();
  }

  arrived(transaction: ServerTransaction, isBranch = false): void {
    const { request } = transaction;
    const session = this.#home.table.of(request);
    const server = this.#served.get(request.method);
    const refusal = this.#atOnce(request, session !== undefined, server !== undefined);
    if (refusal !== undefined) this.#refuse(transaction, refusal);
    else if (session !== undefined) session.serve(transaction);
    else if (request.method === "INVITE") this.#invited(transaction, isBranch);
    else server?.(transaction);
  }

  /** What is answered here, without anybody else. */
  #atOnce(request: SipRequest, inDialog: boolean, isServed: boolean): Refusal | undefined {
    const { supported, alsoKnown, allow } = this.#options;
    const strange = unsupported(request, [...supported, ...alsoKnown]);
    if (strange !== undefined) return { status: 420, headers: strange };
    if (inDialog) return undefined;
    if (isOrphan(request) && !(isServed && keepsDialogs(request.method))) return { status: 481 };
    if (isServed || request.method === "INVITE") return undefined;
    return request.method === "OPTIONS"
      ? { status: 200, headers: optionsLines(this.#options) }
      : { status: 405, headers: [header(Allow, this.#allowed(allow))] };
  }

  /** §8.2.1: what is served outside of dialogs counts too. */
  #allowed(allow: readonly string[]): readonly string[] {
    return [...new Set([...allow, ...this.#served.keys()])];
  }

  #invited(transaction: ServerTransaction, isBranch: boolean): void {
    const source = transaction.flow.remote.host;
    const made = this.#isFull(source)
      ? failWith(fullUp)
      : this.invites.count === 0
        ? failWith({ status: 480 })
        : invited(this.#home, transaction, isBranch);
    if (!made.ok) {
      this.#refuse(transaction, made.problem);
      return;
    }
    this.sessions.set(made.value.session, source);
    this.#perSource.set(source, (this.#perSource.get(source) ?? 0) + 1);
    this.invites.tell(made.value.incoming);
  }

  #isFull(source: string): boolean {
    const { sessions, sessionsPerSource } = this.#options;
    const held = this.#perSource.get(source) ?? 0;
    return this.sessions.size >= sessions || held >= sessionsPerSource;
  }

  #refuse(transaction: ServerTransaction, what: Refusal): void {
    const headers = [...(what.headers ?? []), header(Server, this.#options.product)];
    const tag = token(this.#home.random);
    transaction.answer(refusal(transaction.request, { ...what, headers }, tag));
  }

  /**
   * A 2xx after its transaction is ACKed by its session, another fork's ended too (§13.2.2.4).
   * One that is nobody's is dropped: an ACK and a BYE would go wherever a stranger says.
   */
  #stray({ message }: Arrival): void {
    if (message.kind === "response") this.#home.table.ofCall(message)?.stray(message);
  }

  #over(host: SessionHost): void {
    this.#makesRoom(host);
    this.lingering.add(host);
    const [oldest] = this.lingering;
    if (this.lingering.size > this.#options.lingering) oldest?.close();
  }

  #ended(host: SessionHost): void {
    this.lingering.delete(host);
    this.#makesRoom(host);
  }

  #makesRoom(host: SessionHost): void {
    const source = this.sessions.get(host);
    this.sessions.delete(host);
    if (source === undefined) return;
    const left = (this.#perSource.get(source) ?? 1) - 1;
    if (left === 0) this.#perSource.delete(source);
    else this.#perSource.set(source, left);
  }
}

const fullUp: Refusal = { status: 503, headers: [{ name: "Retry-After", text: "10" }] };

/** Subscriptions have dialogs of their own, which whoever serves them keeps (RFC 6665 §4). */
const keepsDialogs = (method: string): boolean => method === "SUBSCRIBE" || method === "NOTIFY";

import { contactLine } from "#sip/agent/contact.ts";
import type { DialogTable } from "#sip/agent/dialogTable.ts";
import { OwnerEvents } from "#sip/agent/ownerEvents.ts";
import { bodyLines, type OwnName, SessionAnswers } from "#sip/agent/sessionAnswers.ts";
import { type Ends, SessionWays } from "#sip/agent/sessionWays.ts";
import type {
  ClientEvent,
  ClientTransaction,
  ServerTransaction,
  TransactionLayer,
  Way,
} from "#sip/agent/transactions.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { DialogId } from "#sip/dialog/dialogId.ts";
import { UserAgent } from "#sip/headers/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import { header, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import { inviteSession } from "#sip/session/inviteSession.ts";
import type { SessionCommand, SessionEvent } from "#sip/session/session.ts";
import type {
  Next,
  SessionEffect,
  SessionFacts,
  SessionInput,
  SessionOptions,
  SessionState,
  SessionTimer,
  WholeOutline,
} from "#sip/session/sessionState.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Clock } from "#world/clock.ts";
import type { Crypto } from "#world/crypto.ts";
import type { Log } from "#world/log.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { type Random, randomBelow, token } from "#world/random.ts";

/** What all sessions of a user agent share. */
export interface Home {
  readonly layer: TransactionLayer;
  readonly table: DialogTable<SessionHost>;
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly log: Log;
  readonly options: SessionOptions;
  readonly product: string;
  /** The session is over for its owner, and may linger. */
  over(host: SessionHost): void;
  /** The session has nothing left to do. */
  ended(host: SessionHost): void;
}

/** How a session begins, as caller or as called. */
export interface Beginning extends Omit<OwnName, "product"> {
  readonly callId: string;
  readonly ends: Ends;
  readonly login?: Login | undefined;
  /** The first state, when the facts are there. */
  readonly start: (facts: SessionFacts) => Next;
}

type Runner = MachineRunner<
  SessionState,
  SessionTimer,
  SessionInput,
  Exclude<SessionEffect, { readonly do: "startTimer" | "stopTimer" }>,
  SessionFacts
>;

/** A request that has left, or is about to. */
interface Sent {
  readonly id: number;
  readonly outline: WholeOutline;
  readonly first: boolean;
}

/** Runs one session machine: its effects become transactions, its events are told to the owner. */
export class SessionHost implements Session {
  readonly callId: string;
  readonly localTag: string;
  readonly #home: Home;
  readonly #beginning: Beginning;
  readonly #runner: Runner;
  readonly #ways: SessionWays;
  readonly #answers: SessionAnswers;
  readonly #events: OwnerEvents<SessionEvent>;
  readonly #dialogs: DialogId[] = [];
  readonly #clients = new Map<number, ClientTransaction>();
  #invite: SipRequest | undefined;
  #closed = false;

  constructor(home: Home, beginning: Beginning) {
    this.#home = home;
    this.#beginning = beginning;
    this.callId = beginning.callId;
    this.localTag = beginning.localTag;
    this.#ways = new SessionWays(beginning.ends);
    this.#events = new OwnerEvents(home.clock);
    this.#answers = new SessionAnswers({ ...beginning, product: home.product }, (id, cancel) =>
      this.#runner.post({ on: "cancel", id, cancel }),
    );
    const facts = new Facts(home, beginning.login);
    const [start, effects] = beginning.start(facts);
    this.#runner = new MachineRunner({
      machine: inviteSession,
      start,
      facts: () => facts,
      perform: (effect) => this.#perform(effect),
      clock: home.clock,
      log: home.log,
      id: `session/${beginning.callId}`,
    });
    this.#enter(beginning.ends.came);
    this.#runner.begin(effects);
  }

  /** Can be found from here on: whatever crosses the beginning has a home. */
  #enter(came: ServerTransaction | undefined): void {
    if (came === undefined) {
      this.#home.table.calling(this, this);
      return;
    }
    this.#invite = came.request;
    this.#home.table.called(came.request, this);
    this.#answers.takes(came);
  }

  get events() {
    return this.#events.listen;
  }

  remoteTag(): string {
    const { state } = this.#runner;
    const talk = state.name === "over" ? undefined : state.talks[0];
    return talk?.dialog.remoteTag ?? this.#dialogs[0]?.remoteTag ?? "";
  }

  invite(): SipRequest | undefined {
    return this.#invite;
  }

  flow(): Flow | undefined {
    return this.#ways.flow;
  }

  /** For Replaces (RFC 3891 §3). */
  get phase(): "early" | "confirmed" | "over" {
    const { name } = this.#runner.state;
    if (name === "calling" || name === "called") return "early";
    return name === "talking" ? "confirmed" : "over";
  }

  perform(command: SessionCommand): void {
    this.#events.commanded(() => this.#runner.post({ on: "command", command }));
  }

  /* What the agent hands on. */

  serve(transaction: ServerTransaction): void {
    this.#ways.heard(transaction);
    const id = this.#answers.takes(transaction);
    this.#runner.post({ on: "request", id, request: transaction.request });
  }

  acknowledged(request: SipRequest): void {
    this.#runner.post({ on: "ack", request });
  }

  /** A 2xx that no transaction of ours claims any more. */
  stray(response: SipResponse): void {
    this.#runner.post({ on: "response", id: 0, response });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#runner.stop();
    this.#events.close();
    this.#answers.close();
    for (const client of this.#clients.values()) client.forget();
    const came = this.#beginning.ends.came?.request;
    this.#home.table.leave([this.#dialog(""), ...this.#dialogs], came);
    this.#home.ended(this);
  }

  /* Effects. */

  #perform(effect: SessionEffect): void {
    switch (effect.do) {
      case "send":
        this.#send({ id: effect.id, outline: effect.request, first: effect.first });
        break;
      case "acknowledge":
        this.#acknowledge(effect.request);
        break;
      case "cancel":
        this.#clients.get(effect.id)?.cancel(effect.extra);
        break;
      case "respond":
        this.#answers.answer(effect);
        break;
      case "join":
        this.#join(effect.remoteTag);
        break;
      case "tell":
        this.#tell(effect.event);
        break;
      case "close":
        this.#closesSoon();
        break;
      default: // timers are the runner's
    }
  }

  #tell(event: SessionEvent): void {
    if (event.on !== "over") {
      this.#events.tell(event);
      return;
    }
    this.#events.tellLast(event);
    this.#home.over(this);
  }

  #send(sent: Sent): void {
    const destination = this.#ways.towards(sent.outline, sent.first);
    const sending = { destination, make: (way: Way) => this.#made(sent.outline, way) };
    this.#clients.set(
      sent.id,
      this.#home.layer.send(sending, (event) => this.#heard(sent, event)),
    );
  }

  #heard(sent: Sent, event: ClientEvent): void {
    const { id, outline, first } = sent;
    switch (event.on) {
      case "sent":
        this.#ways.sent(event.way);
        if (first) this.#invite = event.request;
        break;
      case "response":
        if (event.response.status >= 200 && outline.method !== "INVITE") this.#clients.delete(id);
        this.#runner.post({ on: "response", id, response: event.response });
        break;
      case "failed":
        this.#clients.delete(id);
        // the flow is gone: the target itself may be there
        if (event.why === "unreachable" && !first && this.#ways.another(id)) this.#send(sent);
        else this.#runner.post({ on: "failed", id, why: event.why });
        break;
    }
  }

  #acknowledge(outline: WholeOutline): void {
    const destination = this.#ways.towards(outline, false);
    this.#home.layer.sendAlone({ destination, make: (way) => this.#made(outline, way) });
  }

  #made(outline: WholeOutline, way: Way): SipRequest {
    const { method, uri, headers, body } = outline;
    const { opensDialog, refreshesTarget } = methodFacts(method);
    const { contactUser, secure } = this.#beginning;
    const contact = opensDialog || refreshesTarget ? [contactLine(way, contactUser, secure)] : [];
    const product = header(UserAgent, this.#home.product);
    return makeRequest({
      method,
      uri,
      headers: [...headers, ...contact, product, ...bodyLines(body)],
      body: body?.content,
    });
  }

  #join(remoteTag: string): void {
    const id = this.#dialog(remoteTag);
    this.#dialogs.push(id);
    this.#home.table.join(id, this);
  }

  #dialog(remoteTag: string): DialogId {
    return { callId: this.callId, localTag: this.localTag, remoteTag };
  }

  /** Behind what is still to be told. */
  #closesSoon(): void {
    const { clock } = this.#home;
    if (this.#events.waits) clock.at(clock.now(), () => this.close());
    else this.close();
  }
}

/** Luck is drawn when it is asked for. */
class Facts implements SessionFacts {
  readonly crypto: Crypto;
  readonly options: SessionOptions;
  readonly login: Login | undefined;
  readonly #random: Random;

  constructor({ crypto, options, random }: Home, login: Login | undefined) {
    this.crypto = crypto;
    this.options = options;
    this.login = login;
    this.#random = random;
  }

  get luck(): number {
    return randomBelow(this.#random, 1 << 30) / (1 << 30);
  }

  get cnonce(): string {
    return token(this.#random);
  }
}

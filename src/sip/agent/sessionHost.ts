import type { DialogTable } from "#sip/agent/dialogTable.ts";
import { dueTimes, type KeptSession, needsInvite, takenUpAs } from "#sip/agent/keptSession.ts";
import { OwnerEvents } from "#sip/agent/ownerEvents.ts";
import { type OwnName, SessionAnswers } from "#sip/agent/sessionAnswers.ts";
import { SessionRequests } from "#sip/agent/sessionRequests.ts";
import { type Ends, SessionWays } from "#sip/agent/sessionWays.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { DialogId } from "#sip/dialog/dialogId.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import { inviteSession } from "#sip/session/inviteSession.ts";
import type { SessionCommand, SessionEvent } from "#sip/session/session.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";
import type {
  Next,
  SessionEffect,
  SessionFacts,
  SessionInput,
  SessionState,
  SessionTimer,
  Talk,
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

/** Runs one session machine: its effects become transactions, its events are told to the owner. */
export class SessionHost implements Session {
  readonly callId: string;
  readonly localTag: string;
  readonly #home: Home;
  readonly #beginning: Beginning;
  readonly #runner: Runner;
  readonly #ways: SessionWays;
  readonly #requests: SessionRequests;
  readonly #answers: SessionAnswers;
  readonly #events: OwnerEvents<SessionEvent>;
  readonly #dialogs: DialogId[] = [];
  #closed = false;

  constructor(home: Home, beginning: Beginning) {
    this.#home = home;
    this.#beginning = beginning;
    this.callId = beginning.callId;
    this.localTag = beginning.localTag;
    this.#ways = new SessionWays(beginning.ends);
    this.#events = new OwnerEvents(home.clock);
    const name = { ...beginning, product: home.product };
    this.#requests = new SessionRequests({ name, ways: this.#ways, layer: home.layer }, (input) =>
      this.#runner.post(input),
    );
    this.#answers = new SessionAnswers(name, (id, cancel) =>
      this.#runner.post({ on: "cancel", id, cancel }),
    );
    const facts = factsOf(home, beginning.login);
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
    this.#home.table.called(came.request, this);
    this.#answers.takes(came);
  }

  get events() {
    return this.#events.listen;
  }

  remoteTag(): string {
    return this.#talk?.dialog.remoteTag ?? this.#dialogs[0]?.remoteTag ?? "";
  }

  remoteTarget(): string {
    return this.#talk?.dialog.remoteTarget ?? "";
  }

  get #talk(): Talk | undefined {
    const { state } = this.#runner;
    return state.name === "over" ? undefined : state.talks[0];
  }

  invite(): SipRequest | undefined {
    return this.#beginning.ends.came?.request ?? this.#requests.firstInvite;
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

  /** Undefined: it is over, or its INVITE has not left yet. */
  kept(): KeptSession | undefined {
    const { snapshot } = this.#runner;
    const state = takenUpAs(snapshot.state);
    if (this.#closed || !state) return undefined;
    const { contactUser, secure } = this.#beginning;
    const { flow, behindNat } = this.#ways;
    const invite = needsInvite(state) ? this.invite()?.bytes : undefined;
    if (state.name === "calling" && !invite) return undefined;
    return {
      state,
      timers: dueTimes(snapshot, this.#home.clock),
      contactUser,
      secure,
      behindNat,
      ...(flow && { flow }),
      ...(invite && { invite }),
    };
  }

  /** The INVITE of a session that another process began, which is still to be answered. */
  resends(id: number, request: SipRequest, flow: Flow): void {
    this.#requests.resume(id, request, flow);
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
    this.#requests.close();
    const came = this.#beginning.ends.came?.request;
    this.#home.table.leave([this.#dialog(""), ...this.#dialogs], came);
    this.#home.ended(this);
  }

  /* Effects. */

  #perform(effect: SessionEffect): void {
    switch (effect.do) {
      case "send":
        this.#requests.send({ id: effect.id, outline: effect.request, first: effect.first });
        break;
      case "acknowledge":
        this.#requests.acknowledge(effect.request);
        break;
      case "cancel":
        this.#requests.cancel(effect.id, effect.extra);
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

/** What the session's machine may ask for; luck is drawn when it is asked for. */
function factsOf({ crypto, options, random }: Home, login: Login | undefined): SessionFacts {
  return {
    crypto,
    options,
    login,
    get luck() {
      return randomBelow(random, 1 << 30) / (1 << 30);
    },
    get cnonce() {
      return token(random);
    },
  };
}

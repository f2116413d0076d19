import { type Listen, listeners } from "#kit/listeners.ts";
import type { Ground, ServerEntry } from "#sip/agent/ground.ts";
import { TransactionRunner } from "#sip/agent/transactionRunner.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { To } from "#sip/headers/to.ts";
import { readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { TransactionEffect, TransactionFacts } from "#sip/transaction/effects.ts";
import {
  type InviteServerEvent,
  startInviteServer,
  stepInviteServer,
} from "#sip/transaction/inviteServer.ts";
import {
  type NonInviteServerEvent,
  startNonInviteServer,
  stepNonInviteServer,
} from "#sip/transaction/nonInviteServer.ts";
import { type Flow, isReliable } from "#sip/transport/flow.ts";
import { responseFlow, responseHop } from "#sip/transport/responsePath.ts";
import type { Address } from "#world/network.ts";

/** What both server machines understand; the non-INVITE one never gets an ACK. */
interface Runner {
  post(event: InviteServerEvent | NonInviteServerEvent): void;
}

/** One request that came, from its first byte to its tombstone. */
export class ServerSide implements ServerTransaction, ServerEntry {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #ground: Ground;
  readonly #key: string;
  readonly #runner: Runner;
  readonly #ended: () => void;
  readonly #cancelled = listeners<SipRequest>();
  readonly #over = listeners<undefined>();
  /** What was sent last: kept to send again. */
  #held: SipResponse | undefined;

  /** `ended` is told once, when the transaction is no longer live. */
  constructor(
    ground: Ground,
    key: string,
    arrival: { readonly request: SipRequest; readonly flow: Flow },
    ended: () => void,
  ) {
    this.#ground = ground;
    this.#key = key;
    this.request = arrival.request;
    this.flow = arrival.flow;
    this.#ended = ended;
    ground.servers.set(key, this);
    this.#runner = this.#machine({ reliable: isReliable(this.flow) });
  }

  get own(): Address {
    return this.#ground.parts.transports.ownAddress(this.flow);
  }
  get cancelled(): Listen<SipRequest> {
    return this.#cancelled.listen;
  }
  get over(): Listen<undefined> {
    return this.#over.listen;
  }

  answer(response: SipResponse): void {
    this.#runner.post({ on: "answer", response });
  }

  repeat(): void {
    this.#runner.post({ on: "request" });
  }

  ack(): boolean {
    this.#runner.post({ on: "ack" });
    return true;
  }

  /** §9.2: without effect once a final response has gone. */
  cancel(cancel: SipRequest): void {
    if (this.#held === undefined || this.#held.status < 200) this.#cancelled.tell(cancel);
  }

  get toTag(): string | undefined {
    return this.#held && readable(this.#held, To)?.params.get("tag");
  }

  #machine(facts: TransactionFacts): Runner {
    const perform = (effect: TransactionEffect): void => this.#perform(effect);
    const common = { facts, perform, wheel: this.#ground.wheel };
    if (this.request.method === "INVITE") {
      const [state, effects] = startInviteServer;
      const runner = new TransactionRunner({ step: stepInviteServer, ...common }, state);
      runner.begin(effects);
      return runner;
    }
    const [state, effects] = startNonInviteServer;
    const runner = new TransactionRunner({ step: stepNonInviteServer, ...common }, state);
    runner.begin(effects);
    return runner;
  }

  #perform(effect: TransactionEffect): void {
    switch (effect.do) {
      case "send":
        if (effect.message.kind === "response") this.#send(effect.message);
        break;
      case "sendTrying":
        this.#send(respond(this.request, 100));
        break;
      case "sendAgain":
        this.#ground.counts.repeats++;
        this.#sendHeld();
        break;
      case "bury":
        this.#bury(effect);
        break;
      case "end":
        this.#ground.servers.delete(this.#key);
        this.#ended();
        break;
      default: // what only clients do
    }
  }

  #send(response: SipResponse): void {
    this.#held = response;
    this.#sendHeld();
  }

  #sendHeld(): void {
    if (this.#held !== undefined) sendResponse(this.#ground, this, this.#held.bytes);
  }

  #bury({ for: lasts, repeats }: TransactionEffect & { readonly do: "bury" }): void {
    const held = repeats === "sendAgain" ? this.#held : undefined;
    const tombstone = new ServerTombstone(this.#ground, this, held?.bytes, repeats === "tell");
    const ended = repeats === "tell" ? () => this.#over.tell(undefined) : undefined;
    this.#ground.bury(this.#ground.servers, this.#key, tombstone, { lasts, ended });
    this.#ended();
  }
}

/** The way a response takes, kept without the request's bytes where it can be. */
interface Asked {
  readonly request: SipRequest;
  readonly flow: Flow;
}

export function sendResponse(ground: Ground, { request, flow }: Asked, bytes: Uint8Array): void {
  ground.sendOrReopen(bytes, responseFlow(request, flow), responseHop(request, flow));
}

/** What is left of a server transaction: the bytes that answer a repeat, and the way there. */
class ServerTombstone implements ServerEntry {
  readonly #ground: Ground;
  readonly #flow: Flow;
  readonly #bytes: Uint8Array | undefined;
  readonly #acksAreUsers: boolean;

  constructor(ground: Ground, asked: Asked, bytes: Uint8Array | undefined, acksAreUsers: boolean) {
    this.#ground = ground;
    this.#flow = responseFlow(asked.request, asked.flow);
    this.#bytes = bytes;
    this.#acksAreUsers = acksAreUsers;
  }

  repeat(): void {
    // only UDP senders repeat, so no stream need be opened again
    if (this.#bytes !== undefined) this.#ground.parts.transports.send(this.#bytes, this.#flow);
  }

  ack(): boolean {
    return !this.#acksAreUsers;
  }

  cancel(): void {}
}

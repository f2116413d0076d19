import type { ClientEntry, Ground } from "#sip/agent/ground.ts";
import { TransactionRunner } from "#sip/agent/transactionRunner.ts";
import { ackForRefusal } from "#sip/message/ack.ts";
import { cancelFor } from "#sip/message/cancel.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Failure, TransactionEffect, TransactionFacts } from "#sip/transaction/effects.ts";
import {
  type InviteClientEvent,
  startInviteClient,
  stepInviteClient,
} from "#sip/transaction/inviteClient.ts";
import { clientKeyOf } from "#sip/transaction/key.ts";
import {
  type NonInviteClientEvent,
  startNonInviteClient,
  stepNonInviteClient,
} from "#sip/transaction/nonInviteClient.ts";
import { type Flow, flowKey, isReliable } from "#sip/transport/flow.ts";
import type { Hop } from "#sip/transport/transport.ts";

/** What both client machines understand; `cancel` is an INVITE's alone. */
interface Runner {
  begin(effects: readonly TransactionEffect[]): void;
  post(event: InviteClientEvent | NonInviteClientEvent): void;
}

/** One request on one way. */
export interface Asking {
  /** With our Via on top, whose branch this is. */
  readonly request: SipRequest;
  readonly branch: string;
  readonly flow: Flow;
  /** For the ACK and CANCEL, when the stream is gone by then. */
  readonly hop: Hop | undefined;
}

/** Who hears what becomes of it. */
export interface ClientUser {
  told(response: SipResponse): void;
  failed(why: Failure): void;
}

/** One client transaction, from its first byte to its tombstone. */
export class ClientSide implements ClientEntry {
  readonly asking: Asking;
  readonly #ground: Ground;
  readonly #key: string;
  readonly #user: ClientUser | undefined;
  readonly #runner: Runner;
  readonly #first: readonly TransactionEffect[];
  /** What was sent last: the request, then the ACK of a refusal. */
  #held: Uint8Array;
  #cancelExtra: readonly HeaderLine[] = [];

  constructor(ground: Ground, asking: Asking, user: ClientUser | undefined) {
    this.#ground = ground;
    this.asking = asking;
    this.#user = user;
    this.#held = asking.request.bytes;
    this.#key = clientKeyOf(asking.branch, asking.request.method);
    ground.clients.set(this.#key, this);
    ground.live++;
    [this.#runner, this.#first] = this.#machine({ reliable: isReliable(asking.flow) });
  }

  #machine(facts: TransactionFacts): readonly [Runner, readonly TransactionEffect[]] {
    const perform = (effect: TransactionEffect): void => this.#perform(effect);
    const common = { facts, perform, wheel: this.#ground.wheel };
    const { request } = this.asking;
    if (request.method === "INVITE") {
      const [state, effects] = startInviteClient(request, facts);
      return [new TransactionRunner({ step: stepInviteClient, ...common }, state), effects];
    }
    const [state, effects] = startNonInviteClient(request, facts);
    return [new TransactionRunner({ step: stepNonInviteClient, ...common }, state), effects];
  }

  /** Sends the request. Apart from the constructor, for its failure may be told at once. */
  begin(): void {
    this.#runner.begin(this.#first);
  }

  /** INVITE only: a CANCEL, as soon as it may go. */
  cancel(extra: readonly HeaderLine[]): void {
    this.#cancelExtra = extra;
    this.#runner.post({ on: "cancel" });
  }

  response(response: SipResponse): void {
    this.#runner.post({ on: "response", response });
  }

  lost(flow: Flow): void {
    if (flowKey(flow) === flowKey(this.asking.flow)) this.#runner.post({ on: "transportFailed" });
  }

  #perform(effect: TransactionEffect): void {
    switch (effect.do) {
      case "send":
        if (!this.#ground.parts.transports.send(this.#held, this.asking.flow))
          this.#runner.post({ on: "transportFailed" });
        break;
      case "sendAgain":
        this.#ground.counts.repeats++;
        this.#ground.parts.transports.send(this.#held, this.asking.flow);
        break;
      case "acknowledge":
        this.#held = ackForRefusal(this.asking.request, effect.response).bytes;
        this.#ground.sendOrReopen(this.#held, this.asking.flow, this.asking.hop);
        break;
      case "cancel":
        sendCancel(this.#ground, this.asking, this.#cancelExtra);
        break;
      case "tell":
        this.#user?.told(effect.response);
        break;
      case "tellFailed":
        this.#user?.failed(effect.why);
        break;
      case "bury":
        this.#bury(effect);
        break;
      case "end":
        this.#ground.clients.delete(this.#key);
        this.#ground.live--;
        break;
      default: // what only servers do
    }
  }

  #bury({ for: lasts, repeats }: TransactionEffect & { readonly do: "bury" }): void {
    const bytes = repeats === "sendAgain" ? this.#held : undefined;
    const user = repeats === "tell" ? this.#user : undefined;
    const tombstone = new ClientTombstone(this.#ground, this.asking.flow, bytes, user);
    this.#ground.bury(this.#ground.clients, this.#key, tombstone, { lasts });
    this.#ground.live--;
  }
}

/** A transaction of its own whose outcome is nobody's matter (§9.1): the INVITE's final response is. */
function sendCancel(ground: Ground, asking: Asking, extra: readonly HeaderLine[]): void {
  const request = cancelFor(asking.request, extra);
  const along = (flow: Flow): void =>
    new ClientSide(ground, { ...asking, request, flow }, undefined).begin();
  if (asking.hop === undefined) along(asking.flow);
  else ground.parts.transports.flowTo(asking.hop, (flow) => flow.ok && along(flow.value));
}

/** What is left of a client transaction: the ACK for a refusal's repeats, or the ear for further 2xx. */
class ClientTombstone implements ClientEntry {
  readonly #ground: Ground;
  readonly #flow: Flow;
  readonly #bytes: Uint8Array | undefined;
  readonly #user: ClientUser | undefined;

  constructor(
    ground: Ground,
    flow: Flow,
    bytes: Uint8Array | undefined,
    user: ClientUser | undefined,
  ) {
    this.#ground = ground;
    this.#flow = flow;
    this.#bytes = bytes;
    this.#user = user;
  }

  response(response: SipResponse): void {
    if (this.#bytes !== undefined && response.status >= 300) {
      this.#ground.counts.repeats++;
      this.#ground.parts.transports.send(this.#bytes, this.#flow);
    }
    if (response.status >= 200 && response.status < 300) this.#user?.told(response);
  }
}

import type { Instant } from "#kit/time.ts";
import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { makeRequest } from "#sip/message/make.ts";
import {
  type HeaderLine,
  header,
  readable,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { startCalled } from "#sip/session/accept.ts";
import { startCalling } from "#sip/session/invite.ts";
import { inviteSession } from "#sip/session/inviteSession.ts";
import {
  answerOf,
  bodyLines,
  contactLine,
  line,
  requestOf,
  type Saying,
  words,
} from "#sip/session/paperMessages.ts";
import type { FirstInvite } from "#sip/session/pendingInvite.ts";
import type { SessionCommand, SessionEvent } from "#sip/session/session.ts";
import { usualOptions } from "#sip/session/sessionOptions.ts";
import type {
  Next,
  SessionEffect,
  SessionFacts,
  SessionInput,
  SessionState,
  SessionTimer,
} from "#sip/session/sessionState.ts";
import { shownEffect } from "#sip/session/story.ts";

/**
 * A session on paper, for tests and drawn ladders: its effects become messages and lines of text,
 * and what the other side says is made here. No transactions, no time: timers fire when told.
 */
export const bare: SessionFacts = {
  luck: 0.5,
  cnonce: "c0ffee",
  crypto: {
    md5Hex: (text) => `md5-${text.length}`,
    sha256Hex: (text) => `sha256-${text.length}`,
    sha1: (data) => data,
    hmacKey: () => ({ sign: () => new Uint8Array(32) }),
    hmacSha1Key: () => ({ sign: () => new Uint8Array(20) }),
    ed25519Key: () => {
      throw new Error("nobody signs here");
    },
    ed25519Verifies: () => false,
    es256Key: () => unused(),
    readCertificates: () => unused(),
    counterKey: () => unused(),
    same: (a, b) => a === b,
  },
  options: usualOptions,
};

function unused(): never {
  throw new Error("a session encrypts nothing");
}

export const bea: FirstInvite = {
  uri: "sip:bea@far.example",
  from: "<sip:ada@home.example>",
  to: "<sip:bea@far.example>",
  route: [],
  extra: [],
};

export class Rehearsal {
  state: SessionState = { name: "over" };
  facts: SessionFacts;
  /** One line a step: the state after it, and what it did. */
  readonly story: string[] = [];
  readonly told: SessionEvent[] = [];
  readonly sent = new Map<number, SipRequest>();
  readonly received = new Map<number, SipRequest>();
  readonly acks: SipRequest[] = [];
  readonly answers: { readonly to: number; readonly response: SipResponse }[] = [];
  readonly timers = new Map<SessionTimer, Instant>();
  now = 0 as Instant;
  /** Sees each effect, for who plays the network. */
  watch: (effect: SessionEffect) => void = () => undefined;
  #theirSeq = 100;

  /** Its tag, too. */
  readonly name: string;

  constructor(facts: SessionFacts = bare, name = "ada") {
    this.facts = facts;
    this.name = name;
  }

  /** Calls out; without an offer it is left to the other side. */
  calls(offer: string | null = "offer", first: Partial<FirstInvite> = {}): this {
    const body = offer === null ? undefined : words(offer);
    const ids = { callId: "call@home", localTag: this.name };
    this.#keep(startCalling({ ...bea, ...first, body }, ids, this.facts));
    return this;
  }

  /** An INVITE of Bea's comes, as number 1. */
  isCalled(offer: string | null = "offer", lines: readonly HeaderLine[] = []): this {
    const request = this.#request("INVITE", { body: offer ?? undefined, lines, tag: "" });
    return this.isCalledBy(request);
  }

  isCalledBy(request: SipRequest): this {
    this.received.set(1, request);
    const started = startCalled({ id: 1, request, localTag: this.name }, this.facts);
    if (!started.ok) throw new Error(started.problem.code);
    this.#keep(started.value);
    return this;
  }

  does(command: SessionCommand): this {
    return this.takes({ on: "command", command });
  }

  /** The other side answers the request of ours that was sent last, or `id`. */
  hears(status: number, { tag = "bea", body, lines = [], id = this.sent.size }: Saying = {}): this {
    const request = this.sent.get(id);
    if (request === undefined) throw new Error(`no request ${id}`);
    return this.takes({
      on: "response",
      id,
      response: answerOf(request, status, { tag, body, lines }),
    });
  }

  /** A request of the other side within the dialog, with the next number. */
  isAsked(method: string, saying: Saying = {}): this {
    const { id = this.received.size + 1 } = saying;
    const request = this.#request(method, saying);
    this.received.set(id, request);
    return this.takes({ on: "request", id, request });
  }

  /** The ACK of our 2xx. */
  isAcknowledged(body?: string, number = this.#theirSeq): this {
    return this.takes({ on: "ack", request: this.#request("ACK", { body }, number) });
  }

  fires(timer: SessionTimer): this {
    this.timers.delete(timer);
    return this.takes({ on: "timer", timer });
  }

  takes(input: SessionInput): this {
    this.#keep(inviteSession.step(this.state, input, this.facts));
    return this;
  }

  /** The value of a header in the last request, ACK included, or answer of ours. */
  lastRequest(): SipRequest {
    const last = this.sent.get(this.sent.size);
    if (last === undefined) throw new Error("nothing sent");
    return last;
  }
  lastAnswer(): SipResponse {
    const last = this.answers.at(-1);
    if (last === undefined) throw new Error("nothing answered");
    return last.response;
  }

  #keep([state, effects]: Next): void {
    this.state = state;
    for (const effect of effects) this.#carryOut(effect);
    const shown = effects.map(shownEffect).filter((text) => text !== "");
    this.story.push([`${state.name}:`, ...shown].join(" "));
  }

  #carryOut(effect: SessionEffect): void {
    if (effect.do === "send") this.sent.set(effect.id, requestOf(effect.request));
    if (effect.do === "acknowledge") this.acks.push(requestOf(effect.request));
    if (effect.do === "tell") this.told.push(effect.event);
    if (effect.do === "stopTimer") this.timers.delete(effect.timer);
    if (effect.do === "startTimer")
      this.timers.set(effect.timer, (this.now + effect.after) as Instant);
    if (effect.do === "respond") this.#answered(effect);
    this.watch(effect);
  }

  #answered({
    to,
    status,
    extra,
    body,
    contact,
  }: SessionEffect & { readonly do: "respond" }): void {
    const request = this.received.get(to);
    if (request === undefined) throw new Error(`answers ${to}, which never came`);
    const headers = [...extra, ...bodyLines(body), ...(contact ? [contactLine(this.name)] : [])];
    const response = respond(request, status, { toTag: this.name, headers, body: body?.content });
    this.answers.push({ to, response });
  }

  #request(method: string, { tag, body, lines = [] }: Saying, number?: number): SipRequest {
    if (number === undefined) this.#theirSeq++;
    const seq = number ?? this.#theirSeq;
    const toTag = tag === "" ? "" : ";tag=ada";
    const content = body === undefined ? undefined : words(body);
    return makeRequest({
      method,
      uri: "sip:ada@home.example",
      headers: [
        line("Via", "SIP/2.0/UDP far.example;branch=z9hG4bKb"),
        line("From", `<sip:bea@far.example>;tag=${tag || "bea"}`),
        line("To", `<sip:ada@home.example>${toTag}`),
        header(CallId, "call@home"),
        header(CSeq, { number: seq, method }),
        contactLine("bea"),
        ...bodyLines(content),
        ...lines,
      ],
      body: content?.content,
    });
  }
}

/** The number of a request, for tests about order. */
export const numberOf = (request: SipRequest): number => readable(request, CSeq)?.number ?? 0;

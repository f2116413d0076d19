/**
 * An INVITE session as a leg, either way. What the session says becomes leg events, what the call
 * says becomes session commands; SDP goes through the leg's `SipAudio`. The far side's offers are
 * answered at once: who is on hold is the call's business, not the wire's.
 */
import { type Listen, listeners } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import {
  goneCause,
  pressed,
  reasonLine,
  refusalOf,
  refusedCause,
  saysWaiting,
  sdpIn,
  waits,
} from "#server/legs/sipWords.ts";
import { type BrokerMeans, type Encryption, SipAudio } from "#server/mediaBroker.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { IncomingInvite, Session } from "#sip/agent/userAgent.ts";
import { ReferTo } from "#sip/headers/referTo.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { readable } from "#sip/message/message.ts";
import type { Body, SessionCommand, SessionEvent } from "#sip/session/session.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";

export type Ring = LegCommand & { readonly do: "ring" };

export interface SipLegMeans {
  readonly broker: BrokerMeans;
  readonly id: LegId;
  /** The host that signals, as far as it is known. */
  readonly peer?: string;
  readonly encryption?: Encryption;
  /** What the others of the call speak, best first. */
  readonly others: () => ReturnType<Leg["codecs"]>;
}

/** Begins the INVITE when the offer is there; a Problem: there is no way to it. */
export type Invite = (ring: Ring, offer: Body) => Result<Session>;

/** `new`: no final answer yet, either way. */
type Phase = "new" | "answered" | "over";

export class SipLeg implements Leg {
  readonly id: LegId;
  readonly #audio: SipAudio;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events: Listen<LegEvent> = this.#events.listen;
  readonly audioChanged: Listen<undefined> = this.#audioChanged.listen;
  readonly #invite: Invite | undefined;
  #session: Session | undefined;
  #phase: Phase = "new";
  /** Their offer that has no answer yet, and our answer: a 183 and its 200 carry the same. */
  #offer: Body | undefined;
  #answer: Body | undefined;
  #held = false;
  #early = false;
  #transfer: number | undefined;
  #canAnswer = true;

  private constructor(means: SipLegMeans, invite: Invite | undefined) {
    const { id, broker, peer, others, encryption = "answered" } = means;
    this.id = id;
    this.#invite = invite;
    const wish = { leg: id, others, encryption, ...(peer !== undefined && { peer }) };
    this.#audio = new SipAudio(broker, { ...wish, tell: (event) => this.#port(event) });
    this.#audio.whenReady((ready) => {
      if (ready) this.#audioChanged.tell(undefined);
    });
  }

  /** A party that we call: `ring` sends the INVITE. */
  static calling(means: SipLegMeans, invite: Invite): SipLeg {
    return new SipLeg(means, invite);
  }

  /** A party that calls us. Its offer can be answered, or it brought none: see `canAnswer`. */
  static called(means: SipLegMeans, { session, request }: IncomingInvite): SipLeg {
    const leg = new SipLeg(means, undefined);
    leg.#offer = sdpIn(request);
    if (leg.#offer) leg.#canAnswer = leg.#audio.note(leg.#offer).ok;
    leg.#take(session);
    return leg;
  }

  /** False: nothing in their offer can be spoken here. `close` says so (488), and nobody needs to be rung. */
  get canAnswer(): boolean {
    return this.#canAnswer;
  }

  audio(): LegAudio | undefined {
    return this.#audio.isReady ? { port: this.#audio.port, selected: true } : undefined;
  }

  codecs(): ReturnType<Leg["codecs"]> {
    return this.#audio.codecs();
  }

  sipCallId(): string | undefined {
    return this.#session?.callId;
  }

  perform(command: LegCommand): void {
    if (this.#phase === "over") return;
    switch (command.do) {
      case "ring":
        return void this.#audio.whenReady((ready) => this.#ring(command, ready));
      case "progress":
        return void this.#progress(command);
      case "answer":
        return void this.#audio.whenReady((ready) => this.#accept(ready));
      case "end":
        return void this.#end(command.cause);
      case "sendDigit":
        return void this.#audio.sendDigit(command.digit);
      case "redirect":
        return void this.#redirect(command.address);
      case "change":
        return void this.#say({ do: "offer", body: this.#audio.offer() });
      case "transfer":
        return void this.#events.tell({ on: "commandFailed", which: command.do });
      case "acceptTransfer":
      case "refuseTransfer":
        return void this.#replyToTransfer(command.do === "acceptTransfer" ? 202 : 603);
      // The party hears music by `hear`; nothing of it is said on the wire.
      case "hold":
      case "resume":
        return;
    }
  }

  close(): void {
    if (this.#phase !== "over") this.#end(because(this.#canAnswer ? "normal" : "notAcceptable"));
    this.#audio.close();
  }

  #say(command: SessionCommand): void {
    this.#session?.perform(command);
  }

  #take(session: Session): void {
    this.#session = session;
    session.events((event) => this.#hears(event));
  }

  #ring(command: Ring, ready: boolean): void {
    if (this.#phase !== "new" || !this.#invite) return;
    const session = ready ? this.#invite(command, this.#audio.offer()) : undefined;
    if (!session) this.#over(because("failed"));
    else if (session.ok) this.#take(session.value);
    else this.#over({ kind: "unreachable", text: session.problem.code });
  }

  /** Without audio a 180; with it a 183 that carries our answer. A delayed offer cannot be answered early. */
  #progress({ audio, waiting }: LegCommand & { readonly do: "progress" }): void {
    if (!audio || !this.#offer)
      return void this.#say({ do: "progress", status: 180, ...(waiting && { extra: [waits] }) });
    this.#audio.whenReady((ready) => {
      const body = ready ? this.#ourAnswer() : undefined;
      if (this.#phase === "new" && body) this.#say({ do: "progress", status: 183, body });
    });
  }

  #accept(ready: boolean): void {
    if (this.#phase !== "new") return;
    const body = !ready ? undefined : this.#offer ? this.#ourAnswer() : this.#audio.offer();
    if (!body) return void this.#end(because(ready ? "notAcceptable" : "failed"));
    this.#phase = "answered";
    this.#say({ do: "accept", body });
  }

  /** Made once: whoever was told early is told the same again (RFC 3261 §13.2.1). */
  #ourAnswer(): Body | undefined {
    if (this.#answer || !this.#offer) return this.#answer;
    const answer = this.#audio.answer(this.#offer);
    if (answer.ok) this.#answer = answer.value;
    return this.#answer;
  }

  #redirect(address: string): void {
    if (this.#phase !== "new" || this.#invite) return;
    this.#say({ do: "refuse", status: 302, extra: [{ name: "Contact", text: `<${address}>` }] });
    this.#over(because("redirected"));
  }

  #end(cause: Cause): void {
    if (this.#phase === "new" && !this.#invite) this.#say({ do: "refuse", ...refusalOf(cause) });
    else this.#say({ do: "end", extra: [reasonLine(cause)] });
    this.#over(cause);
  }

  #over(cause: Cause): void {
    if (this.#phase === "over") return;
    this.#phase = "over";
    this.#events.tell({ on: "ended", cause });
  }

  #port(event: PortEvent): void {
    if (event.on === "digit") this.#events.tell({ on: "digit", digit: event.digit, by: "audio" });
    else if (event.on === "flash") this.#events.tell({ on: "flash" });
  }

  #hears(event: SessionEvent): void {
    if (this.#phase === "over") return;
    switch (event.on) {
      case "proceeding":
        return void this.#events.tell({ on: "proceeding" });
      case "progress":
        return void this.#theirProgress(event);
      case "accepted":
        return void this.#theirAnswer(event.body, event.offers);
      case "acknowledged":
      case "answered":
        return void this.#lateAnswer(event.body);
      case "refused":
        return void this.#refused(event);
      case "offered":
        return void this.#theirOffer(event.body);
      case "requested":
        return void this.#requested(event.number, event.request);
      case "cancelled":
        return void this.#over(goneCause(event.reasons, "cancelled"));
      case "bye":
        return void this.#over(goneCause(event.reasons, "normal"));
      case "over":
        return void this.#over(because(event.why === "lost" ? "lost" : "normal"));
      case "offerRefused":
        return void this.#events.tell({ on: "commandFailed", which: "change" });
      case "replied":
        return;
    }
  }

  #theirProgress({ status, body, response }: SessionEvent & { readonly on: "progress" }): void {
    if (this.#phase !== "new") return;
    const early = body !== undefined && this.#audio.answered(body).ok;
    if (early && !this.#early) this.#events.tell({ on: "earlyAudio" });
    this.#early ||= early;
    if (early) return;
    if (status !== 180 && status !== 182) this.#events.tell({ on: "proceeding" });
    else this.#events.tell({ on: "ringing", ...(saysWaiting(response) && { waiting: true }) });
  }

  #theirAnswer(body: Body | undefined, offers: boolean): void {
    if (this.#phase !== "new") return;
    if (offers && body) this.#theirOffer(body);
    else if (body) this.#audio.answered(body);
    if (!this.#audio.isAgreed) return void this.#end(because("notAcceptable"));
    this.#phase = "answered";
    this.#events.tell({ on: "answered" });
    this.#noticeHold();
  }

  /** To an offer in our 200, or to one of our later offers. */
  #lateAnswer(body: Body | undefined): void {
    if (!body) return;
    const taken = this.#audio.answered(body);
    if (!taken.ok && !this.#audio.isAgreed) return void this.#end(because("notAcceptable"));
    this.#noticeHold();
    this.#events.tell({ on: "mediaChanged" });
  }

  #theirOffer(body: Body | undefined): void {
    if (!body) return void this.#say({ do: "answer", body: this.#audio.offer() });
    const answer = this.#audio.answer(body);
    if (!answer.ok) return void this.#say({ do: "refuseOffer", status: 488 });
    this.#say({ do: "answer", body: answer.value });
    if (this.#phase !== "answered") return;
    this.#noticeHold();
    this.#events.tell({ on: "mediaChanged" });
  }

  #noticeHold(): void {
    if (this.#audio.held === this.#held) return;
    this.#held = this.#audio.held;
    this.#events.tell({ on: this.#held ? "held" : "resumed" });
  }

  #refused({ status, response, contacts }: SessionEvent & { readonly on: "refused" }): void {
    if (status >= 300 && status < 400 && contacts.length > 0)
      this.#events.tell({ on: "redirected", addresses: contacts });
    this.#over(refusedCause(status, response));
  }

  #requested(number: number, request: SipRequest): void {
    if (request.method === "REFER") return void this.#transferAsked(number, request);
    const event = request.method === "INFO" ? pressed(request) : undefined;
    if (event) this.#events.tell(event);
    this.#say({ do: "reply", to: number, status: event ? 200 : unknownRequest(request) });
  }

  #transferAsked(number: number, request: SipRequest): void {
    const target = readable(request, ReferTo);
    if (!target || this.#transfer !== undefined)
      return void this.#say({ do: "reply", to: number, status: target ? 491 : 400 });
    this.#transfer = number;
    this.#events.tell({ on: "transferAsked", address: target.uri });
  }

  #replyToTransfer(status: number): void {
    if (this.#transfer !== undefined) this.#say({ do: "reply", to: this.#transfer, status });
    this.#transfer = undefined;
  }
}

/** INFO without meaning is still received; a NOTIFY belongs to no subscription of ours. */
function unknownRequest({ method, body }: SipRequest): number {
  if (method === "INFO") return body.length === 0 ? 200 : 415;
  return method === "NOTIFY" ? 481 : 405;
}

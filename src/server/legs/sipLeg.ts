/**
 * An INVITE session as a leg, either way. What the session says becomes leg events, what the call
 * says becomes session commands; SDP goes through the leg's `SipAudio`.
 */
import { type Listen, listeners } from "#kit/listeners.ts";
import { DialogRequests } from "#server/legs/dialogRequests.ts";
import { FirstOffer } from "#server/legs/firstOffer.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import { MediaChanges, type WireMeans } from "#server/legs/mediaChanges.ts";
import type { Invite, Ring, SipLegMeans } from "#server/legs/sipLegMeans.ts";
import {
  goneCause,
  reasonLine,
  refusalOf,
  refusedCause,
  ringingOf,
  sdpIn,
  waits,
} from "#server/legs/sipWords.ts";
import { SipAudio } from "#server/mediaBroker.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { IncomingInvite, Session } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Body, SessionEvent } from "#sip/session/session.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";

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
  readonly #saysHold: boolean;
  readonly #wire: WireMeans = {
    say: (command) => this.#session?.perform(command),
    tell: (event) => this.#events.tell(event),
  };
  readonly #requests: DialogRequests;
  readonly #media: MediaChanges;
  #session: Session | undefined;
  #phase: Phase = "new";
  /** Of a party that calls us and brought one. */
  #offer: FirstOffer | undefined;

  private constructor(means: SipLegMeans, invite: Invite | undefined) {
    const { id, broker, peer, others, encryption = "answered", saysHold = false } = means;
    this.#saysHold = saysHold;
    this.id = id;
    this.#invite = invite;
    this.#requests = new DialogRequests(this.#wire, means.legOf);
    const wish = { leg: id, others, encryption, ...(peer !== undefined && { peer }) };
    this.#audio = new SipAudio(broker, {
      ...wish,
      tell: (event) => this.#port(event),
      moved: () => this.#audioChanged.tell(undefined),
    });
    this.#media = new MediaChanges(this.#audio, this.#wire);
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
    const offer = sdpIn(request);
    if (offer) leg.#offer = new FirstOffer(offer, leg.#audio);
    leg.#take(session);
    return leg;
  }

  /** False: nothing in their offer can be spoken here. `close` says so (488), and nobody needs to be rung. */
  get canAnswer(): boolean {
    return this.#offer?.canAnswer ?? true;
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

  sipInvite(): SipRequest | undefined {
    return this.#session?.invite();
  }

  /** Whether that is its dialog; some telephones write the tags the other way round. */
  isDialog({ callId, toTag, fromTag }: ReplacedDialog): boolean {
    const tags = [this.#session?.localTag, this.#session?.remoteTag()];
    return this.#session?.callId === callId && [toTag, fromTag].every((tag) => tags.includes(tag));
  }

  holds(): boolean {
    return this.#audio.held;
  }

  perform(command: LegCommand): void {
    if (this.#phase === "over") return;
    switch (command.do) {
      case "ring":
        return void this.#audio.whenReady((ready) => this.#ring(command, ready));
      case "progress":
        return void this.#progress(command);
      case "forwarding":
        return void this.#wire.say({ do: "progress", status: 181 });
      case "answer":
        return void this.#audio.whenReady((ready) => this.#accept(ready, command.mode));
      case "talkBack":
        return void this.#audio.reopen((ready) => this.#talkBack(ready));
      case "end":
        return void this.#end(command.cause);
      case "sendDigit":
        return void this.#audio.sendDigit(command.digit);
      case "redirect":
        return void this.#redirect(command.address);
      case "change":
        return void this.#wire.say({ do: "offer", body: this.#audio.offer() });
      case "transfer":
        return void this.#events.tell({ on: "commandFailed", which: command.do });
      case "acceptTransfer":
      case "refuseTransfer":
        return void this.#requests.answerTransfer(command.do === "acceptTransfer");
      case "transferNews":
        return void this.#requests.tellTransfer(command);
      case "voiceBandData":
        if (this.#audio.carryData()) this.#wire.say({ do: "offer", body: this.#audio.offer() });
        return;
      case "hold":
      case "resume":
        return void this.#holds(command.do === "hold");
    }
  }

  close(): void {
    if (this.#phase !== "over") this.#end(because(this.canAnswer ? "normal" : "notAcceptable"));
    this.#audio.close();
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
    const offer = this.#offer;
    const extra = waiting ? [waits] : [];
    if (!audio || !offer) return void this.#wire.say({ do: "progress", status: 180, extra });
    this.#audio.whenReady((ready) => {
      const body = ready ? offer.answer() : undefined;
      if (this.#phase === "new" && body) this.#wire.say({ do: "progress", status: 183, body });
    });
  }

  #accept(ready: boolean, mode: "normal" | "receiveOnly"): void {
    if (this.#phase === "over") return;
    if (mode === "receiveOnly") this.#audio.receiveOnly();
    if (this.#phase === "answered") {
      if (mode === "receiveOnly") this.#wire.say({ do: "offer", body: this.#audio.offer() });
      return;
    }
    const offer = this.#offer;
    const body = !ready ? undefined : offer ? offer.answer() : this.#audio.offer();
    if (!body) return void this.#end(because(ready ? "notAcceptable" : "failed"));
    this.#phase = "answered";
    this.#wire.say({ do: "accept", body });
  }

  /** The party hears as soon as it has agreed to. */
  #talkBack(ready: boolean): void {
    if (this.#phase !== "answered") return;
    if (ready) this.#wire.say({ do: "offer", body: this.#audio.offer() });
    else this.#events.tell({ on: "commandFailed", which: "talkBack" });
  }

  /** The party hears music by `hear`; that it is held is said where it wants to know. */
  #holds(them: boolean): void {
    if (this.#saysHold && this.#phase === "answered" && this.#audio.holds(them))
      this.#wire.say({ do: "offer", body: this.#audio.offer() });
  }

  #redirect(address: string): void {
    if (this.#phase !== "new" || this.#invite) return;
    const contact = { name: "Contact", text: `<${address}>` };
    this.#wire.say({ do: "refuse", status: 302, extra: [contact] });
    this.#over(because("redirected"));
  }

  #end(cause: Cause): void {
    if (this.#phase === "new" && !this.#invite)
      this.#wire.say({ do: "refuse", ...refusalOf(cause) });
    else this.#wire.say({ do: "end", extra: [reasonLine(cause)] });
    this.#over(cause);
  }

  #over(cause: Cause): void {
    if (this.#phase === "over") return;
    this.#phase = "over";
    this.#events.tell({ on: "ended", cause });
  }

  #port(event: PortEvent): void {
    if (event.on === "digit") this.#events.tell({ on: "digit", digit: event.digit, by: "audio" });
    else if (event.on === "flash" || event.on === "modem") this.#events.tell({ on: event.on });
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
        if (event.body && !this.#media.answered(event.body)) this.#end(because("notAcceptable"));
        return;
      case "refused":
        return void this.#refused(event);
      case "offered":
        return void this.#media.offered(event.body, this.#phase === "answered");
      case "requested":
        return void this.#requests.asked(event.number, event.request);
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
    if (body && this.#media.early(body)) return;
    this.#events.tell(ringingOf(status, response));
  }

  #theirAnswer(body: Body | undefined, offers: boolean): void {
    if (this.#phase !== "new") return;
    if (offers && body) this.#media.offered(body, false);
    else if (body) this.#audio.answered(body);
    if (!this.#audio.isAgreed) return void this.#end(because("notAcceptable"));
    this.#phase = "answered";
    this.#events.tell({ on: "answered" });
    this.#media.noticeHold();
  }

  #refused({ status, response, contacts }: SessionEvent & { readonly on: "refused" }): void {
    if (status >= 300 && status < 400 && contacts.length > 0)
      this.#events.tell({ on: "redirected", addresses: contacts });
    this.#over(refusedCause(status, response));
  }
}

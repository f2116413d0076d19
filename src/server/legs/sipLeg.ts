/**
 * An INVITE session as a leg, either way. What the session says becomes leg events, what the call
 * says becomes session commands; SDP goes through the leg's `SipAudio`. The two ways differ until the
 * INVITE has a final answer: `answering.ts`, `inviting.ts`.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { fail } from "#kit/result.ts";
import { Answering } from "#server/legs/answering.ts";
import { DialogRequests } from "#server/legs/dialogRequests.ts";
import { Inviting } from "#server/legs/inviting.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import { MediaChanges, type WireMeans } from "#server/legs/mediaChanges.ts";
import { replacing } from "#server/legs/replacing.ts";
import type { Invite, Ring, SipLegMeans } from "#server/legs/sipLegMeans.ts";
import { goneCause, reasonLine } from "#server/legs/sipWords.ts";
import { SipAudio } from "#server/mediaBroker.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { KeptSipLeg } from "#server/survival/kept.ts";
import type { KeptAudio } from "#server/survival/keptAudio.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import type { IncomingInvite, Session } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";

const alreadySent: Invite = () => fail("server.alreadySent", "it has left already");

/** `new`: no final answer yet, either way. */
type Phase = "new" | "answered" | "over";

export class SipLeg implements Leg {
  readonly id: LegId;
  readonly #means: SipLegMeans;
  readonly #audio: SipAudio;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events: Listen<LegEvent> = this.#events.listen;
  readonly audioChanged: Listen<undefined> = this.#audioChanged.listen;
  readonly #wire: WireMeans = {
    say: (command) => this.#session?.perform(command),
    tell: (event) => this.#events.tell(event),
  };
  readonly #requests: DialogRequests;
  readonly #media: MediaChanges;
  readonly #unlook: Cancel;
  #session: Session | undefined;
  #phase: Phase = "new";
  /** One of the two. */
  #answering: Answering | undefined;
  #inviting: Inviting | undefined;

  private constructor(means: SipLegMeans, kept?: KeptAudio) {
    const { id, broker, peer, others, encryption = "answered" } = means;
    this.id = id;
    this.#means = means;
    this.#requests = new DialogRequests(this.#wire, () => this.#session, means.legOf);
    const changed = (): void => this.#audioChanged.tell(undefined);
    const wish = {
      leg: id,
      others,
      encryption,
      ...(peer !== undefined && { peer }),
      tell: (event: PortEvent) => this.#port(event),
      moved: changed,
    };
    this.#audio = new SipAudio(broker, wish, kept);
    this.#media = new MediaChanges(this.#audio, this.#wire, means.saysHold);
    this.#audio.whenReady((ready) => void (ready && changed()));
    const unlook = broker.looks?.(() => this.#looks());
    const unbind = broker.rebound?.((flow) => this.#isRebound(flow));
    this.#unlook = () => [unlook, unbind].forEach((cancel) => void cancel?.());
  }

  /** A party that we call: `ring` sends the INVITE. */
  static calling(means: SipLegMeans, invite: Invite): SipLeg {
    const leg = new SipLeg(means);
    const [audio, media] = [leg.#audio, leg.#media];
    leg.#inviting = new Inviting({ invite, audio, media, tell: leg.#wire.tell });
    return leg;
  }

  /** A party that calls us. Its offer can be answered, or it brought none: see `canAnswer`. */
  static called(means: SipLegMeans, { session, request }: IncomingInvite): SipLeg {
    const leg = new SipLeg(means);
    leg.#answering = new Answering(request, leg.#audio, leg.#wire);
    leg.#take(session);
    return leg;
  }

  /** A party that another process called, or was called by. */
  static resumed(means: SipLegMeans, session: Session, kept: KeptSipLeg): SipLeg {
    const leg = new SipLeg(means, kept.audio);
    const request = session.invite();
    const [audio, media] = [leg.#audio, leg.#media];
    if (kept.answered) leg.#phase = "answered";
    else if (request && kept.session.state.side === "called")
      leg.#answering = new Answering(request, audio, leg.#wire);
    else leg.#inviting = new Inviting({ invite: alreadySent, audio, media, tell: leg.#wire.tell });
    audio.whenReady((ready) => {
      if (ready) media.goesOn();
      else leg.#end(because("lost")); // not without its port
    });
    leg.#take(session);
    return leg;
  }

  /** Undefined: there is nothing to go on with. */
  kept(): KeptSipLeg | undefined {
    const [session, audio] = [this.#session?.kept(), this.#audio.kept()];
    if (this.#phase === "over" || !session || !audio) return undefined;
    const { id: leg, peer, encryption = "answered", saysHold = false } = this.#means;
    const answered = this.#phase === "answered";
    const how = { encryption, saysHold, answered, ...(peer !== undefined && { peer }) };
    return { is: "sip", leg, ...how, session, audio };
  }

  goodbye(): KeptSession | undefined {
    return this.#session?.kept();
  }

  /** False: nothing in their offer can be spoken here. `close` says so (488), and nobody needs to be rung. */
  get canAnswer(): boolean {
    return this.#answering?.canAnswer ?? true;
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

  /** For a Refer-To: whoever calls that URI takes our place with its party. */
  replacing(): string | undefined {
    return this.#phase === "answered" && this.#session ? replacing(this.#session) : undefined;
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
        return void this.#answering?.progress(command, () => this.#phase === "new");
      case "forwarding":
        return void this.#wire.say({ do: "progress", status: 181 });
      case "answer":
        return void this.#audio.whenReady((ready) => this.#accept(ready, command.mode));
      case "talkBack":
        return void this.#media.talksBack(() => this.#phase === "answered");
      case "end":
        return void this.#end(command.cause);
      case "sendDigit":
        return void this.#audio.sendDigit(command.digit);
      case "redirect":
        return void this.#redirect(command.address);
      case "change":
        return void this.#media.offers();
      case "transfer":
        return void this.#requests.refers(command.address);
      case "acceptTransfer":
      case "refuseTransfer":
        return void this.#requests.answerTransfer(command.do === "acceptTransfer");
      case "transferNews":
        return void this.#requests.tellTransfer(command);
      case "voiceBandData":
        return void this.#media.carryData();
      case "hold":
      case "resume":
        return void (this.#phase === "answered" && this.#media.holds(command.do === "hold"));
    }
  }

  close(): void {
    if (this.#phase !== "over") this.#end(because(this.canAnswer ? "normal" : "notAcceptable"));
    this.#unlook();
    this.#audio.close();
  }

  #take(session: Session): void {
    this.#session = session;
    session.events((event) => this.#hears(event));
  }

  #ring(command: Ring, ready: boolean): void {
    if (this.#phase !== "new" || !this.#inviting) return;
    const session = this.#inviting.ring(command, ready);
    if (session.ok) this.#take(session.value);
    else this.#over(session.problem);
  }

  #accept(ready: boolean, mode: "normal" | "receiveOnly"): void {
    if (this.#phase === "over") return;
    if (mode === "receiveOnly") this.#audio.receiveOnly();
    if (this.#phase === "answered") {
      if (mode === "receiveOnly") this.#media.offers();
      return;
    }
    if (!this.#answering) return;
    const body = ready ? this.#answering.body() : undefined;
    if (!body) return void this.#end(because(ready ? "notAcceptable" : "limit"));
    this.#phase = "answered";
    this.#wire.say({ do: "accept", body });
  }

  #redirect(address: string): void {
    if (this.#phase !== "new" || !this.#answering) return;
    this.#answering.redirect(address);
    this.#over(because("redirected"));
  }

  #end(cause: Cause): void {
    if (this.#phase === "new" && this.#answering) this.#answering.refuse(cause);
    else this.#wire.say({ do: "end", extra: [reasonLine(cause)] });
    this.#over(cause);
  }

  #over(cause: Cause): void {
    if (this.#phase === "over") return;
    this.#phase = "over";
    this.#unlook();
    this.#events.tell({ on: "ended", cause });
  }

  /**
   * Where our own address is another by now, its party is told in a re-INVITE: Contact and SDP have the
   * new one. A party that we ring would answer to the old one, so that we would never hear of it.
   */
  #looks(): void {
    if (!this.#audio.isElsewhere) return;
    if (this.#phase === "answered") this.#media.offers();
    else if (this.#inviting && this.#session) this.#end(because("lost"));
  }

  /** The re-INVITE leaves by the new way, and its party answers and asks along it from then on. */
  #isRebound(way: Flow): void {
    const own = this.#session?.flow();
    const isOn = own !== undefined && flowKey(own) === flowKey(way);
    if (isOn && this.#phase === "answered") this.#media.offers();
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
        return void (this.#phase === "new" && this.#inviting?.progress(event));
      case "accepted":
        return void this.#accepted(event);
      case "acknowledged":
      case "answered":
        if (event.body && !this.#media.answered(event.body)) this.#end(because("notAcceptable"));
        return;
      case "refused":
        return void (this.#inviting && this.#over(this.#inviting.refused(event)));
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
        return void this.#requests.replied(event.method, event.status);
    }
  }

  #accepted(event: SessionEvent & { readonly on: "accepted" }): void {
    if (this.#phase !== "new" || !this.#inviting) return;
    if (!this.#inviting.accepted(event)) return void this.#end(because("notAcceptable"));
    this.#phase = "answered";
    this.#events.tell({ on: "answered" });
    this.#media.noticeHold();
  }
}

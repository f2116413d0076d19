import { ok } from "#kit/result.ts";
import type { SipAudio } from "#server/mediaBroker.ts";
import type { Body, SessionCommand } from "#sip/session/session.ts";
import type { LegEvent } from "#telephony/call/leg.ts";

/** Words to the session, and to the call. */
export interface WireMeans {
  say(command: SessionCommand): void;
  tell(event: LegEvent): void;
}

/**
 * Offers and answers once the session has begun, ours and theirs: early ones, re-INVITE, UPDATE, an
 * offer that came late. Each of theirs is answered at once, for who is on hold is the call's business
 * and not the wire's; and it is told as what it means: early audio, held, other media.
 */
export class MediaChanges {
  readonly #audio: SipAudio;
  readonly #means: WireMeans;
  readonly #saysHold: boolean;
  #held: "no" | "silent" | "playing" = "no";
  #early = false;

  constructor(audio: SipAudio, means: WireMeans, saysHold = false) {
    this.#audio = audio;
    this.#means = means;
    this.#saysHold = saysHold;
  }

  /** Ours, as it is now. */
  offers(): void {
    this.#means.say({ do: "offer", body: this.#audio.offer() });
  }

  /** The party hears music by `hear`; that it is held is said where it wants to know. */
  holds(them: boolean): void {
    if (this.#saysHold && this.#audio.holds(them)) this.offers();
  }

  /** A modem's from now on. */
  carryData(): void {
    if (this.#audio.carryData()) this.offers();
  }

  /** A party that was only heard hears too, as soon as it has agreed to. */
  talksBack(isAnswered: () => boolean): void {
    this.#audio.reopen((ready) => {
      if (!isAnswered()) return;
      if (ready) this.offers();
      else this.#means.tell({ on: "commandFailed", which: "talkBack" });
    });
  }

  /** The answer in a provisional response. False: nothing can be heard by it. */
  early(body: Body): boolean {
    const heard = this.#audio.answered(body).ok;
    if (heard && !this.#early) this.#means.tell({ on: "earlyAudio" });
    this.#early ||= heard;
    return heard;
  }

  /** Without a body they ask for our offer (RFC 3261 §14.2). `answered`: the call knows of the leg's media. */
  offered(body: Body | undefined, answered: boolean): void {
    const answer = body ? this.#audio.answer(body) : ok(this.#audio.offer());
    if (answer.ok) this.#means.say({ do: "answer", body: answer.value });
    else this.#means.say({ do: "refuseOffer", status: 488 });
    if (body && answer.ok && answered) this.#changed();
  }

  /** To an offer in our 200, or to one of our later offers. False: nothing is agreed, and there is no call. */
  answered(body: Body): boolean {
    const taken = this.#audio.answered(body);
    if (!taken.ok && !this.#audio.isAgreed) return false;
    this.#changed();
    return true;
  }

  /** Of another process's session: who is on hold is known already. */
  goesOn(): void {
    this.#held = this.#holdNow;
  }

  noticeHold(): void {
    const now = this.#holdNow;
    if (now === this.#held) return;
    this.#held = now;
    if (now === "no") this.#means.tell({ on: "resumed" });
    else this.#means.tell({ on: "held", ...(now === "playing" && { plays: true }) });
  }

  get #holdNow(): "no" | "silent" | "playing" {
    const { held, heldPlaying } = this.#audio;
    return !held ? "no" : heldPlaying ? "playing" : "silent";
  }

  #changed(): void {
    this.noticeHold();
    this.#means.tell({ on: "mediaChanged" });
  }
}

import type { SipAudio } from "#server/mediaBroker.ts";
import type { Body } from "#sip/session/session.ts";

/** The offer that a caller's INVITE brought, from the first look at it to our answer. */
export class FirstOffer {
  /** Whether anything in it can be spoken here. */
  readonly canAnswer: boolean;
  readonly #offer: Body;
  readonly #audio: SipAudio;
  #answer: Body | undefined;

  constructor(offer: Body, audio: SipAudio) {
    this.#offer = offer;
    this.#audio = audio;
    this.canAnswer = audio.note(offer).ok;
  }

  /** Made once: a 183 and its 200 carry the same (RFC 3261 §13.2.1). Undefined: none can be made. */
  answer(): Body | undefined {
    if (this.#answer) return this.#answer;
    const answer = this.#audio.answer(this.#offer);
    if (answer.ok) this.#answer = answer.value;
    return this.#answer;
  }
}

import { FirstOffer } from "#server/legs/firstOffer.ts";
import type { WireMeans } from "#server/legs/mediaChanges.ts";
import { refusalOf, sdpIn, waits } from "#server/legs/sipWords.ts";
import type { SipAudio } from "#server/mediaBroker.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Body } from "#sip/session/session.ts";
import type { Cause, LegCommand } from "#telephony/call/leg.ts";

/** A party that calls us, until its INVITE has a final answer. */
export class Answering {
  readonly #audio: SipAudio;
  readonly #wire: WireMeans;
  /** None: it wants ours in the 200 (RFC 3261 §13.3.1.4). */
  readonly #offer: FirstOffer | undefined;

  constructor(request: SipRequest, audio: SipAudio, wire: WireMeans) {
    const offer = sdpIn(request);
    this.#offer = offer && new FirstOffer(offer, audio);
    this.#audio = audio;
    this.#wire = wire;
  }

  /** False: nothing in their offer can be spoken here. */
  get canAnswer(): boolean {
    return this.#offer?.canAnswer ?? true;
  }

  /**
   * Without audio a 180; with it a 183 that carries our answer, where it still is open by then. A
   * delayed offer cannot be answered early.
   */
  progress({ audio, waiting }: LegCommand & { readonly do: "progress" }, isOpen: () => boolean) {
    const offer = this.#offer;
    const extra = waiting ? [waits] : [];
    if (!audio || !offer) return void this.#wire.say({ do: "progress", status: 180, extra });
    this.#audio.whenReady((ready) => {
      const body = ready ? offer.answer() : undefined;
      if (body && isOpen()) this.#wire.say({ do: "progress", status: 183, body });
    });
  }

  /** What the 200 carries; undefined: none can be made. */
  body(): Body | undefined {
    return this.#offer ? this.#offer.answer() : this.#audio.offer();
  }

  redirect(address: string): void {
    const contact = { name: "Contact", text: `<${address}>` };
    this.#wire.say({ do: "refuse", status: 302, extra: [contact] });
  }

  refuse(cause: Cause): void {
    this.#wire.say({ do: "refuse", ...refusalOf(cause) });
  }
}

/** The audio of the handset page: a port of the media engine that answers the page's WebRTC offers. */
import type { Cancel } from "#kit/listeners.ts";
import type { CodecName } from "#media/codec/format.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { HandsetSignal } from "#server/control/channels.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { LineTone } from "#telephony/line/line.ts";

export interface HandsetAudioMeans {
  readonly device: string;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  /** What a browser is answered with, best first. */
  readonly codecs: readonly CodecName[];
  /** In the owner's country. */
  readonly tone: (tone: LineTone) => TonePlan;
  readonly gain?: { readonly hears: number; readonly speaks: number };
}

/** No browser's offer is as long. */
const longestOffer = 64 * 1024;

export class HandsetAudio {
  readonly #of: HandsetAudioMeans;
  readonly #send: (signal: HandsetSignal) => void;
  readonly #changed: () => void;
  #tone: LineTone | undefined;
  #port: { readonly id: AudioPortId; readonly disown: Cancel; ready: boolean } | undefined;
  #nth = 0;

  /** `changed`: `port` has another answer than before. */
  constructor(
    of: HandsetAudioMeans,
    on: { readonly send: (signal: HandsetSignal) => void; readonly changed: () => void },
  ) {
    this.#of = of;
    this.#send = on.send;
    this.#changed = on.changed;
  }

  /** Once a page's offer is answered. */
  get port(): AudioPortId | undefined {
    return this.#port?.ready ? this.#port.id : undefined;
  }

  /** The line lets it hear that tone from now on, or none. */
  sounds(tone: LineTone | undefined): void {
    this.#tone = tone;
    this.#sound();
  }

  offered(offer: string): void {
    if (offer.length > longestOffer) return void this.#send({ problem: "handset.offerTooLong" });
    this.release();
    const { device, engine, ports, codecs } = this.#of;
    this.#nth += 1;
    const id = audioPortId(`line/${device}/${this.#nth}`);
    const disown = ports.own(id, (event) => this.#told(event));
    this.#port = { id, disown, ready: false };
    engine.perform({ do: "reserve", kind: "webrtc", port: id, offer, codecs });
  }

  release(): void {
    const port = this.#port;
    if (!port) return;
    this.#port = undefined;
    port.disown();
    if (port.ready) this.#changed();
    this.#of.engine.perform({ do: "release", port: port.id });
  }

  #told(event: PortEvent): void {
    const port = this.#port;
    if (!port || event.port !== port.id) return;
    switch (event.on) {
      case "reserved":
        port.ready = true;
        if (event.answer !== undefined) this.#send({ answer: event.answer });
        this.#gain(port.id);
        this.#changed();
        if (this.#tone !== undefined) this.#sound();
        return;
      case "refused":
        if (event.command !== "reserve") return;
        this.#port = undefined;
        port.disown();
        return void this.#send({ problem: event.problem.code });
      case "lost": // the page offers anew
        this.release();
        return void this.#send({ problem: event.problem.code });
      default:
        return;
    }
  }

  #gain(port: AudioPortId): void {
    const { engine, gain } = this.#of;
    if (gain) engine.perform({ do: "gain", port, ...gain });
  }

  /** Silence ends only what the line plays; what the call lets it hear is the patchboard's. */
  #sound(): void {
    const { port } = this;
    if (port === undefined) return;
    const { engine, tone } = this.#of;
    if (this.#tone === undefined) engine.perform({ do: "stop", port, only: "playing" });
    else engine.perform({ do: "tone", port, tone: tone(this.#tone) });
  }
}

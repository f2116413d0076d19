import type { Cancel } from "#kit/listeners.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { LegId } from "#telephony/call/leg.ts";
import type { Address } from "#world/network.ts";

export interface RtpPortMeans {
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
}

export interface RtpPortWish {
  readonly leg: LegId;
  /** The host that signals, as far as it is known: says which family of addresses. */
  readonly peer?: string;
  /** The number that it had in another process. */
  readonly at?: number;
  /** Tells several ports of one leg apart. */
  readonly nth?: number;
  /** Whatever the engine tells of the port beside its reservation. */
  readonly tell: (event: PortEvent) => void;
}

type Readiness = "waiting" | "ready" | "refused" | "closed";

/** A leg's own port in the media engine, from its reservation to its release. */
export class RtpPort {
  readonly id: AudioPortId;
  readonly #engine: MediaEngine;
  readonly #tell: (event: PortEvent) => void;
  readonly #disown: Cancel;
  readonly #waiting: ((ready: boolean) => void)[] = [];
  readonly #asked: number | undefined;
  #readiness: Readiness = "waiting";
  #rtp: Address = { host: "0.0.0.0", port: 0 };
  #rtcp: Address = { host: "0.0.0.0", port: 0 };

  constructor({ engine, ports }: RtpPortMeans, { leg, nth, peer, at, tell }: RtpPortWish) {
    this.id = audioPortId(nth === undefined ? `leg/${leg}` : `leg/${leg}/${nth}`);
    this.#engine = engine;
    this.#tell = tell;
    this.#asked = at;
    this.#disown = ports.own(this.id, (event) => this.#hears(event));
    const family = peer?.includes(":") ? { family: 6 as const } : {};
    engine.perform({
      do: "reserve",
      kind: "rtp",
      port: this.id,
      ...family,
      ...(at !== undefined && { at }),
    });
  }

  /** Once the port is there, or it is certain that there will be none. */
  whenReady(then: (ready: boolean) => void): void {
    if (this.#readiness === "waiting") this.#waiting.push(then);
    else then(this.#readiness === "ready");
  }

  get isReady(): boolean {
    return this.#readiness === "ready";
  }

  /** It is there, or is still to come. */
  get isHoped(): boolean {
    return this.#readiness === "waiting" || this.#readiness === "ready";
  }

  /** The number that its party knows; undefined: nobody was told of one. */
  get known(): number | undefined {
    return this.isReady ? this.#rtp.port : this.#asked;
  }

  /** Its numbers for RTP and RTCP; 0 until it is ready. */
  get numbers(): { readonly rtp: number; readonly rtcp: number } {
    return { rtp: this.#rtp.port, rtcp: this.#rtcp.port };
  }

  close(): void {
    if (this.#readiness === "closed") return;
    this.#become("closed");
    this.#disown();
    this.#engine.perform({ do: "release", port: this.id });
  }

  #hears(event: PortEvent): void {
    if (event.on === "reserved" && event.address) {
      this.#rtp = event.address;
      this.#rtcp = event.rtcp ?? { host: event.address.host, port: event.address.port + 1 };
      this.#become("ready");
    } else if (event.on === "refused" && event.command === "reserve") {
      this.#become("refused");
    } else {
      this.#tell(event);
    }
  }

  #become(readiness: Readiness): void {
    this.#readiness = readiness;
    for (const then of this.#waiting.splice(0)) then(readiness === "ready");
  }
}

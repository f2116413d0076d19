/** The sound of a gateway's port: a port of the media engine at our end, a connection of the gateway at the other. */
import type { Cancel } from "#kit/listeners.ts";
import type { CodecName } from "#media/codec/format.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { Description } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { agreedFrom, offerFrom } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import type { GatewayPort } from "#server/mgcp/callAgent.ts";
import type { LinkWish } from "#server/mgcp/endpoint/endpoint.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { Address } from "#world/network.ts";
import { type Random, randomBelow } from "#world/random.ts";

export interface GatewayAudioMeans {
  readonly device: string;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly random: Random;
  /** What the engine can run. */
  readonly codecs: readonly CodecName[];
  readonly ownAddress: (peer?: string) => string;
  readonly gain?: { readonly hears: number; readonly speaks: number };
}

/** Analogue gateways all speak these, and a telephone is no better than they are. */
const spoken: readonly CodecName[] = ["PCMU", "PCMA"];

export interface GatewayAudioNews {
  /** `port` has another answer than before. */
  changed(): void;
  /** A fax machine or a modem is at the gateway's port. */
  modem(): void;
}

interface Path {
  readonly id: AudioPortId;
  readonly disown: Cancel;
  mode: LinkWish["mode"];
  offer?: Description;
  isReady: boolean;
  isData: boolean;
}

export class GatewayAudio {
  readonly #of: GatewayAudioMeans;
  readonly #gateway: () => GatewayPort;
  readonly #news: GatewayAudioNews;
  #path: Path | undefined;
  #nth = 0;

  constructor(of: GatewayAudioMeans, gateway: () => GatewayPort, news: GatewayAudioNews) {
    this.#of = of;
    this.#gateway = gateway;
    this.#news = news;
  }

  /** Undefined until both ends are there. */
  get port(): AudioPortId | undefined {
    return this.#path?.isReady ? this.#path.id : undefined;
  }

  get codecs(): readonly CodecName[] {
    return spoken.filter((name) => this.#of.codecs.includes(name));
  }

  /** From now on, in that mode; begun when it is not there yet. */
  connect(mode: LinkWish["mode"]): void {
    if (this.#path) {
      this.#path.mode = mode;
      return void this.#link(this.#path);
    }
    const { device, engine, ports } = this.#of;
    this.#nth += 1;
    const id = audioPortId(`line/${device}/${this.#nth}`);
    const disown = ports.own(id, (event) => this.#told(event));
    this.#path = { id, disown, mode, isReady: false, isData: false };
    const family = this.#gateway().host()?.includes(":") ? { family: 6 as const } : {};
    engine.perform({ do: "reserve", kind: "rtp", port: id, ...family });
  }

  /** Until this path ends it carries a modem's sound: the gateway shall not take echoes out of it either. */
  carryData(): void {
    const path = this.#path;
    if (!path) return;
    path.isData = true;
    this.#of.engine.perform({ do: "voiceBandData", port: path.id });
    this.#link(path);
  }

  disconnect(): void {
    if (this.#path) this.#gateway().link(undefined);
    this.release();
  }

  /** The gateway's SDP. */
  linked(description: string): void {
    const path = this.#path;
    if (!path?.offer) return;
    const theirs = parseDescription(description);
    const agreed = theirs.ok ? agreedFrom(path.offer, theirs.value) : theirs;
    if (!agreed.ok) return void this.disconnect();
    const { engine, gain } = this.#of;
    const peer = this.#gateway().host();
    // It may say that it only listens for now (RFC 3435 §2.3.5): the mode is ours to change.
    const both = { ...agreed.value, direction: "sendrecv" as const, held: false };
    engine.perform({ do: "agree", port: path.id, agreed: both, ...(peer && { peer }) });
    if (gain) engine.perform({ do: "gain", port: path.id, ...gain });
    engine.perform({ do: "seekModem", port: path.id });
    path.isReady = true;
    this.#news.changed();
  }

  /** The gateway has no connection any more. */
  release(): void {
    const path = this.#path;
    if (!path) return;
    this.#forget(path);
    if (path.isReady) this.#news.changed();
    this.#of.engine.perform({ do: "release", port: path.id });
  }

  #forget(path: Path): void {
    this.#path = undefined;
    path.disown();
  }

  #told(event: PortEvent): void {
    const path = this.#path;
    if (!path || event.port !== path.id) return;
    if (event.on === "modem") return void this.#news.modem();
    if (event.on === "refused" && event.command === "reserve") return void this.#forget(path);
    if (event.on !== "reserved" || !event.address) return;
    path.offer = this.#offer(event.address, event.rtcp);
    this.#link(path);
  }

  #offer(address: Address, rtcp: Address | undefined): Description {
    const host = this.#of.ownAddress(this.#gateway().host());
    const sessionId = String(randomBelow(this.#of.random, 2 ** 40));
    return offerFrom({
      origin: { username: "-", sessionId, version: 1, host },
      address: { host, port: address.port },
      rtcp: { host, port: rtcp?.port ?? address.port + 1 },
      codecs: this.codecs,
      direction: "sendrecv",
    });
  }

  #link({ mode, offer, isData }: Path): void {
    if (!offer) return; // as soon as there is a port
    const options = `p:20, a:${this.codecs.join(";")}, s:off, e:${isData ? "off" : "on"}`;
    this.#gateway().link({ mode, options, description: formatDescription(offer) });
  }
}

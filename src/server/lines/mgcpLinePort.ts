/**
 * A port of an analogue gateway as a telephone: the gateway makes the tones and finds the digits, as
 * it is told (RFC 3435, RFC 3660); the sound comes and goes by RTP. Its connection is made while it
 * rings, so that the first word after lifting is heard.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import type { CodecName } from "#media/codec/format.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { Description } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { agreedFrom, offerFrom } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import type { CallAgent, GatewayPort } from "#server/mgcp/callAgent.ts";
import { dialMapAfter } from "#server/mgcp/dialMap.ts";
import type { EndpointNews, LinkWish, Wanted } from "#server/mgcp/endpoint/endpoint.ts";
import {
  asksForDigits,
  type CallerShown,
  type DisplayTime,
  type GatewaySense,
} from "#server/mgcp/packages.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { Dialled, LineSense, LineSignal, LineState } from "#telephony/line/line.ts";
import type { Address } from "#world/network.ts";
import { type Random, randomBelow } from "#world/random.ts";

export interface MgcpMeans {
  readonly device: string;
  /** Host and port of the gateway, and the port's name there, as in the settings. */
  readonly gateway: string;
  readonly endpoint: string;
  readonly agent: Pick<CallAgent, "open">;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly random: Random;
  /** What the engine can run. */
  readonly codecs: readonly CodecName[];
  readonly ownAddress: (peer?: string) => string;
  /** What digits mean so far, as the line will judge them. */
  readonly dialPlan: (digits: string) => Dialled;
  /** On the owner's wall, for the display. */
  readonly time: () => DisplayTime;
  readonly gain?: { readonly hears: number; readonly speaks: number };
}

/** Analogue gateways all speak these, and a telephone is no better than they are. */
const spoken: readonly CodecName[] = ["PCMU", "PCMA"];
const dialling: readonly LineState["name"][] = ["dialTone", "dialing", "recall"];

interface Audio {
  readonly id: AudioPortId;
  readonly disown: Cancel;
  mode: LinkWish["mode"];
  offer?: Description;
  isReady: boolean;
}

export class MgcpLinePort implements LinePort {
  readonly #of: MgcpMeans;
  readonly #gateway: GatewayPort;
  readonly #senses = listeners<LineSense>();
  readonly #changed = listeners<"presence" | "audio">();
  readonly senses: Listen<LineSense> = this.#senses.listen;
  readonly changed: Listen<"presence" | "audio"> = this.#changed.listen;
  #isThere = false;
  #isLifted = false;
  #wanted: Wanted = {};
  /** Pressed since the dial tone; undefined when keys are no number. */
  #dialled: string | undefined;
  #audio: Audio | undefined;
  #nth = 0;

  constructor(of: MgcpMeans) {
    this.#of = of;
    this.#gateway = of.agent.open(of.gateway, of.endpoint, (news) => this.#hears(news));
  }

  isThere(): boolean {
    return this.#isThere;
  }

  audio(): AudioPortId | undefined {
    return this.#audio?.isReady && this.#isLifted ? this.#audio.id : undefined;
  }

  codecs(): readonly CodecName[] {
    return spoken.filter((name) => this.#of.codecs.includes(name));
  }

  perform(signal: LineSignal): void {
    switch (signal.do) {
      case "ring":
        this.#connect("recvonly");
        this.#wanted = { ...this.#wanted, ring: { cadence: signal.cadence } };
        return void this.#want(signal.caller);
      case "stopRinging":
        this.#wanted = without(this.#wanted, "ring");
        if (!this.#isLifted) this.#disconnect();
        return void this.#want();
      case "tone":
        if (asksForDigits(signal.tone)) this.#dialled = "";
        this.#wanted = { ...without(this.#wanted, "digits"), tone: signal.tone };
        return void this.#want();
      case "callWaiting":
        this.#wanted = { ...this.#wanted, tone: "waiting" };
        return void this.#want(signal.caller);
      case "silence":
        this.#wanted = without(this.#wanted, "tone");
        return void this.#want();
      case "messageLamp":
        this.#wanted = { ...this.#wanted, lamp: signal.lit };
        return void this.#want();
    }
  }

  /** Its display is told who calls with the ringing; of the state it needs to know when keys are a number. */
  show({ name }: LineState): void {
    if (dialling.includes(name) || this.#dialled === undefined) return;
    this.#dialled = undefined;
    this.#wanted = without(this.#wanted, "digits");
    this.#want();
  }

  close(): void {
    this.#disconnect();
    this.#gateway.close();
  }

  #want(caller?: Party): void {
    const at = caller && this.#of.time();
    this.#gateway.want(this.#wanted, caller && at && { caller: shown(caller), at });
  }

  /* The gateway. */

  #hears(news: EndpointNews): void {
    switch (news.on) {
      case "presence":
        return void this.#present(news.there);
      case "linked":
        return void this.#linked(news.description);
      case "linkLost":
        return void this.#release();
      default:
        return void this.#sensed(news);
    }
  }

  #present(there: boolean): void {
    this.#isThere = there;
    if (!there) {
      this.#putDown();
      this.#disconnect();
    }
    this.#changed.tell("presence");
  }

  #sensed(sense: GatewaySense): void {
    switch (sense.on) {
      case "offHook":
        this.#isLifted = true;
        this.#connect("sendrecv");
        if (this.audio()) this.#changed.tell("audio");
        return void this.#senses.tell({ on: "offHook" });
      case "onHook":
        this.#putDown();
        this.#senses.tell({ on: "onHook" });
        if (this.#wanted.ring) return; // with a call that was held
        return void this.#disconnect();
      case "flash":
        return void this.#senses.tell({ on: "flash" });
      case "digit":
        return void this.#pressed(sense.digit);
    }
  }

  #putDown(): void {
    const heard = this.audio() !== undefined;
    this.#isLifted = false;
    this.#dialled = undefined;
    this.#wanted = without(without(this.#wanted, "tone"), "digits");
    if (heard) this.#changed.tell("audio");
  }

  /** The far party hears the key itself, or an event of RFC 4733 in its place. */
  #pressed(digit: string): void {
    if (this.#dialled !== undefined) this.#dialled += digit;
    this.#senses.tell({ on: "digit", digit, by: this.audio() ? "audio" : "signal" });
    if (this.#dialled === undefined) return;
    const digits = dialMapAfter(this.#dialled, this.#of.dialPlan);
    this.#wanted = { ...without(this.#wanted, "digits"), ...(digits && { digits }) };
    this.#want();
  }

  /* Its sound. */

  #connect(mode: LinkWish["mode"]): void {
    if (this.#audio) {
      this.#audio.mode = mode;
      return void this.#link(this.#audio);
    }
    const { device, engine, ports } = this.#of;
    this.#nth += 1;
    const id = audioPortId(`line/${device}/${this.#nth}`);
    const disown = ports.own(id, (event) => this.#told(event));
    this.#audio = { id, disown, mode, isReady: false };
    const family = this.#gateway.host()?.includes(":") ? { family: 6 as const } : {};
    engine.perform({ do: "reserve", kind: "rtp", port: id, ...family });
  }

  #told(event: PortEvent): void {
    const audio = this.#audio;
    if (!audio || event.port !== audio.id) return;
    if (event.on === "refused" && event.command === "reserve") return void this.#forget(audio);
    if (event.on !== "reserved" || !event.address) return;
    audio.offer = this.#offer(event.address, event.rtcp);
    this.#link(audio);
  }

  #offer(address: Address, rtcp: Address | undefined): Description {
    const host = this.#of.ownAddress(this.#gateway.host());
    const sessionId = String(randomBelow(this.#of.random, 2 ** 40));
    return offerFrom({
      origin: { username: "-", sessionId, version: 1, host },
      address: { host, port: address.port },
      rtcp: { host, port: rtcp?.port ?? address.port + 1 },
      codecs: this.codecs(),
      direction: "sendrecv",
    });
  }

  #link({ mode, offer }: Audio): void {
    if (!offer) return; // as soon as there is a port
    const options = `p:20, a:${this.codecs().join(";")}, s:off, e:on`;
    this.#gateway.link({ mode, options, description: formatDescription(offer) });
  }

  #linked(description: string): void {
    const audio = this.#audio;
    if (!audio?.offer) return;
    const theirs = parseDescription(description);
    const agreed = theirs.ok ? agreedFrom(audio.offer, theirs.value) : theirs;
    if (!agreed.ok) return void this.#disconnect();
    const { engine, gain } = this.#of;
    const peer = this.#gateway.host();
    // It may say that it only listens for now (RFC 3435 §3.2.2.6): the mode is ours to change.
    const both = { ...agreed.value, direction: "sendrecv" as const, held: false };
    engine.perform({ do: "agree", port: audio.id, agreed: both, ...(peer && { peer }) });
    if (gain) engine.perform({ do: "gain", port: audio.id, ...gain });
    audio.isReady = true;
    if (this.#isLifted) this.#changed.tell("audio");
  }

  #disconnect(): void {
    if (this.#audio) this.#gateway.link(undefined);
    this.#release();
  }

  #release(): void {
    const audio = this.#audio;
    if (!audio) return;
    const heard = this.audio() !== undefined;
    this.#forget(audio);
    if (heard) this.#changed.tell("audio");
    this.#of.engine.perform({ do: "release", port: audio.id });
  }

  #forget(audio: Audio): void {
    this.#audio = undefined;
    audio.disown();
  }
}

const without = (wanted: Wanted, what: "ring" | "tone" | "digits"): Wanted => {
  const { [what]: _, ...rest } = wanted;
  return rest;
};

/** What a caller display shows; of an address what stands behind `sip:`. */
function shown({ number, name, address, hidden }: Party): CallerShown {
  const who = number ?? address?.replace(/^sips?:/i, "");
  return {
    ...(who !== undefined && { number: who }),
    ...(name !== undefined && { name }),
    ...(hidden && { hidden }),
  };
}

/**
 * The handset page as a telephone: signals over its channel, audio by WebRTC. A page that is loaded
 * anew, or another one, takes over where the one before it was: it is told what the line is doing.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { RingCadence } from "#media/tone/ringCadence.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { HandsetChannel, HandsetSense, HandsetSignal } from "#server/control/channels.ts";
import { type DisplayFrame, displayOf, shownParty } from "#server/lines/handsetDisplay.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import { Pulse } from "#server/lines/pulse.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { LineSense, LineSignal, LineState, LineTone } from "#telephony/line/line.ts";
import type { Clock } from "#world/clock.ts";

export interface BrowserMeans {
  readonly device: string;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly clock: Clock;
  /** What a browser is answered with, best first. */
  readonly codecs: readonly CodecName[];
  /** In the owner's country. */
  readonly tone: (tone: LineTone) => TonePlan;
  /** By its name, as there; the usual one for a name that is none. */
  readonly ring: (cadence: string) => RingCadence;
  readonly gain?: { readonly hears: number; readonly speaks: number };
  /** Whoever only speaks may be played aloud without anybody lifting. */
  readonly speakerphone: boolean;
}

/** How long a page may take to come back while its line is in use. */
const patience = seconds(8);
/** No browser's offer is as long. */
const longestOffer = 64 * 1024;

type Frame<Key extends string> = Extract<HandsetSignal, Readonly<Record<Key, unknown>>>;

/** What a page that comes must be told. */
interface Shown {
  readonly state: DisplayFrame;
  readonly lamp: Frame<"lamp">;
  readonly ring?: Frame<"ring">;
}

export class BrowserLinePort implements LinePort {
  readonly #of: BrowserMeans;
  readonly #senses = listeners<LineSense>();
  readonly #changed = listeners<"presence" | "audio">();
  readonly senses: Listen<LineSense> = this.#senses.listen;
  readonly changed: Listen<"presence" | "audio"> = this.#changed.listen;
  #page: { readonly channel: HandsetChannel; readonly cancels: readonly Cancel[] } | undefined;
  /** The page has gone in the midst of something and may come back. */
  #awaited: Cancel | undefined;
  #shown: Shown = { state: { state: "idle" }, lamp: { lamp: false } };
  #tone: LineTone | undefined;
  #port: { readonly id: AudioPortId; readonly disown: Cancel; ready: boolean } | undefined;
  #nth = 0;
  readonly #pulse: Pulse;

  constructor(of: BrowserMeans) {
    this.#of = of;
    this.#pulse = new Pulse(of.clock, () => {
      if (this.#isIdle()) this.#changed.tell("presence");
    });
  }

  isThere(): boolean {
    const isHere = this.#page !== undefined && (this.#pulse.isAwake || !this.#isIdle());
    return isHere || this.#awaited !== undefined;
  }

  audio(): AudioPortId | undefined {
    return this.#port?.ready ? this.#port.id : undefined;
  }

  codecs(): readonly CodecName[] {
    return this.#of.codecs;
  }

  /** From now on this page is the telephone; the one before it is told so. */
  attach(channel: HandsetChannel): void {
    const was = this.isThere();
    this.#dismiss({ replaced: true });
    this.#stopWaiting();
    const cancels = [
      channel.frames((frame) => this.#hears(frame)),
      channel.closed(() => this.#pageGone(channel)),
    ];
    this.#pulse.begin();
    const { pulse } = channel;
    if (pulse) cancels.push(pulse((is) => this.#pulse[is]()));
    this.#page = { channel, cancels };
    const { state, lamp, ring } = this.#shown;
    for (const frame of [state, lamp, ring]) if (frame) channel.send(frame);
    if (!was) this.#changed.tell("presence");
  }

  perform(signal: LineSignal): void {
    switch (signal.do) {
      case "ring":
        return void this.#ring(signal);
      case "stopRinging": {
        const { ring: _, ...rest } = this.#shown;
        this.#shown = rest;
        return void this.#send({ stopRinging: true });
      }
      case "tone":
        this.#tone = signal.tone;
        return void this.#sound();
      case "callWaiting": // who it is comes with the line's state
        this.#tone = "waiting";
        return void this.#sound();
      case "silence":
        this.#tone = undefined;
        return void this.#sound();
      case "voiceBandData": // no modem speaks through a microphone
        return;
      case "messageLamp":
        this.#shown = { ...this.#shown, lamp: { lamp: signal.lit } };
        return void this.#send(this.#shown.lamp);
    }
  }

  show(state: LineState): void {
    const frame = displayOf(state);
    const wasIdle = this.#isIdle();
    this.#shown = { ...this.#shown, state: frame };
    this.#send(frame);
    if (!wasIdle && this.#isIdle() && !this.#pulse.isAwake) this.#changed.tell("presence");
  }

  close(): void {
    this.#dismiss({ problem: "handset.removed" });
    this.#stopWaiting();
    this.#releasePort();
  }

  /** Nothing of a call is at it. */
  #isIdle(): boolean {
    return this.#shown.state.state === "idle";
  }

  #ring({ caller, cadence, announced }: LineSignal & { readonly do: "ring" }): void {
    const aloud = announced && this.#of.speakerphone ? { announced } : {};
    const ring = { caller: shownParty(caller), cadence, ...this.#of.ring(cadence), ...aloud };
    const frame = { ring };
    this.#shown = { ...this.#shown, ring: frame };
    this.#send(frame);
  }

  #send(frame: HandsetSignal): void {
    this.#page?.channel.send(frame);
  }

  /** Silence ends only what the line plays; what the call lets it hear is the patchboard's. */
  #sound(): void {
    const port = this.audio();
    if (port === undefined) return;
    const { engine, tone } = this.#of;
    if (this.#tone === undefined) engine.perform({ do: "stop", port, only: "playing" });
    else engine.perform({ do: "tone", port, tone: tone(this.#tone) });
  }

  /* The page. */

  #dismiss(why: HandsetSignal): void {
    const page = this.#page;
    this.#page = undefined;
    this.#pulse.stop();
    for (const cancel of page?.cancels ?? []) cancel();
    page?.channel.send(why);
    page?.channel.close();
  }

  #pageGone(channel: HandsetChannel): void {
    if (this.#page?.channel !== channel) return;
    for (const cancel of this.#page.cancels) cancel();
    this.#page = undefined;
    this.#pulse.stop();
    if (this.#isIdle()) return void this.#given();
    const { clock } = this.#of;
    this.#awaited = clock.at(after(clock.now(), patience), () => this.#given());
  }

  /** The telephone is gone for good. */
  #given(): void {
    this.#awaited = undefined;
    this.#releasePort();
    this.#changed.tell("presence");
  }

  #stopWaiting(): void {
    this.#awaited?.();
    this.#awaited = undefined;
  }

  #hears(frame: HandsetSense): void {
    if ("hook" in frame) this.#senses.tell({ on: frame.hook === "off" ? "offHook" : "onHook" });
    else if ("flash" in frame) this.#senses.tell({ on: "flash" });
    else if ("digit" in frame) this.#digit(frame.digit);
    else if ("offer" in frame) this.#offered(frame.offer);
  }

  #digit(digit: string): void {
    if (/^[0-9A-D*#]$/.test(digit)) this.#senses.tell({ on: "digit", digit, by: "signal" });
  }

  /* Its audio. */

  #offered(offer: string): void {
    if (offer.length > longestOffer) return void this.#send({ problem: "handset.offerTooLong" });
    this.#releasePort();
    const { device, engine, ports, codecs } = this.#of;
    this.#nth += 1;
    const id = audioPortId(`line/${device}/${this.#nth}`);
    const disown = ports.own(id, (event) => this.#told(event));
    this.#port = { id, disown, ready: false };
    engine.perform({ do: "reserve", kind: "webrtc", port: id, offer, codecs });
  }

  #told(event: PortEvent): void {
    const port = this.#port;
    if (!port || event.port !== port.id) return;
    switch (event.on) {
      case "reserved":
        port.ready = true;
        if (event.answer !== undefined) this.#send({ answer: event.answer });
        this.#gain(port.id);
        this.#changed.tell("audio");
        if (this.#tone !== undefined) this.#sound();
        return;
      case "refused":
        if (event.command !== "reserve") return;
        this.#port = undefined;
        port.disown();
        return void this.#send({ problem: event.problem.code });
      case "lost": // the page offers anew
        this.#releasePort();
        return void this.#send({ problem: event.problem.code });
      default:
        return;
    }
  }

  #gain(port: AudioPortId): void {
    const { engine, gain } = this.#of;
    if (gain) engine.perform({ do: "gain", port, ...gain });
  }

  #releasePort(): void {
    const port = this.#port;
    if (!port) return;
    this.#port = undefined;
    port.disown();
    if (port.ready) this.#changed.tell("audio");
    this.#of.engine.perform({ do: "release", port: port.id });
  }
}

/**
 * The handset page as a telephone: signals over its channel, audio by `handsetAudio.ts`. A page that is loaded
 * anew, or another one, takes over where the one before it was: it is told what the line is doing.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { RingCadence } from "#media/tone/ringCadence.ts";
import type { HandsetChannel, HandsetSense, HandsetSignal } from "#server/control/channels.ts";
import { HandsetAudio, type HandsetAudioMeans } from "#server/lines/handsetAudio.ts";
import { type DisplayFrame, displayOf, shownParty } from "#server/lines/handsetDisplay.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import { Pulse } from "#server/lines/pulse.ts";
import type { LineSense, LineSignal, LineState } from "#telephony/line/line.ts";
import type { Clock } from "#world/clock.ts";

export interface BrowserMeans extends HandsetAudioMeans {
  readonly clock: Clock;
  /** By its name, as there; the usual one for a name that is none. */
  readonly ring: (cadence: string) => RingCadence;
  /** Whoever only speaks may be played aloud without anybody lifting. */
  readonly speakerphone: boolean;
}

/** How long a page may take to come back while its line is in use. */
const patience = seconds(8);

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
  readonly #audio: HandsetAudio;
  readonly #pulse: Pulse;

  constructor(of: BrowserMeans) {
    this.#of = of;
    this.#audio = new HandsetAudio(of, {
      send: (signal) => this.#send(signal),
      changed: () => this.#changed.tell("audio"),
    });
    this.#pulse = new Pulse(of.clock, () => {
      if (this.#isIdle()) this.#changed.tell("presence");
    });
  }

  isThere(): boolean {
    const isHere = this.#page !== undefined && (this.#pulse.isAwake || !this.#isIdle());
    return isHere || this.#awaited !== undefined;
  }

  audio(): AudioPortId | undefined {
    return this.#audio.port;
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
        return void this.#audio.sounds(signal.tone);
      case "callWaiting": // who it is comes with the line's state
        return void this.#audio.sounds("waiting");
      case "silence":
        return void this.#audio.sounds(undefined);
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
    this.#audio.release();
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
    this.#audio.release();
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
    else if ("offer" in frame) this.#audio.offered(frame.offer);
  }

  #digit(digit: string): void {
    if (/^[0-9A-D*#]$/.test(digit)) this.#senses.tell({ on: "digit", digit, by: "signal" });
  }
}

import type { Cancel } from "#kit/listeners.ts";
import { type Instant, type Millis, millis } from "#kit/time.ts";
import { amplitude } from "#media/audio/gain.ts";
import { newResampler, type Resampler } from "#media/audio/resampler.ts";
import { frameSamples, type SampleRate } from "#media/codec/codec.ts";
import { keyTone } from "#media/dtmf/keyTone.ts";
import { Ear, type Speaker } from "#media/engine/ear.ts";
import type { LoopEnd } from "#media/engine/loopEnd.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import { RECORDED_RATE, type Recording } from "#media/engine/recorder.ts";
import type { Session } from "#media/engine/session.ts";
import { type Source, toneSource } from "#media/engine/source.ts";
import type { Ticker } from "#media/engine/ticker.ts";
import { LOOP_RATE } from "#media/loop/loop.ts";

/** What a point tells whoever made it. */
export interface PointNews {
  /** What played there is at its end. */
  played(point: Point): void;
  /** The recording has as much as it may. */
  recordedEnough(point: Point): void;
}

/** Where a point's party is: a session or a loop; neither has a studio. */
export interface FarEnd {
  readonly session?: Session;
  readonly loop?: LoopEnd;
}

/**
 * One audio point: a party, or a studio without one. It hears its speakers and what is played to
 * it; a studio speaks what is played, a party's point what the party says. Whether its packets
 * are passed on as they come or mixed by the ticker is worked out anew whenever something changes.
 */
export class Point implements Speaker {
  readonly id: AudioPortId;
  readonly session: Session | undefined;
  readonly loop: LoopEnd | undefined;
  readonly listeners = new Set<Point>();
  speakers: readonly Point[] = [];
  gain = { hears: 1, speaks: 1 };
  readonly #ticker: Ticker;
  readonly #news: PointNews;
  #source: Source | undefined;
  #recorder: Recording | undefined;
  #toRecorder: { readonly rate: SampleRate; readonly resampler: Resampler } | undefined;
  #ear: Ear | undefined;
  #ticking: Cancel | undefined;
  #slot = -1;
  #studioFrame = new Int16Array(frameSamples(8000));

  constructor(id: AudioPortId, { session, loop }: FarEnd, ticker: Ticker, news: PointNews) {
    this.id = id;
    this.session = session;
    this.loop = loop;
    this.#ticker = ticker;
    this.#news = news;
  }

  get rate(): SampleRate {
    return this.session?.hearing.rate ?? 8000;
  }

  get loudness(): number {
    return this.gain.speaks;
  }

  get isPlaying(): boolean {
    return this.#source !== undefined;
  }

  get recorder(): Recording | undefined {
    return this.#recorder;
  }

  setGain(hears: number, speaks: number): void {
    this.gain = { hears: amplitude(hears), speaks: amplitude(speaks) };
  }

  play(source: Source | undefined): void {
    this.#source = source;
    this.arrange();
  }

  skip(by: Millis): void {
    this.#source?.skip?.(by);
  }

  record(recorder: Recording | undefined): void {
    this.#recorder = recorder;
    this.arrange();
  }

  hear(speakers: readonly Point[]): void {
    for (const one of this.speakers) one.listeners.delete(this);
    this.speakers = speakers;
    for (const one of speakers) one.listeners.add(this);
    this.arrange();
  }

  /** Keys to the party: as events where it knows them, else as tones. */
  press(keys: string, length?: Millis): void {
    if (this.session?.speaking?.press(keys, length)) this.arrange();
    else if (this.session?.speaking || this.loop)
      for (const key of keys) this.#pressTone(key, length);
  }

  #pressTone(key: string, length = millis(100)): void {
    const tone = keyTone(key, length);
    if (tone !== undefined && this.#source === undefined) this.play(toneSource(tone));
  }

  /** Relay or mix, tick or rest: as it is now. */
  arrange(): void {
    const from = this.#relaySource();
    this.session?.relaysFrom(from?.session);
    for (const one of this.speakers) one.attends();
    this.attends();
    if (this.#mustTick()) this.#ticking ??= this.#ticker.join((slot, at) => this.#tick(slot, at));
    else this.#rest();
    this.#ear?.hears(this.speakers);
  }

  /** Whether what the party says must be decoded. */
  attends(): void {
    const { session } = this;
    if (session === undefined) return;
    const mixed = [...this.listeners].some((one) => one.session?.relaying !== session);
    session.isDecoded = mixed || this.#recorder !== undefined || session.hearing.mustDetect;
  }

  /** Everything that could go on is ended. */
  close(): void {
    this.hear([]);
    for (const one of [...this.listeners])
      one.hear(one.speakers.filter((speaker) => speaker !== this));
    this.#source = undefined;
    this.#recorder = undefined;
    this.#rest();
  }

  frameAt(slot: number, at: Instant): Int16Array {
    if (this.session !== undefined) return this.session.hearing.frameAt(slot, at);
    if (this.loop !== undefined) return this.loop.said;
    if (slot === this.#slot) return this.#studioFrame;
    this.#slot = slot;
    const frame = this.#nextOfSource(8000);
    if (frame) this.#studioFrame.set(frame);
    else this.#studioFrame.fill(0);
    return this.#studioFrame;
  }

  /** The one whose packets may be passed on as they are. */
  #relaySource(): Point | undefined {
    const [only, ...others] = this.speakers;
    const speaking = this.session?.speaking;
    if (only?.session === undefined || others.length > 0 || speaking === undefined)
      return undefined;
    const isOther = this.#source !== undefined || speaking.isPressing;
    const isLouder = this.gain.hears !== 1 || only.gain.speaks !== 1;
    return isOther || isLouder || !only.session.canPassTo(speaking) ? undefined : only;
  }

  #mustTick(): boolean {
    const { session } = this;
    if (this.#recorder !== undefined || this.loop !== undefined) return true;
    if (session === undefined) return this.#source !== undefined;
    const sends = session.speaking?.maySend === true && session.relaying === undefined;
    return sends || this.#source !== undefined || session.hearing.mustDetect;
  }

  #rest(): void {
    this.#ticking?.();
    this.#ticking = undefined;
  }

  #tick(slot: number, at: Instant): void {
    const { session } = this;
    if (session !== undefined) this.#tickSession(session, slot, at);
    else if (this.loop !== undefined) this.#tickLoop(this.loop, slot, at);
    else this.#tickStudio(slot, at);
  }

  #tickSession(session: Session, slot: number, at: Instant): void {
    if (this.#recorder !== undefined || session.hearing.mustDetect) {
      const frame = session.hearing.frameAt(slot, at);
      if (session.hearing.mustDetect) session.hearsTones(frame);
      this.#write(frame, this.rate);
    }
    const { speaking } = session;
    if (session.relaying !== undefined || speaking === undefined) return;
    const wasPressing = speaking.isPressing;
    const own = this.#nextOfSource(speaking.rate);
    speaking.send(this.#earAt(speaking.rate).mix(slot, at, own, this.gain.hears), at);
    if (wasPressing && !speaking.isPressing) this.arrange();
  }

  /** Whoever hears it gets what the set said until now: each of them once a slot. */
  #tickLoop(loop: LoopEnd, slot: number, at: Instant): void {
    const own = this.#nextOfSource(LOOP_RATE);
    loop.passes(this.#earAt(LOOP_RATE).mix(slot, at, own, this.gain.hears));
    this.#write(loop.said, LOOP_RATE);
  }

  #tickStudio(slot: number, at: Instant): void {
    this.frameAt(slot, at);
    if (this.#recorder !== undefined)
      this.#write(this.#earAt(RECORDED_RATE).mix(slot, at, undefined, 1), RECORDED_RATE);
  }

  #earAt(rate: SampleRate): Ear {
    if (this.#ear?.rate !== rate) {
      this.#ear = new Ear(rate);
      this.#ear.hears(this.speakers);
    }
    return this.#ear;
  }

  #nextOfSource(rate: SampleRate): Int16Array | undefined {
    const frame = this.#source?.next(rate);
    if (this.#source !== undefined && frame === undefined) {
      this.#source = undefined;
      this.#news.played(this);
      this.arrange();
    }
    return frame;
  }

  #write(frame: Int16Array, rate: SampleRate): void {
    if (this.#recorder === undefined) return;
    if (this.#toRecorder?.rate !== rate)
      this.#toRecorder = { rate, resampler: newResampler(rate, RECORDED_RATE) };
    const goesOn = this.#recorder.hears(this.#toRecorder.resampler.convert(frame));
    if (!goesOn) this.#news.recordedEnough(this);
  }
}

/**
 * One line's circuit at the exchange, sample by sample: it feeds and rings the loop, plays what the
 * set hears, and makes of what the set does senses and speech.
 *
 *   far party ─► + ◄─ tone ─► plan or waiting caller instead ─► loop
 *                                  │ reference                    │
 *   far party ◄─ unless muted ◄─ echo canceller ◄─────────────────┤ sound
 *        senses ◄─ keys by tones ◄─┘        hook, flash, pulses ◄─┘ current
 */

import { clipped } from "#media/audio/frame.ts";
import { type PlanPlayer, planPlayer } from "#media/callerId/planPlayer.ts";
import { type InbandDetector, inbandDetector } from "#media/dtmf/inbandDetector.ts";
import type { CircuitSense, CircuitSettings, CircuitSignal } from "#media/loop/circuit.ts";
import { type EchoCanceller, echoCanceller } from "#media/loop/echoCanceller.ts";
import {
  BLOCK_SAMPLES,
  type Feed,
  LOOP_RATE,
  type LoopDriver,
  type SetBlock,
} from "#media/loop/loop.ts";
import {
  isPulsing,
  type LoopSense,
  onHook,
  type Supervision,
  supervise,
} from "#media/loop/supervision.ts";
import { WaitingCaller } from "#media/loop/waitingCaller.ts";
import { type ModemTones, modemTones } from "#media/modem/modemTones.ts";
import { type ToneGenerator, toneGenerator } from "#media/tone/toneGenerator.ts";

/** Hot: buffers are made once; what `passes` gives is valid until it is called again. */
export class LineCircuit {
  readonly #settings: CircuitSettings;
  readonly #canceller: EchoCanceller | undefined;
  readonly #sent = new Int16Array(BLOCK_SAMPLES);
  readonly #tone = new Int16Array(BLOCK_SAMPLES);
  readonly #said = new Int16Array(BLOCK_SAMPLES);
  #loop: Supervision = onHook;
  #plan: PlanPlayer | undefined;
  #feed: Feed = "normal";
  #isRinging = false;
  /** The plan plays instead of the call. */
  #isPlanHeard = false;
  #playing: { readonly generator: ToneGenerator; readonly isDialTone: boolean } | undefined;
  #waiting: WaitingCaller | undefined;
  /** While a modem is looked for. */
  #modem: ModemTones | undefined;
  #isData = false;
  #keys: InbandDetector = inbandDetector(LOOP_RATE);

  constructor(settings: CircuitSettings) {
    this.#settings = settings;
    this.#canceller = settings.echo && echoCanceller(settings.echo);
  }

  get isOffHook(): boolean {
    return this.#loop.hook === "off";
  }

  perform(signal: CircuitSignal): void {
    switch (signal.do) {
      case "play":
        this.#plan = planPlayer(signal.plan, LOOP_RATE);
        return;
      case "endPlan":
        this.#plan = undefined;
        return;
      case "tone": {
        const { tone, isDialTone = false } = signal;
        this.#playing = { generator: toneGenerator(tone, LOOP_RATE), isDialTone };
        return;
      }
      case "silence":
        this.#playing = undefined;
        return;
      case "callWaiting":
        if (this.isOffHook && !this.#isData) this.#waiting = new WaitingCaller(signal.facts);
        return;
      case "endWaiting":
        this.#waiting = undefined;
        return;
      case "seekModem":
        this.#modem = modemTones();
        return;
      case "voiceBandData":
        this.#isData = true;
        this.#waiting = undefined;
        this.#modem = undefined;
        return;
    }
  }

  /** Ten milliseconds: the far party's sound in, and what the set says to it out. */
  passes(far: Int16Array, line: LoopDriver, told: (sense: CircuitSense) => void): Int16Array {
    this.#speak(far);
    const audio = this.#sent;
    const block = line.exchange({ audio, feed: this.#feed, ringing: this.#isRinging });
    this.#supervise(block, told);
    this.#hear(block.audio, told);
    this.#waitingPasses(told);
    return this.#said;
  }

  /* What the set hears. */

  #speak(far: Int16Array): void {
    const sent = this.#sent;
    if (this.isOffHook) sent.set(far);
    else sent.fill(0);
    this.#addTone(sent);
    const played = this.#plan?.next(sent);
    if (played === undefined) this.#plan = undefined;
    this.#feed = played?.feed ?? "normal";
    this.#isRinging = played?.ringing ?? false;
    this.#isPlanHeard = played !== undefined && !played.speech;
    if (!this.#isPlanHeard) this.#waiting?.fill(sent);
  }

  #addTone(sent: Int16Array): void {
    if (this.#playing === undefined) return;
    const goesOn = this.#playing.generator.fill(this.#tone);
    for (let i = 0; i < BLOCK_SAMPLES; i++)
      sent[i] = clipped((sent[i] as number) + (this.#tone[i] as number));
    if (!goesOn) this.#playing = undefined;
  }

  /* What the set does. */

  #supervise({ current }: SetBlock, told: (sense: CircuitSense) => void): void {
    const conditions = { feed: this.#feed, ringing: this.#isRinging, flash: this.#settings.flash };
    const next = supervise(this.#loop, current, conditions);
    this.#loop = next[0];
    for (const sense of next[1]) this.#sensed(sense, told);
    if (isPulsing(this.#loop) && this.#playing?.isDialTone) this.#playing = undefined; // as keys do, by the line
  }

  #sensed(sense: LoopSense, told: (sense: CircuitSense) => void): void {
    if (sense.on === "pulses") told({ on: "digit", digit: sense.digit, by: "signal" });
    else {
      if (sense.on !== "flash") this.#hookMoved();
      told(sense);
    }
  }

  /** What was played to a telephone on its hook is nothing for one off it: ringing is tripped here. */
  #hookMoved(): void {
    this.#plan = undefined;
    this.#playing = undefined;
    this.#waiting = undefined;
    this.#modem = undefined;
    this.#isData = false;
    this.#keys = inbandDetector(LOOP_RATE);
  }

  #hear(audio: Int16Array, told: (sense: CircuitSense) => void): void {
    const said = this.#said;
    if (!this.isOffHook || this.#feed === "open") return void said.fill(0);
    said.set(audio);
    this.#seekModem(audio, told);
    if (!this.#isData) this.#canceller?.cancel(said, this.#sent);
    const isClicking = isPulsing(this.#loop) || !this.#loop.flows;
    const keys = isClicking ? "" : this.#keys.hear(said, this.#playing?.isDialTone);
    for (const digit of keys) this.#pressed(digit, told);
    if (isClicking || this.#isPlanHeard || this.#waiting?.isMuted) said.fill(0);
  }

  #seekModem(audio: Int16Array, told: (sense: CircuitSense) => void): void {
    const tone = this.#modem?.hear(audio);
    if (this.#modem?.isOver) this.#modem = undefined;
    if (tone) told({ on: "modem", tone });
  }

  /** What a telephone sends while it is muted the far party does not hear; A to D is meant for us. */
  #pressed(digit: string, told: (sense: CircuitSense) => void): void {
    const isMuted = this.#waiting?.isMuted === true;
    if (isMuted && /[A-D]/.test(digit)) this.#waiting?.hears(digit);
    else told({ on: "digit", digit, by: isMuted ? "signal" : "audio" });
  }

  #waitingPasses(told: (sense: CircuitSense) => void): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    waiting.passes();
    const report = waiting.takeReport();
    if (report !== undefined) told({ on: "waitingTold", told: report });
    if (waiting.isOver) this.#waiting = undefined;
  }
}

import { type Millis, millis } from "#kit/time.ts";
import {
  BLOCK_MS,
  BLOCK_SAMPLES,
  type ExchangeBlock,
  type Feed,
  type SetBlock,
} from "#media/loop/loop.ts";
import { CallerIdReader, callerText } from "./callerIdReader.ts";
import { CasDetector } from "./casDetector.ts";
import { BELL_202, type FskTones } from "./fskTones.ts";
import { HookSwitch, OPEN } from "./hookSwitch.ts";
import { Keypad, type KeySound } from "./keypad.ts";
import { Mouth, type MouthMaking } from "./mouth.ts";
import { RingDetector } from "./ringDetector.ts";
import { type DialMaking, dialPulses } from "./rotary.ts";
import type { Sense, Sensed } from "./sensed.ts";
import { ToneFinder } from "./toneFinder.ts";
import {
  type Answering,
  usualAnswering,
  WaitingCaller,
  type WaitingFinding,
} from "./waitingCaller.ts";

/** After 600 ms of silence the ears of a set on its hook rest until there is a sound: sooner, and their blocks would begin elsewhere than in the recordings. */
const QUIET_BLOCKS = 60;

const SILENT = new Int16Array(BLOCK_SAMPLES);

function flowsAll(current: readonly boolean[]): boolean {
  for (let i = 0; i < current.length; i++) if (!current[i]) return false;
  return true;
}

function isSound(audio: Int16Array): boolean {
  for (let i = 0; i < audio.length; i++) if (audio[i] !== 0) return true;
  return false;
}

/** How a set is made. */
export interface SetMaking extends MouthMaking {
  readonly callerId: FskTones;
  readonly keys: Partial<KeySound>;
  readonly dial: Partial<DialMaking>;
  readonly answering: Partial<Answering>;
}

/**
 * test/phones/set: an analogue telephone in software, at the other end of a loop. It knows samples,
 * loop current and ringing voltage, and nothing of who sends them: its ears are its own, so that
 * what it hears is what a bought telephone would hear.
 *
 * A person does things to it (`lift`, `press`, `flash` …); `step` lets 10 ms pass; what it noticed
 * is in `sensed`.
 */
export class TelephoneSet {
  readonly sensed: Sensed[] = [];
  /** Somebody else's telephone on the same pair is lifted: this one then keeps silent to alerts. */
  otherIsLifted = false;
  readonly #dialMaking: Partial<DialMaking>;
  readonly #hook = new HookSwitch();
  readonly #keypad: Keypad;
  readonly #mouth: Mouth;
  readonly #bell = new RingDetector();
  readonly #waiting: WaitingCaller;
  readonly #answering: Answering;
  readonly #tones: FskTones;
  #reader: CallerIdReader;
  #alert = new CasDetector();
  #ear = new ToneFinder();
  #feed: Feed = "normal";
  #blocks = 0;
  #quiet = 0;
  #heard = SILENT;
  readonly #said = new Int16Array(BLOCK_SAMPLES);
  #lamp = false;
  #display = "";

  constructor(making: Partial<SetMaking> = {}) {
    this.#tones = making.callerId ?? BELL_202;
    this.#dialMaking = making.dial ?? {};
    this.#keypad = new Keypad(making.keys);
    this.#mouth = new Mouth(making);
    this.#answering = { ...usualAnswering, ...making.answering };
    this.#waiting = new WaitingCaller(this.#tones, this.#answering);
    this.#reader = new CallerIdReader({ tones: this.#tones, hook: "on" });
  }

  /** What passed since the set was made. */
  get now(): Millis {
    return millis(this.#blocks * BLOCK_MS);
  }
  get isLifted(): boolean {
    return this.#hook.isLifted;
  }
  get isRinging(): boolean {
    return this.#bell.isRinging;
  }
  /** Of the rings since the handset was last put down: `2/4`. */
  get ringCadence(): string {
    return this.#bell.cadence;
  }
  /** The lamp of waiting messages. */
  get isLampLit(): boolean {
    return this.#lamp;
  }
  /** The last caller that was shown. */
  get display(): string {
    return this.#display;
  }
  /** What came out of the earpiece in the last 10 ms. */
  get heard(): Int16Array {
    return this.#heard;
  }
  /** A key sounds, the dial runs, a flash is under way, or something is still to be said. */
  get isBusy(): boolean {
    return this.#keypad.isSounding || this.#hook.isMoving || this.#mouth.isSpeaking;
  }

  /** `bounces`: milliseconds closed, open, closed, … until the contact rests. */
  lift(bounces: readonly number[] = []): void {
    this.#hook.lift(bounces);
    this.#ear = new ToneFinder();
  }

  hangUp(): void {
    this.#hook.hangUp();
    this.#bell.forget();
    this.#keypad.forget();
    this.#mouth.forget();
    this.#waiting.forget();
    this.#reader = new CallerIdReader({ tones: this.#tones, hook: "on" });
    this.#alert = new CasDetector();
  }

  /** Opens the loop for so many milliseconds. */
  flash(ms: number): void {
    this.#hook.move([{ closed: false, lasts: ms }]);
  }

  /** Keys of a keypad, one after the other; longer than usual when told so, in milliseconds. */
  press(keys: string, on?: number, off?: number): void {
    if (this.isLifted) this.#keypad.press(keys, on, off);
  }

  /** Digits of a dial. */
  dial(digits: string): void {
    this.#hook.move(dialPulses(digits, this.#dialMaking));
  }

  /** Behind what is still being said. */
  say(samples: Int16Array): void {
    this.#mouth.say(samples);
  }

  mute(isMuted: boolean): void {
    this.#mouth.isMuted = isMuted;
  }

  /** The loudspeaker in place of the earpiece: what it says comes into the microphone. */
  speakerphone(isOn: boolean): void {
    this.#mouth.isByLoudspeaker = isOn;
  }

  /** 10 ms. What it gives is valid until the next. */
  step({ audio, feed, ringing }: ExchangeBlock): SetBlock {
    const wasShunted = this.#hook.isShunted;
    const closed = this.#hook.next();
    const current = feed === "open" ? OPEN : closed;
    this.#watch(feed, ringing);
    const isShunted = wasShunted || this.#hook.isShunted;
    const said = this.#said.fill(0);
    this.#heard = SILENT;
    if (!this.isLifted) this.#lieOnHook(audio, feed !== "open" && !ringing);
    else if (!isShunted && flowsAll(current)) this.#talk(audio, said);
    else this.#feel(this.#ear.hear(SILENT));
    this.#blocks++;
    return { audio: said, current };
  }

  #watch(feed: Feed, ringing: boolean): void {
    const ring = this.#bell.hear(ringing && feed !== "open");
    if (ring) this.#feel([ring]);
    if (feed !== this.#feed) this.#feel([{ on: "feed", feed }]);
    this.#feed = feed;
  }

  #talk(audio: Int16Array, said: Int16Array): void {
    const wasMuted = this.#waiting.isMuted;
    const { key, lasts } = this.#answering;
    const press = (): void => this.#keypad.press(key, lasts, 0);
    for (const finding of this.#waiting.hear(audio, !this.otherIsLifted, press))
      this.#feel(this.#shown(finding));
    const isMuted = wasMuted || this.#waiting.isMuted;
    if (!isMuted) this.#heard = audio.slice();
    this.#feel(this.#ear.hear(this.#heard));
    this.#mouth.fill(said, audio, isMuted || this.#keypad.isSounding);
    this.#keypad.fill(said);
  }

  /** Caller ID before and between the rings, and the lamp without any. */
  #lieOnHook(audio: Int16Array, canHear: boolean): void {
    const sounds = canHear && isSound(audio);
    this.#quiet = sounds ? 0 : this.#quiet + 1;
    if (this.#quiet > QUIET_BLOCKS) {
      this.#reader.passes(BLOCK_MS);
      return;
    }
    const heard = canHear ? audio : SILENT;
    for (const length of this.#alert.hear(heard))
      this.#feel([{ on: "alert", lasted: Math.round(length), answered: false }]);
    for (const finding of this.#reader.hear(heard)) this.#feel(this.#shown(finding));
  }

  #shown(finding: WaitingFinding): readonly Sense[] {
    if (finding.on !== "message") return [finding];
    const { message } = finding;
    const { lamp, messages } = message;
    const senses: Sense[] = [];
    if (lamp !== undefined) {
      this.#lamp = lamp;
      senses.push({ on: "lamp", lit: lamp, ...(messages !== undefined && { messages }) });
    }
    if (message.format === "VMWI" || (lamp !== undefined && message.format === "SDMF"))
      return senses;
    this.#display = callerText(message);
    return [...senses, { on: "caller", text: this.#display, message }];
  }

  #feel(senses: readonly Sense[]): void {
    for (const sense of senses) this.sensed.push({ at: this.now, ...sense });
  }
}

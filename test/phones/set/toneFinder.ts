import { BurstFinder, type BurstFinding } from "./burstFinder.ts";
import { type Burst, cadenceText, isLike, turnOf } from "./cadence.ts";

/** What an ear would say that it hears. */
export type ToneFinding =
  /**
   * `350+440` as soon as it is known, `440 0.3` when it has ended, `480+620 0.5/0.5` when it has
   * come twice, `350+440 steady` after 3 s.
   */
  | { readonly on: "tone"; readonly tone: string }
  /** A steady one, or one with a cadence, is no more; `lasted` in milliseconds. */
  | { readonly on: "toneOver"; readonly tone: string; readonly lasted: number }
  /** Something that is no tone: a voice, music, noise. Told again after a second without it. */
  | { readonly on: "sound" };

/** In milliseconds: no country's tones sound longer than 2.5 s and then pause. */
const STEADY = 3000;
/** Bursts that are farther apart than this have nothing to do with each other. */
const APART = 6500;
/** So much of anything else is worth telling, and so much without it ends it. */
const [SOUND, SILENCE] = [300, 1000];

/** Finds the tones of an exchange: which frequencies, and in which rhythm. Times in milliseconds. */
export class ToneFinder {
  readonly #finder = new BurstFinder();
  #now = 0;
  /** When the sound that is heard began; when the last one ended. */
  #began: number | undefined;
  #ended = 0;
  /** Of the sound that is heard, as soon as it is known. */
  #tone: string | undefined;
  /** The bursts of one rhythm, and when they began. */
  #run: Burst[] = [];
  #since = 0;
  #frequencies = "";
  /** The cadence, or that it is steady, as long as it lasts; how long its silences are. */
  #lasting: { readonly tone: string; readonly off: number } | undefined;
  /** How much of something else there was. */
  #strange = 0;

  hear(samples: Int16Array): readonly ToneFinding[] {
    const found: ToneFinding[] = [];
    for (const finding of this.#finder.hear(samples)) this.#take(finding, found);
    this.#now += samples.length / 8;
    if (this.#began === undefined) this.#wait(this.#now - this.#ended, found);
    else this.#goOn(this.#now - this.#began, found);
    return found;
  }

  #take(finding: BurstFinding, found: ToneFinding[]): void {
    if (finding.on === "began") this.#begin(finding.at / 8, found);
    else if (finding.on === "ended") this.#end(finding.at / 8, finding.tone, found);
    else {
      this.#tone = finding.tone;
      this.#name(finding.tone, found);
    }
  }

  #begin(at: number, found: ToneFinding[]): void {
    this.#began = at;
    this.#tone = undefined;
    const last = this.#run.pop();
    if (!last) {
      this.#since = at;
      return;
    }
    this.#run.push({ ...last, off: at - this.#ended });
    const turn = turnOf(this.#run);
    if (!turn) this.#over(found);
    else if (!this.#lasting) this.#last(cadenceText(turn), turn, found);
  }

  #last(tone: string, turn: readonly Burst[], found: ToneFinding[]): void {
    this.#lasting = { tone, off: Math.max(0, ...turn.map(({ off = 0 }) => off)) };
    found.push({ on: "tone", tone });
  }

  #end(at: number, tone: string, found: ToneFinding[]): void {
    const burst = { tone, on: at - (this.#began ?? at) };
    this.#began = undefined;
    this.#ended = at;
    if (tone === "") {
      this.#hearStrange(burst.on, found);
      return;
    }
    this.#name(tone, found);
    if (this.#lasting?.tone.endsWith("steady")) {
      this.#over(found);
      return;
    }
    const before = this.#run.at(-1);
    this.#run.push(burst);
    if (!this.#lasting && !(before && isLike(burst, before)))
      found.push({ on: "tone", tone: cadenceText([burst]) });
  }

  /** Which frequencies, when they are others than before. */
  #name(tone: string, found: ToneFinding[]): void {
    if (tone === "" || tone === this.#frequencies) return;
    this.#frequencies = tone;
    this.#strange = 0;
    found.push({ on: "tone", tone });
  }

  /** While a sound goes on. */
  #goOn(lasts: number, found: ToneFinding[]): void {
    if (this.#tone === "" && lasts > SOUND) this.#hearStrange(lasts, found);
    if (!this.#tone || lasts < STEADY || this.#lasting?.tone.endsWith("steady")) return;
    this.#over(found);
    this.#run = [];
    this.#since = this.#now - lasts;
    this.#last(`${this.#tone} steady`, [], found);
  }

  /** While there is silence. */
  #wait(lasts: number, found: ToneFinding[]): void {
    if (this.#lasting && lasts > this.#lasting.off * 1.2 + 100) this.#over(found);
    if (lasts > SILENCE) this.#strange = 0;
    if (lasts <= APART) return;
    this.#run = [];
    this.#frequencies = "";
  }

  #over(found: ToneFinding[]): void {
    if (!this.#lasting) return;
    const lasted = Math.round(this.#ended - this.#since);
    found.push({ on: "toneOver", tone: this.#lasting.tone, lasted });
    this.#lasting = undefined;
  }

  #hearStrange(lasted: number, found: ToneFinding[]): void {
    const before = this.#strange;
    this.#strange += lasted;
    if (before < SOUND && this.#strange >= SOUND) found.push({ on: "sound" });
    this.#over(found);
    this.#run = [];
  }
}

import { BLOCK_MS } from "#media/loop/loop.ts";
import { type Burst, cadenceText, turnOf } from "./cadence.ts";

export type RingFinding =
  | { readonly on: "ringBegan" }
  /** `lasted` in milliseconds. */
  | { readonly on: "ringEnded"; readonly lasted: number };

/** The bell: measures how long ringing voltage is there and how long it is not. */
export class RingDetector {
  #bursts: Burst[] = [];
  #isRinging = false;
  #lasted = 0;

  get isRinging(): boolean {
    return this.#isRinging;
  }

  /** Each burst since the last `forget`, in milliseconds; the last one has no silence yet. */
  get bursts(): readonly Burst[] {
    return this.#bursts;
  }

  /** One turn when it has come twice, `2/4`; all that was heard before that. */
  get cadence(): string {
    return cadenceText(turnOf(this.#bursts) ?? this.#bursts);
  }

  /** For one block. */
  hear(ringing: boolean): RingFinding | undefined {
    const lasted = this.#lasted;
    const changed = ringing !== this.#isRinging;
    this.#lasted = changed ? BLOCK_MS : lasted + BLOCK_MS;
    if (!changed) return undefined;
    this.#isRinging = ringing;
    if (!ringing) {
      this.#bursts.push({ tone: "", on: lasted });
      return { on: "ringEnded", lasted };
    }
    const last = this.#bursts.pop();
    if (last) this.#bursts.push({ ...last, off: lasted });
    return { on: "ringBegan" };
  }

  /** What comes now is another call. */
  forget(): void {
    this.#bursts = [];
  }
}

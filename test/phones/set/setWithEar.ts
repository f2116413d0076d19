import type { ExchangeBlock } from "#media/loop/loop.ts";
import { type Heard, heardIn } from "../tone.ts";
import { inWords } from "./inWords.ts";
import { type SetMaking, TelephoneSet } from "./telephoneSet.ts";

/** A telephone set, and somebody who keeps what its earpiece gives and what it notices. */
export class SetWithEar {
  readonly set: TelephoneSet;
  readonly #heard: number[] = [];

  constructor(making: Partial<SetMaking> = {}) {
    this.set = new TelephoneSet(making);
  }

  /** It lifts by itself when its ringing begins so (`0.4/0.2`), and hangs up when the battery goes: a paging adapter. */
  liftsAt: string | undefined;

  readonly exchange = (block: ExchangeBlock): ReturnType<TelephoneSet["step"]> => {
    if (this.liftsAt !== undefined) this.#byItself(this.liftsAt, block);
    const answer = this.set.step(block);
    this.#heard.push(...this.set.heard);
    return answer;
  };

  #byItself(cadence: string, { feed }: ExchangeBlock): void {
    const { set } = this;
    if (set.isLifted && feed === "open") set.hangUp();
    else if (!set.isLifted && set.ringCadence.startsWith(cadence)) {
      set.speakerphone(true);
      set.lift();
    }
  }

  /** What was noticed since it was last asked. */
  noticed(): string[] {
    return this.set.sensed.splice(0).map(inWords);
  }

  /** Share of that tone in the last so many milliseconds. */
  share(hertz: number, ms: number): number {
    return this.lately(ms).share(hertz);
  }

  /** The last so many milliseconds. */
  lately(ms: number): Heard {
    return heardIn(
      this.#heard.slice(-8 * ms).map((sample) => sample / 32_768),
      8000,
    );
  }
}

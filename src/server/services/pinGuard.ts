/** Whether a PIN that was keyed at a telephone is the owner's; who guesses is not asked again for an hour. */
import { hours, type WallTime } from "#kit/time.ts";

const mostWrong = 5;
const shutFor = hours(1);

export class PinGuard {
  readonly #now: () => WallTime;
  /** When each telephone's wrong ones were keyed. Telephones are few. */
  readonly #wrong = new Map<string, readonly WallTime[]>();

  constructor(now: () => WallTime) {
    this.#now = now;
  }

  mayTry(device: string): boolean {
    return this.#lately(device).length < mostWrong;
  }

  isRight(keyed: string, pin: string | null, device: string): boolean {
    if (pin === null || !this.mayTry(device)) return false;
    if (keyed === pin) {
      this.#wrong.delete(device);
      return true;
    }
    this.#wrong.set(device, [...this.#lately(device), this.#now()]);
    return false;
  }

  #lately(device: string): readonly WallTime[] {
    const since = this.#now() - shutFor;
    return (this.#wrong.get(device) ?? []).filter((at) => at > since);
  }
}

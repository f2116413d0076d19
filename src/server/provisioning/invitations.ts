import type { WallTime } from "#kit/time.ts";
import { type Random, token } from "#world/random.ts";

/** An address by which a mobile fetches its login, once. */
export interface Invitation {
  readonly token: string;
  readonly device: string;
  readonly expires: WallTime;
}

const tenMinutes = 600_000;
const mostOpen = 50;

/** Those that are open. They are not kept over a restart: another is made at a press. */
export class Invitations {
  readonly #of: { readonly random: Random; readonly now: () => WallTime };
  #open: readonly Invitation[] = [];

  constructor(of: { readonly random: Random; readonly now: () => WallTime }) {
    this.#of = of;
  }

  /** The one before, of the same device, opens nothing any more. */
  make(device: string): Invitation {
    const expires = (this.#of.now() + tenMinutes) as WallTime;
    const made = { token: token(this.#of.random, 128), device, expires };
    const others = this.#valid().filter((one) => one.device !== device);
    this.#open = [...others, made].slice(-mostOpen);
    return made;
  }

  /** Whose it is; from now on it is nobody's. */
  take(text: string): string | undefined {
    const found = this.#valid().find((one) => one.token === text);
    this.#open = this.#valid().filter((one) => one !== found);
    return found?.device;
  }

  #valid(): readonly Invitation[] {
    return this.#open.filter(({ expires }) => expires > this.#of.now());
  }
}

import type { ClaimHouse } from "./claimHouse.ts";

/**
 * One of the ten things that a personal feature server does (claims 1 to 10 of US 7,248,577; 11 to
 * 20 say the same of means), as a whole call: what goes over the wire, what is noticed at the
 * telephone, and a play that fails when it is not so.
 */
export interface Claim {
  /** 1 to 10; the same behaviour is claim `number + 10`. */
  readonly number: number;
  readonly name: string;
  /** What the server does, in plain words. */
  readonly words: string;
  readonly wire: string;
  readonly telephone: string;
  /** Of the household of `claimHouse.ts`. */
  readonly settings: object;
  /** Local time of the household when the play begins; a Friday noon unless said. */
  readonly began?: string;
  readonly play: (house: ClaimHouse) => Promise<void>;
}

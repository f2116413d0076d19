import type { FamilyHouse } from "./familyHouse.ts";

/**
 * What an exchange and its members do together (claims 21 and 22, and the claims of the same family),
 * as whole calls: what goes over the wire, what people notice, and a play that fails when it is not so.
 */
export interface FamilyRow {
  /** `21`, `A-29`: as the pages of docs/claims name it. */
  readonly id: string;
  /** Which claim of which patent. */
  readonly of: string;
  /** After "the exchange" or whoever does it. */
  readonly name: string;
  readonly words: string;
  readonly wire: string;
  readonly people: string;
  /** Settings of the exchange, besides those of every street. */
  readonly exchange?: () => object;
  /** Requests that its ladder shows besides those of calls. */
  readonly shows?: readonly string[];
  readonly play: (house: FamilyHouse) => Promise<void>;
}

/** What was signed lately, and the call that it came with: recorded elsewhere and sent again, it proves nothing. */
import { fromUtf8 } from "#kit/bytes.ts";
import type { WallTime } from "#kit/time.ts";
import { freshFor } from "#sip/stir/vouching.ts";

const most = 2000;

export class SignedBefore {
  /** The oldest first. */
  readonly #seen = new Map<string, { readonly callId: string; readonly at: WallTime }>();

  /**
   * By what is signed, not by the signature: of one, another can be made. The same call may come
   * twice, as a request that was challenged does. Remembers it.
   */
  isOfAnother(signed: Uint8Array, callId: string, at: WallTime): boolean {
    this.#forget(at);
    const text = fromUtf8(signed);
    const before = this.#seen.get(text);
    if (before) return before.callId !== callId;
    this.#seen.set(text, { callId, at });
    return false;
  }

  /** Older ones are stale anyway: signed up to a minute ahead, and good until a minute later. */
  #forget(now: WallTime): void {
    for (const [text, { at }] of this.#seen) {
      if (now - at <= 2 * freshFor && this.#seen.size < most) return;
      this.#seen.delete(text);
    }
  }
}

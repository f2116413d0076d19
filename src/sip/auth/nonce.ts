import { hex } from "#kit/bytes.ts";
import { minutes, type WallTime, wallTime } from "#kit/time.ts";
import type { Crypto, HmacKey } from "#world/crypto.ts";

/**
 * Nonces that carry their own date and our signature, so that no table of them is kept:
 *
 *   made (ms since 1970, base 36) "." salt "." first 16 bytes of HMAC-SHA256 over both, in hexadecimal
 */
const macBytes = 16;

/** `salt` tells nonces of one moment apart: fresh and unguessable, without a dot. */
export function makeNonce(key: HmacKey, now: WallTime, salt: string): string {
  const text = `${Math.floor(now).toString(36)}.${salt}`;
  return `${text}.${signature(key, text)}`;
}

const signature = (key: HmacKey, text: string): string => hex(key.sign(text).subarray(0, macBytes));

/** When a nonce of ours was made; undefined for one that is not ours. */
export function nonceMade(key: HmacKey, nonce: string, same: Crypto["same"]): WallTime | undefined {
  const dot = nonce.lastIndexOf(".");
  const text = nonce.slice(0, Math.max(0, dot));
  if (nonce.length > 128 || !same(signature(key, text), nonce.slice(dot + 1))) return undefined;
  return wallTime(Number.parseInt(text, 36)); // stops at the dot
}

/** Which counts of which nonces were used: what stops a replay. Bounded, and each use costs the same however many there are. */
export interface NonceUses {
  /** Notes this use; false when it was used before, or may have been. */
  takes(
    nonce: string,
    use: { readonly made: WallTime; readonly count: number; readonly now: WallTime },
  ): boolean;
  readonly size: number;
}

interface NonceUse {
  readonly made: WallTime;
  highest: number;
  /** Bit n: highest − n was used. UDP may bring a few out of order. */
  window: number;
}

/** How long a nonce is good for. */
export const nonceLife = minutes(5);

/** `most`: as many as may be given out and used within the life of one, when all come at once. */
export function nonceUses(most = 100_000): NonceUses {
  /** In the order of their first use. */
  const uses = new Map<string, NonceUse>();
  /** Nonces made up to then that are not listed were forgotten, so they count as used: forgetting opens no door. */
  let forgottenTo = wallTime(0);

  function forgetsOld(now: WallTime): void {
    for (const [nonce, { made }] of uses) {
      if (now - made <= nonceLife && uses.size < most) return;
      uses.delete(nonce);
      if (now - made <= nonceLife) forgottenTo = wallTime(Math.max(forgottenTo, made));
    }
  }

  return {
    takes(nonce, { made, count, now }) {
      const before = uses.get(nonce);
      if (before !== undefined) return isNew(before, count);
      if (made <= forgottenTo || !(count >= 1)) return false;
      forgetsOld(now);
      uses.set(nonce, { made, highest: count, window: 1 });
      return true;
    },
    get size() {
      return uses.size;
    },
  };
}

/** Notes it. */
function isNew(use: NonceUse, count: number): boolean {
  const ahead = count - use.highest;
  if (!(count >= 1)) return false;
  if (ahead > 0) {
    use.window = ((ahead > 31 ? 0 : use.window << ahead) | 1) >>> 0;
    use.highest = count;
    return true;
  }
  if (ahead < -31 || (use.window >>> -ahead) & 1) return false;
  use.window = (use.window | (1 << -ahead)) >>> 0;
  return true;
}

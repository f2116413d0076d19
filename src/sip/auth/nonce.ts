import { hex } from "#kit/bytes.ts";
import { type Millis, type WallTime, wallTime } from "#kit/time.ts";
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

/** Which counts of which nonces were used: what stops a replay. A value, of bounded size. */
export interface NonceCounts {
  readonly byNonce: ReadonlyMap<string, NonceUse>;
  /** Nonces made up to then that are not listed were forgotten, and so count as stale. */
  readonly forgottenTo: WallTime;
}

interface NonceUse {
  readonly made: WallTime;
  readonly highest: number;
  /** Bit n: highest − n was used. UDP may bring a few out of order. */
  readonly window: number;
}

export const noNonceCounts: NonceCounts = { byNonce: new Map(), forgottenTo: wallTime(0) };

const mostNonces = 512;

/** The counts with this use noted; undefined when it was used before or may have been. */
export function countNonce(
  counts: NonceCounts,
  nonce: string,
  made: WallTime,
  count: number,
): NonceCounts | undefined {
  const before = counts.byNonce.get(nonce);
  if (before === undefined && made <= counts.forgottenTo) return undefined;
  const use = used(before ?? { made, highest: 0, window: 0 }, count);
  return use && bounded(new Map(counts.byNonce).set(nonce, use), counts.forgottenTo);
}

function used(use: NonceUse, count: number): NonceUse | undefined {
  const ahead = count - use.highest;
  if (count < 1) return undefined;
  if (ahead > 0) {
    const moved = ahead > 31 ? 0 : use.window << ahead;
    return { ...use, highest: count, window: (moved | 1) >>> 0 };
  }
  if (ahead < -31 || (use.window >>> -ahead) & 1) return undefined;
  return { ...use, window: (use.window | (1 << -ahead)) >>> 0 };
}

/** The oldest go first; what was listed is then stale, so that forgetting opens no door. */
function bounded(byNonce: Map<string, NonceUse>, forgottenTo: WallTime): NonceCounts {
  if (byNonce.size <= mostNonces) return { byNonce, forgottenTo };
  let [oldest, made] = ["", wallTime(Number.POSITIVE_INFINITY)];
  for (const [nonce, use] of byNonce) if (use.made < made) [oldest, made] = [nonce, use.made];
  byNonce.delete(oldest);
  return { byNonce, forgottenTo: wallTime(Math.max(forgottenTo, made)) };
}

/** The counts without nonces that are too old to be used at all. */
export function withoutOldNonces(counts: NonceCounts, now: WallTime, life: Millis): NonceCounts {
  const young = [...counts.byNonce].filter(([, { made }]) => now - made <= life);
  return young.length === counts.byNonce.size ? counts : { ...counts, byNonce: new Map(young) };
}

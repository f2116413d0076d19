import { readUint32, writeUint32 } from "#kit/bytes.ts";

/**
 * A time server is asked once (RFC 5905 §14: SNTP). Of its 48 bytes these count:
 *
 *    0              1         24                    32                40              48
 *   ├──────────────┼─── … ───┼─────────────────────┼─────────────────┼───────────────┤
 *   │ 00 · 4 · mode │ stratum │ what we wrote at 40 │ when it came in │ when it left  │
 *
 *   Moments: seconds since 1900, and 2^-32 of them.
 */
const length = 48;
const since1900 = 2_208_988_800;
const era = 2 ** 32;

/** `nonce`: 8 random bytes instead of our time, which is nobody's matter. */
export function ntpRequest(nonce: Uint8Array): Uint8Array {
  const data = new Uint8Array(length);
  data[0] = (4 << 3) | 3; // version 4, client
  data.set(nonce, 40);
  return data;
}

/** Ms since 1970 when it came in and left there; undefined for what answers nothing of ours, and for a server that does not know. */
export function readNtpAnswer(
  data: Uint8Array,
  nonce: Uint8Array,
): { readonly came: number; readonly left: number } | undefined {
  const stratum = data[1] ?? 0;
  if (data.length < length || ((data[0] ?? 0) & 7) !== 4) return undefined;
  if ((data[0] ?? 0) >> 6 === 3 || stratum === 0 || stratum > 15) return undefined; // unsynchronized
  if (!nonce.every((byte, i) => data[24 + i] === byte)) return undefined;
  return { came: moment(data, 32), left: moment(data, 40) };
}

/** Of the era that begins in 2036, what is below the year 1968 (RFC 4330 §3). */
function moment(data: Uint8Array, at: number): number {
  const whole = readUint32(data, at) ?? 0;
  const seconds = whole < era / 2 ? whole + era : whole;
  return (seconds - since1900 + (readUint32(data, at + 4) ?? 0) / era) * 1000;
}

/** For servers in tests. */
export function writeNtpMoment(data: Uint8Array, at: number, ms: number): void {
  const whole = Math.floor(ms / 1000);
  writeUint32(data, at, (whole + since1900) % era);
  writeUint32(data, at + 4, Math.floor(((ms % 1000) / 1000) * era));
}

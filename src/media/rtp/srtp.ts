import { readUint32, writeUint32 } from "#kit/bytes.ts";
import { ok, type Result } from "#kit/result.ts";
import { payloadStart, RTP_HEADER_BYTES } from "#media/rtp/packet.ts";
import { newReplayWindow, type ReplayWindow } from "#media/rtp/replayWindow.ts";
import { extended } from "#media/rtp/sequence.ts";
import { counterBlock, readKey, type SessionKeys, sessionKeys } from "#media/rtp/sessionKeys.ts";
import type { Crypto } from "#world/crypto.ts";

/**
 * SRTP and SRTCP (RFC 3711) with AES in counter mode and HMAC-SHA1, keys by SDES (RFC 4568).
 *
 *   SRTP    | RTP header | payload, hidden | tag (10 or 4) |     tag over all before it, and the
 *                                                                rollover counter (ROC) behind it
 *   SRTCP   | first 8 octets | rest, hidden | E + index (31) | tag (10) |
 *
 * Results are valid until the next call.
 */
export type SrtpSuite = "AES_CM_128_HMAC_SHA1_80" | "AES_CM_128_HMAC_SHA1_32";
export type SrtpCrypto = Pick<Crypto, "counterKey" | "hmacSha1Key">;

/** Makes our packets unreadable and unforgeable. One for each key: never two with the same. */
export interface SrtpSender {
  protectRtp(packet: Uint8Array): Uint8Array;
  protectRtcp(packet: Uint8Array): Uint8Array;
}

/** Reads theirs; nothing when a packet is not theirs, or came before. */
export interface SrtpReceiver {
  openRtp(packet: Uint8Array): Uint8Array | undefined;
  openRtcp(packet: Uint8Array): Uint8Array | undefined;
}

const RTCP_TAG = 10; // for both suites: RFC 4568 §6.2
const ENCRYPTED = 0x8000_0000;
const MOST_SOURCES = 8;
const LARGEST = 2048;
const MOST_SEARCHES = 200;
/** Of the sequence: more than a day at 50 packets a second. */
const MOST_TURNS = 70;

const tagBytes = (suite: SrtpSuite): number => (suite === "AES_CM_128_HMAC_SHA1_32" ? 4 : 10);
const rollover = (index: number): number => Math.floor(index / 0x1_0000);
const sequenceOf = (packet: Uint8Array): number => ((packet[2] ?? 0) << 8) | (packet[3] ?? 0);

export function srtpSender(
  ciphers: SrtpCrypto,
  suite: SrtpSuite,
  inline: string,
): Result<SrtpSender> {
  const key = readKey(inline);
  if (!key.ok) return key;
  const [rtp, rtcp] = [sessionKeys(ciphers, key.value, 0), sessionKeys(ciphers, key.value, 3)];
  const out = new Uint8Array(LARGEST);
  const indexes = new Map<number, number>();
  let rtcpIndex = 0;
  return ok({
    protectRtp(packet) {
      const ssrc = readUint32(packet, 8) ?? 0;
      const index = extended(indexes.get(ssrc) ?? sequenceOf(packet), sequenceOf(packet));
      indexes.set(ssrc, Math.max(index, indexes.get(ssrc) ?? 0));
      hide(out, packet, payloadStart(packet), { keys: rtp, ssrc, index });
      writeUint32(out, packet.length, rollover(index));
      return signed(
        out,
        packet.length,
        rtp.auth.sign(out.subarray(0, packet.length + 4)),
        tagBytes(suite),
      );
    },
    protectRtcp(packet) {
      const ssrc = readUint32(packet, 4) ?? 0;
      rtcpIndex = (rtcpIndex + 1) & 0x7fff_ffff;
      hide(out, packet, 8, { keys: rtcp, ssrc, index: rtcpIndex });
      const end = packet.length + 4;
      writeUint32(out, packet.length, (ENCRYPTED | rtcpIndex) >>> 0);
      return signed(out, end, rtcp.auth.sign(out.subarray(0, end)), RTCP_TAG);
    },
  });
}

interface Stream {
  readonly keys: SessionKeys;
  readonly ssrc: number;
  readonly index: number;
}

/** Copies the packet into `out` with everything behind `from` passed through the cipher. */
function hide(
  out: Uint8Array,
  packet: Uint8Array,
  from: number,
  { keys, ssrc, index }: Stream,
): void {
  out.set(packet);
  const hidden = keys.cipher.apply(counterBlock(keys.salt, ssrc, index), packet.subarray(from));
  out.set(hidden, from);
}

function signed(out: Uint8Array, end: number, tag: Uint8Array, size: number): Uint8Array {
  out.set(tag.subarray(0, size), end);
  return out.subarray(0, end + size);
}

/** One source as its receiver knows it. */
interface Source {
  highest: number;
  readonly seen: ReplayWindow;
}

export function srtpReceiver(
  ciphers: SrtpCrypto,
  suite: SrtpSuite,
  inline: string,
): Result<SrtpReceiver> {
  const key = readKey(inline);
  if (!key.ok) return key;
  const keys = {
    rtp: sessionKeys(ciphers, key.value, 0),
    rtcp: sessionKeys(ciphers, key.value, 3),
  };
  const state: Receiving = {
    searches: MOST_SEARCHES,
    out: new Uint8Array(LARGEST),
    rtp: new Map(),
    rtcp: new Map(),
  };
  return ok({
    openRtp: (packet) => openRtp(state, keys.rtp, packet, tagBytes(suite)),
    openRtcp: (packet) => openRtcp(state, keys.rtcp, packet),
  });
}

interface Receiving {
  /** How often the rollover counter of an unknown source may yet be looked for. */
  searches: number;
  readonly out: Uint8Array;
  readonly rtp: Map<number, Source>;
  readonly rtcp: Map<number, Source>;
}

function openRtp(
  state: Receiving,
  keys: SessionKeys,
  packet: Uint8Array,
  tag: number,
): Uint8Array | undefined {
  const end = packet.length - tag;
  const from = payloadStart(packet);
  if (from > end || end + 4 > LARGEST) return undefined;
  const ssrc = readUint32(packet, 8) ?? 0;
  const source = state.rtp.get(ssrc);
  const near = extended(source?.highest ?? sequenceOf(packet), sequenceOf(packet));
  if (near < 0 || source?.seen.has(near)) return undefined;
  state.out.set(packet.subarray(0, end));
  const isGenuine = (guess: number): boolean => {
    writeUint32(state.out, end, rollover(guess));
    return genuine(keys.auth.sign(state.out.subarray(0, end + 4)), packet.subarray(end));
  };
  const index = isGenuine(near) ? near : source ? undefined : searched(state, near, isGenuine);
  if (index === undefined) return undefined;
  remember(state.rtp, ssrc, index);
  hide(state.out, packet.subarray(0, end), from, { keys, ssrc, index });
  return state.out.subarray(0, end);
}

/**
 * A source that began before we did (another process had this call): its packets tell all but how
 * often its sequence has wrapped, and only the right guess proves genuine. Few such searches, for
 * they are work that a stranger could give us.
 */
function searched(
  state: Receiving,
  sequence: number,
  isGenuine: (index: number) => boolean,
): number | undefined {
  if (state.searches === 0) return undefined;
  state.searches -= 1;
  for (let turns = 1; turns <= MOST_TURNS; turns++) {
    const guess = sequence + turns * 0x1_0000;
    if (isGenuine(guess)) return guess;
  }
  return undefined;
}

function openRtcp(state: Receiving, keys: SessionKeys, packet: Uint8Array): Uint8Array | undefined {
  const end = packet.length - RTCP_TAG - 4;
  if (end < RTP_HEADER_BYTES - 4 || end > LARGEST) return undefined;
  const word = readUint32(packet, end) ?? 0;
  const [index, ssrc] = [word % ENCRYPTED, readUint32(packet, 4) ?? 0];
  if (state.rtcp.get(ssrc)?.seen.has(index)) return undefined;
  if (!genuine(keys.auth.sign(packet.subarray(0, end + 4)), packet.subarray(end + 4)))
    return undefined;
  remember(state.rtcp, ssrc, index);
  if (word < ENCRYPTED) return packet.subarray(0, end);
  hide(state.out, packet.subarray(0, end), 8, { keys, ssrc, index });
  return state.out.subarray(0, end);
}

/** In a time that does not tell where they differ. */
function genuine(whole: Uint8Array, tag: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < tag.length; i++) difference |= (whole[i] ?? 0) ^ (tag[i] ?? 0);
  return difference === 0;
}

/** Only what proved genuine is remembered; the oldest source gives way. */
function remember(sources: Map<number, Source>, ssrc: number, index: number): void {
  const source = sources.get(ssrc) ?? { highest: index, seen: newReplayWindow() };
  source.highest = Math.max(source.highest, index);
  source.seen.add(index);
  sources.set(ssrc, source);
  const oldest = sources.keys().next().value;
  if (sources.size > MOST_SOURCES && oldest !== undefined) sources.delete(oldest);
}

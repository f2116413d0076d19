import { concat } from "#kit/bytes.ts";
import { asciiName, dialledKeys } from "#media/callerId/asciiText.ts";

/**
 * What a caller-ID box reads, as octets (GR-30, GR-31; ETSI EN 300 659-3):
 *
 *   SDMF  04 n  MMDDHHMM number                             checksum
 *   MDMF  80 n  type length octets  type length octets …    checksum
 *   VMWI  82 n  0B 1 FF or 00, 13 1 count                   checksum
 *
 * The checksum makes the sum of all octets 0, modulo 256.
 */

/** A minute of the subscriber's own day; the year is nobody's business. */
export interface CallTime {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What is told of the caller, or why it is not: the box shows words of its own for either reason. */
export type Told = string | { readonly absent: Absence };
export type Absence = "unavailable" | "private";

/** All that a box may be told of a call. */
export interface CallerId {
  readonly at: CallTime;
  /** As the subscriber would dial it; what has no digit is told as unavailable. */
  readonly number: Told;
  /** Any script; not told at all where nothing stands here. */
  readonly name?: Told;
  /** The number of ours that was called. */
  readonly dialled?: string;
  readonly longDistance?: true;
  /** ETSI only, as all below: North American boxes may show what they do not know. */
  readonly callType?: CallType;
  readonly forwarded?: Forwarded;
  /** Who was called first, and who sent the call on to us. */
  readonly firstCalled?: string;
  readonly redirecting?: string;
  /** Messages that wait. */
  readonly messages?: number;
}

export type CallType = keyof typeof callTypes;
const callTypes = { voice: 0x01, ringBackWhenFree: 0x02, messageWaiting: 0x81 } as const;

/** How the call came to be sent on. */
export type Forwarded = keyof typeof forwardings;
const forwardings = { unknown: 0, busy: 1, noReply: 2, always: 3, unreachable: 6 } as const;

/** Letters of a name: North American boxes show 15, ETSI allows 50. */
export const nameLetters = { bellcore: 15, etsi: 50 } as const;
/** Digits of a number: EN 300 659-3 §5.4.2. */
const NUMBER_DIGITS = 20;

/** Single data message: when and who, as older boxes read it. */
export function sdmf({ at, number }: Pick<CallerId, "at" | "number">): Uint8Array {
  const told = toldNumber(number);
  const who = typeof told === "string" ? told : absenceLetter(told.absent);
  return messageOf(0x04, [ascii(timeText(at) + who)]);
}

/** Multiple data message: every fact with its type and length. The call type comes first (EN 300 659-3). */
export function mdmf(call: CallerId, longestName: number = nameLetters.bellcore): Uint8Array {
  return messageOf(0x80, [
    ...octet(0x11, call.callType && callTypes[call.callType]),
    ...text(0x01, timeText(call.at)),
    ...told(0x02, 0x04, toldNumber(call.number)),
    ...digits(0x03, call.dialled),
    ...text(0x06, call.longDistance && "L"),
    ...told(0x07, 0x08, toldName(call.name, longestName)),
    ...digits(0x12, call.firstCalled),
    ...octet(0x13, call.messages && Math.min(255, call.messages)),
    ...octet(0x15, call.forwarded && forwardings[call.forwarded]),
    ...digits(0x1a, call.redirecting),
  ]);
}

/** The lamp of waiting messages; with a count as ETSI has it, which North American boxes do not know. */
export const vmwi = (waiting: boolean, count?: number): Uint8Array =>
  messageOf(0x82, [
    ...octet(0x0b, waiting ? 0xff : 0),
    ...octet(0x13, count && Math.min(255, count)),
  ]);

/** The same for boxes that read single data messages alone. */
export const sdmfWaiting = (waiting: boolean): Uint8Array =>
  messageOf(0x06, [new Uint8Array(3).fill(waiting ? 0x42 : 0x6f)]);

export const checksum = (octets: Uint8Array): number =>
  -octets.reduce((sum, octet) => sum + octet, 0) & 0xff;

function messageOf(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(parts);
  if (body.length > 255) throw new Error(`a message of ${body.length} octets`); // the limits above hold it below
  const message = concat([Uint8Array.of(type, body.length), body]);
  return concat([message, Uint8Array.of(checksum(message))]);
}

const ascii = (letters: string): Uint8Array =>
  Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const parameter = (type: number, value: Uint8Array): Uint8Array[] => [
  concat([Uint8Array.of(type, value.length), value]),
];
const text = (type: number, letters: string | undefined): Uint8Array[] =>
  letters ? parameter(type, ascii(letters)) : [];
const digits = (type: number, number = ""): Uint8Array[] =>
  text(type, dialledKeys(number, NUMBER_DIGITS));
const octet = (type: number, value: number | undefined): Uint8Array[] =>
  value === undefined ? [] : parameter(type, Uint8Array.of(value));

/** One parameter when it is told, another with `O` or `P` when it is not. */
function told(type: number, absence: number, what: Told | undefined): Uint8Array[] {
  if (what === undefined) return [];
  return typeof what === "string" ? text(type, what) : text(absence, absenceLetter(what.absent));
}

/** Out of area, or private. */
const absenceLetter = (why: Absence): string => ({ unavailable: "O", private: "P" })[why];

const known = (shown: string): Told => shown || { absent: "unavailable" };
/** The number as it is shown; one without a digit is unavailable. */
export const toldNumber = (number: Told): Told =>
  typeof number === "string" ? known(dialledKeys(number, NUMBER_DIGITS)) : number;
const toldName = (name: Told | undefined, longest: number): Told | undefined =>
  typeof name === "string" ? known(asciiName(name, longest)) : name;

const two = (n: number): string => String(n).padStart(2, "0");
const timeText = ({ month, day, hour, minute }: CallTime): string =>
  two(month) + two(day) + two(hour) + two(minute);

import { type Millis, millis } from "#kit/time.ts";
import { dialledKeys } from "#media/callerId/asciiText.ts";
import { type Absence, type CallerId, toldNumber } from "#media/callerId/message.ts";
import { keyTone } from "#media/dtmf/keyTone.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/**
 * Caller ID as keys, before the first ring: numbers only, no names. Each form from ETSI
 * EN 300 659-1 annex B, spandsp's list of who uses it and Cisco's ATA 186 manual:
 *
 *   A 5551234 C     A 5551234 D 5550000 C     B 00 C     with who sent the call on, or a reason
 *   A 5551234 #     D 1 #                                Denmark
 *   D 5551234 C     B 00 C                               the Netherlands long ago, Taiwan
 */
export interface DtmfForm {
  /** Before the caller's number. */
  readonly start: string;
  /** Before the number of who sent the call on; absent: never told. */
  readonly redirecting?: string;
  readonly end: string;
  /** In place of the number. */
  readonly absent: Readonly<Record<Absence, string>>;
}

/**
 * 00 and 10: Cisco's and spandsp's manuals, but a comment in spandsp has them the other way round
 * and Infineon's TAPI has 01 for private; so a country, or the owner, may say otherwise.
 */
const absent = { unavailable: "B00", private: "B10" } as const;

export const dtmfForms = {
  AC: { start: "A", redirecting: "D", end: "C", absent },
  DC: { start: "D", end: "C", absent },
  // D1 restricted, D2 from abroad, D3 not known: spandsp.
  "A#": { start: "A", end: "#", absent: { unavailable: "D3", private: "D1" } },
} as const satisfies Record<string, DtmfForm>;

export type DtmfFormName = keyof typeof dtmfForms;

/** Digits of a number: as in `message.ts`. */
const NUMBER_DIGITS = 20;

/** The keys that are sent. A star or hash within a number would be read as its end: left out. */
export function callerKeys(
  { number, redirecting = "" }: Pick<CallerId, "number" | "redirecting">,
  form: DtmfForm,
): string {
  const shown = typeof number === "string" ? toldNumber(digitsOf(number)) : number;
  const via = form.redirecting && digitsOf(redirecting);
  return [
    typeof shown === "string" ? form.start + shown : "",
    via ? form.redirecting + via : "",
    typeof shown === "string" ? "" : form.absent[shown.absent],
    form.end,
  ].join("");
}

const digitsOf = (number: string): string =>
  dialledKeys(number.replaceAll(/[*#]/g, ""), NUMBER_DIGITS);

/** 70 ms each, 70 ms between: within the limits of ETSI EN 300 659-1 annex B and of every receiver. */
export const KEY_MS = 70;

/** The keys as one tone that ends: 70 ms of sound and 70 ms of silence each. */
export function keysTone(keys: string, length: Millis = millis(KEY_MS)): TonePlan {
  return { segments: [...keys].flatMap((key) => keyTone(key, length, length)?.segments ?? []) };
}

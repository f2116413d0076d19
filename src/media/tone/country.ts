import { fail, ok, type Result } from "#kit/result.ts";
import { millis } from "#kit/time.ts";
import { type CallerIdMethod, parseMethod } from "#media/callerId/method.ts";
import { type FlashWindow, SHORTEST_FLASH } from "#media/loop/flashWindow.ts";
import {
  distinctiveRings,
  parseRing,
  type RingCadence,
  type RingName,
} from "#media/tone/ringCadence.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import { parseTone } from "#media/tone/toneText.ts";

/** What a subscriber can hear from a line; by the same names as in telephony. */
export const toneNames = [
  "dial",
  "stutter",
  "special",
  "recall",
  "ringback",
  "busy",
  "reorder",
  "howler",
  "waiting",
  "confirm",
] as const;
export type ToneName = (typeof toneNames)[number];
/** What our own standard makes of a country's tones where its books name none. */
type MadeName = "interrupt";

/** One country: what is heard from its lines, and how they behave. */
export interface Country {
  /** ISO 3166, two letters; several where the network is one. */
  readonly codes: readonly string[];
  readonly tones: Readonly<Record<ToneName | MadeName, TonePlan>>;
  readonly rings: Readonly<Record<RingName, RingCadence>>;
  /** Of the ringing voltage. */
  readonly ringHz: number;
  /** Absent: nobody is told who calls. */
  readonly callerId?: CallerIdMethod;
  readonly flash: FlashWindow;
}

/** What a country's file says: each value with where it was found. */
export interface CountryFile {
  readonly codes: readonly string[];
  /** Sources disagree so much that nothing here should be relied on. */
  readonly provisional?: true;
  /** As `toneText.ts` reads them. */
  readonly tones: Readonly<Record<ToneName, Sourced>>;
  /** The usual ring, as `ringCadence.ts` reads it. */
  readonly ring: Sourced;
  readonly ringHz: Sourced;
  /** As `callerId/method.ts` reads it. */
  readonly callerId: Sourced;
  /** `300-1000`: how long a flash lasts, in milliseconds. */
  readonly flash: Sourced;
}

/**
 * `from`: Ai Asterisk's indications, Dz DAHDI's zonedata, Sp spandsp's global-tones (ITU-T E.180
 * Suppl. 2), Sa its adsi.h, Ci Cisco's ATA defaults, Io Cisco IOS' list of caller ID by country, Mx
 * Mediatrix 4100's appendix D, Te Infineon's TAPI, Wb weeBell's country table, Zy ZyXEL's country
 * table, Zo ZyXEL's Omni.Net; `ours` where none says. Ai and Dz are akin and count as one.
 */
export interface Sourced {
  readonly is: string;
  readonly from: string;
  /** Who says otherwise, and what. */
  readonly conflict?: string;
}

const keys = ["codes", "provisional", "tones", "ring", "ringHz", "callerId", "flash"];

/** A country's file as it was read from wherever; whatever is missing, unknown or wrong is named. */
export function readCountry(file: unknown): Result<Country> {
  const tones = inside(file, "tones");
  const unknown = [
    ...strangers(file, keys),
    ...strangers(tones, toneNames).map((key) => `tones.${key}`),
  ];
  if (unknown.length > 0) return bad(`unknown: ${unknown.join(", ")}`);
  const codes = inside(file, "codes");
  if (!Array.isArray(codes) || codes.length === 0 || !codes.every(isCode))
    return bad("codes: two letters each");
  const plans = readTones(tones);
  if (!plans.ok) return plans;
  const line = readLine(file);
  return line.ok ? ok({ codes: codes.map(String), tones: plans.value, ...line.value }) : line;
}

function readTones(tones: unknown): Result<Country["tones"]> {
  const plans: [ToneName, TonePlan][] = [];
  for (const name of toneNames) {
    const plan = parseTone(textOf(inside(tones, name)));
    if (!plan.ok) return bad(`tones.${name}: ${plan.problem.detail}`);
    plans.push([name, plan.value]);
  }
  const named = Object.fromEntries(plans) as Record<ToneName, TonePlan>; // one for each name, above
  return ok({ ...named, interrupt: warning(named.waiting) });
}

/** Somebody breaks in: one long burst of what the waiting signal sounds like (GR-219 says 440 Hz, 1.75 s). */
const warning = ({ segments: [{ frequencies } = { frequencies: [] }] }: TonePlan): TonePlan => ({
  segments: [{ frequencies, length: WARNING }],
});
export const WARNING = millis(1750);

function readLine(file: unknown): Result<Omit<Country, "codes" | "tones">> {
  const ring = parseRing(textOf(inside(file, "ring")));
  if (!ring.ok) return bad(`ring: ${ring.problem.detail}`);
  const ringHz = Number(textOf(inside(file, "ringHz")));
  if (!(ringHz >= 15 && ringHz <= 60)) return bad("ringHz: 15 to 60");
  const callerId = parseMethod(textOf(inside(file, "callerId")));
  if (!callerId.ok) return bad(`callerId: ${callerId.problem.detail}`);
  const flash = readFlash(textOf(inside(file, "flash")));
  if (!flash) return bad(`flash: from ${SHORTEST_FLASH} ms on`);
  return ok({
    rings: { r1: ring.value, ...distinctive },
    ringHz,
    ...(callerId.value && { callerId: callerId.value }),
    flash,
  });
}

function readFlash(text: string): FlashWindow | undefined {
  const [from = 0, to = 0] = text.split("-").map(Number);
  const window = { from: millis(from), to: millis(to) };
  return /^\d+-\d+$/.test(text) && from >= SHORTEST_FLASH && to > from ? window : undefined;
}

const bad = (why: string): Result<never> => fail("media.badCountry", why);
const isCode = (code: unknown): boolean => typeof code === "string" && /^[A-Z]{2}$/.test(code);

function inside(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

const strangers = (value: unknown, known: readonly string[]): string[] =>
  Object.keys(typeof value === "object" && value !== null ? value : {}).filter(
    (key) => !known.includes(key),
  );

/** Its text; empty, and so refused, when something but text and its source stands there. */
const textOf = (value: unknown): string =>
  strangers(value, ["is", "from", "conflict"]).length === 0 &&
  typeof inside(value, "from") === "string"
    ? String(inside(value, "is"))
    : "";

const distinctive = Object.fromEntries(
  Object.entries(distinctiveRings).map(([name, text]) => {
    const ring = parseRing(text);
    return [name, ring.ok ? ring.value : { pattern: [] }];
  }),
) as Record<keyof typeof distinctiveRings, RingCadence>;

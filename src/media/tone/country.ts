import { fail, ok, type Result } from "#kit/result.ts";
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

/** One country's sounds. */
export interface Country {
  /** ISO 3166, two letters; several where the network is one. */
  readonly codes: readonly string[];
  readonly tones: Readonly<Record<ToneName, TonePlan>>;
  readonly rings: Readonly<Record<RingName, RingCadence>>;
}

/** What a country's file says: each value with where it was found. */
export interface CountryFile {
  readonly codes: readonly string[];
  /** As `toneText.ts` reads them. */
  readonly tones: Readonly<Record<ToneName, Sourced>>;
  /** The usual ring, as `ringCadence.ts` reads it. */
  readonly ring: Sourced;
}

/**
 * `from`: Ai Asterisk's indications, Dz DAHDI's zonedata, Sp spandsp's global-tones (ITU-T E.180
 * Suppl. 2), Ci Cisco's ATA defaults, Zy ZyXEL's country table; `ours` where none says.
 */
export interface Sourced {
  readonly is: string;
  readonly from: string;
}

/** A country's file as it was read from wherever; whatever is missing, unknown or wrong is named. */
export function readCountry(file: unknown): Result<Country> {
  const tones = inside(file, "tones");
  const unknown = [
    ...strangers(file, ["codes", "tones", "ring"]),
    ...strangers(tones, toneNames).map((key) => `tones.${key}`),
  ];
  if (unknown.length > 0) return bad(`unknown: ${unknown.join(", ")}`);
  const codes = inside(file, "codes");
  if (!Array.isArray(codes) || codes.length === 0 || !codes.every(isCode))
    return bad("codes: two letters each");
  const plans: [ToneName, TonePlan][] = [];
  for (const name of toneNames) {
    const plan = parseTone(textOf(inside(tones, name)));
    if (!plan.ok) return bad(`tones.${name}: ${plan.problem.detail}`);
    plans.push([name, plan.value]);
  }
  const ring = parseRing(textOf(inside(file, "ring")));
  if (!ring.ok) return bad(`ring: ${ring.problem.detail}`);
  return ok({
    codes: codes.map(String),
    tones: Object.fromEntries(plans) as Record<ToneName, TonePlan>, // one for each name, above
    rings: { r1: ring.value, ...distinctive },
  });
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
  strangers(value, ["is", "from"]).length === 0 && typeof inside(value, "from") === "string"
    ? String(inside(value, "is"))
    : "";

const distinctive = Object.fromEntries(
  Object.entries(distinctiveRings).map(([name, text]) => {
    const ring = parseRing(text);
    return [name, ring.ok ? ring.value : { pattern: [] }];
  }),
) as Record<keyof typeof distinctiveRings, RingCadence>;

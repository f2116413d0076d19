/** Calls to the outside: through which accounts, as which number, and what may not be called. */
import { z } from "zod";
import { type Combined, combining } from "./combined.ts";
import { always, during, mode, pattern } from "./condition.ts";
import { id, label, list, record, someOf } from "./words.ts";

const country = z.string().regex(/^[A-Z]{2}$/);

/** What is called: one of these is given. */
const to = record({
  is: z.literal("to"),
  like: pattern.exactOptional(),
  in: id.exactOptional(),
  person: id.exactOptional(),
  countries: someOf(country, 250).exactOptional().meta({ description: "ISO 3166 codes" }),
  tariff: z.enum(["usual", "abroad", "premium", "shared", "satellite"]).exactOptional(),
}).refine(
  ({ is: _, ...given }) => Object.values(given).filter((one) => one !== undefined).length === 1,
  { message: "give one of `like`, `in`, `person`, `countries` and `tariff`" },
);
const from = record({ is: z.literal("from"), device: id });

/** Keyed before the number, for this call alone. */
const keyed = record({
  is: z.literal("keyed"),
  prefix: z
    .string()
    .regex(/^\*[0-9]{2,3}$/)
    .meta({ description: "`*` and two or three digits, before the number" }),
});

const simple = [always, to, from, keyed, during, mode] as const;
export type SimpleOut = z.output<(typeof simple)[number]>;

/** When a way out is taken. */
export type OutCondition = Combined<SimpleOut>;

export const outCondition: z.ZodType<OutCondition> = z
  .discriminatedUnion("is", [...simple, ...combining(() => outCondition)])
  .meta({ id: "OutCondition" });

/** One of the owner's numbers, by its id. */
export const shows = id
  .exactOptional()
  .meta({ description: "id of the number of the owner's that is shown to those we call" });

const wayOut = record({
  id,
  name: label.exactOptional(),
  when: outCondition,
  through: someOf(id, 20).meta({ description: "accounts in the order in which they are tried" }),
  shows,
});
export type WayOut = z.output<typeof wayOut>;

const allowance = z.enum(["allow", "deny"]);
export const callsAtOnce = z.number().int().min(1).max(1000).nullable().default(null);

export const outgoing = record({
  route: list(id, 20).default([]).meta({ description: "accounts in order; none named: all" }),
  routes: list(wayOut, 50)
    .default([])
    .meta({ description: "the first that fits comes before `route`" }),
  shows,
  limits: record({
    abroad: allowance.default("deny"),
    premium: allowance.default("deny"),
    shared: allowance.default("allow"),
    satellite: allowance.default("deny"),
    countries: list(country, 250)
      .default([])
      .meta({ description: "ISO 3166 codes: may be called though `abroad` is `deny`" }),
    never: list(country, 250)
      .default([])
      .meta({ description: "ISO 3166 codes: may not be called though `abroad` is `allow`" }),
    minutesPerDay: z.number().int().min(0).nullable().default(600),
    callsAtOnce: callsAtOnce.meta({ description: "through all accounts, in and out" }),
  }).prefault({}),
});

/** When a rule fits: the conditions an owner can write. What they mean is in directing/condition.ts. */
import { z } from "zod";
import { type Combined, combining } from "./combined.ts";
import { id, numberText, record, sipAddress } from "./words.ts";

/** Groups that are always there. `family` too, because the rules a new server starts with speak of it. */
export const builtInGroups = [
  "favourites",
  "family",
  "contacts",
  "unknown",
  "hidden",
  "blocked",
  "allowed",
  "own",
] as const;

/** A number, a beginning of one (`+44*`), or a SIP address (`sip:door@house.lan`, `sip:*@house.lan`). */
export const pattern = z
  .union([numberText, sipAddress, z.string().regex(/^\+?[0-9]{1,15}\*$/)])
  .meta({ description: "number, beginning of one (`+44*`), or SIP address" });

export const always = record({ is: z.literal("always") });
const caller = record({
  is: z.literal("caller"),
  in: id.exactOptional(),
  like: pattern.exactOptional(),
}).refine((it) => (it.in === undefined) !== (it.like === undefined), {
  message: "give either `in` (a group) or `like` (a number or address)",
});
const called = record({ is: z.literal("called"), number: id });
const via = record({ is: z.literal("via"), account: id });
export const during = record({ is: z.literal("during"), time: id });
export const mode = record({ is: z.literal("mode"), mode: id });
const device = record({
  is: z.literal("device"),
  device: id,
  state: z.enum(["idle", "ringing", "busy", "offline"]),
});
const attested = record({
  is: z.literal("attested"),
  level: z.enum(["A", "B", "C", "failed", "none"]),
});
const again = record({ is: z.literal("again"), within: z.number().min(1).max(1440) });

/** The owner has called them, or they have called and were spoken to. */
const before = record({
  is: z.literal("before"),
  by: z.enum(["owner", "caller", "either"]).default("either"),
});

const simple = [
  always,
  caller,
  called,
  via,
  during,
  mode,
  device,
  attested,
  again,
  before,
] as const;
/** A condition that is not made of others. */
export type Simple = z.output<(typeof simple)[number]>;

export type Condition = Combined<Simple>;

export const condition: z.ZodType<Condition> = z
  .discriminatedUnion("is", [...simple, ...combining(() => condition)])
  .meta({ id: "Condition" });

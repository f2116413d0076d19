/**
 * telephony/policy: what an exchange shall do with its user's calls before they reach the user's own
 * server, and while that is away; written by the owner, in words of the owner's settings, but free of
 * everything private. Both tiers read it with the same functions. This file: the document.
 */
import { z } from "zod";
import { peerPlace } from "#telephony/membership/directory.ts";
import { mostRotations } from "#telephony/policy/rotation.ts";
import { type Combined, combining } from "#telephony/settings/combined.ts";
import { pattern } from "#telephony/settings/condition.ts";
import { refusal } from "#telephony/settings/step.ts";
import { dates, weekly } from "#telephony/settings/times.ts";
import {
  id,
  list,
  momentText,
  numberText,
  record,
  secondsFrom,
  sipAddress,
  someOf,
} from "#telephony/settings/words.ts";

const simple = [
  record({ is: z.literal("always") }),
  record({ is: z.literal("hidden") }),
  record({ is: z.literal("caller"), like: pattern }),
  record({ is: z.literal("called"), number: numberText }),
  record({ is: z.literal("via"), trunk: id }),
  record({ is: z.literal("during"), weekly: list(weekly, 50), dates: list(dates) }),
  record({ is: z.literal("attested"), level: z.enum(["A", "B", "C", "failed", "none"]) }),
] as const;
export type SimplePolicyCondition = z.output<(typeof simple)[number]>;

export type PolicyCondition = Combined<SimplePolicyCondition>;

/** What needs nothing but the call itself. One that nobody knows makes the document void: it is never passed over. */
export const policyCondition: z.ZodType<PolicyCondition> = z.discriminatedUnion("is", [
  ...simple,
  ...combining(() => policyCondition),
]);

export const policyRule = record({
  when: policyCondition,
  do: z.enum(["accept", "reject"]),
  cause: refusal.exactOptional(),
});
export type PolicyRule = z.output<typeof policyRule>;

const unreachableStep = z.discriminatedUnion("do", [
  record({ do: z.literal("wait"), for: secondsFrom(1, 60) }),
  record({
    do: z.literal("forward"),
    to: z.union([record({ number: numberText }), record({ address: sipAddress })]),
  }),
  record({ do: z.literal("reject"), cause: refusal.exactOptional() }),
]);
export type UnreachableStep = z.output<typeof unreachableStep>;

export const policyDocument = record({
  user: sipAddress,
  /** Never goes back. */
  version: z.number().int().min(0),
  issued: momentText,
  expires: momentText,
  timeZone: z.string().max(60),
  country: z.string().regex(/^[A-Z]{2}$/),
  rules: list(policyRule, 100),
  unreachable: list(unreachableStep, 10),
  /** Where the user's server takes other members' calls itself, for the exchange's directory. */
  peer: peerPlace.exactOptional(),
  /** How the key came to be the one that signs: see `rotation.ts`. */
  rotations: someOf(z.string().max(1000), mostRotations).exactOptional(),
});
export type Policy = z.output<typeof policyDocument>;

/** Callers who are no people to the owner: numbers and whole ranges that are let through or refused. */
import { z } from "zod";
import { pattern } from "./condition.ts";
import { id, label, list, record } from "./words.ts";

const most = 5000;

/** Somebody else's list of numbers; a line each, or comma separated with the number first. */
const subscription = record({
  id,
  name: label.exactOptional(),
  as: z.enum(["block", "allow"]).default("block"),
  url: z.url({ protocol: /^https?$/ }).max(2000),
});
export type Subscription = z.output<typeof subscription>;

export const callers = record({
  allow: list(pattern, most).default([]).meta({ description: "never `blocked`, and `allowed`" }),
  block: list(pattern, most)
    .default([])
    .meta({ description: "`blocked`, unless allowed or known" }),
  lists: list(subscription, 20).default([]),
});
export type Callers = z.output<typeof callers>;

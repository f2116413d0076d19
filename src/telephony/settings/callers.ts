/** Callers who are no people to the owner: numbers and whole ranges that are let through or refused. */
import { z } from "zod";
import { blockNote } from "./blockNote.ts";
import { certificates } from "./certificates.ts";
import { pattern } from "./condition.ts";
import { fetched, keepsSecret, spilt, webAddress } from "./elsewhere.ts";
import { id, label, list, record, secondsFrom } from "./words.ts";

const most = 5000;

/** Signed calls (RFC 8224): whose signatures are believed, and how long a call may wait for one to be verified. */
const signatures = record({
  authorities: certificates.exactOptional().meta({
    description:
      "PEM: who may issue the certificates of those who sign; without it, nothing is verified",
  }),
  wait: secondsFrom(0.5, 5).prefault(1.5),
});

/** Somebody else's list of numbers; a line each, or comma separated with the number first. */
const subscription = record({
  id,
  name: label.exactOptional(),
  as: z.enum(["block", "allow"]).default("block"),
  url: webAddress,
  ...fetched,
}).refine((it) => keepsSecret(it.url, it), spilt);
export type Subscription = z.output<typeof subscription>;

/** With why, or without. */
const blocked = z.union([pattern, record({ pattern, ...blockNote })]);
export type Blocked = z.output<typeof blocked>;
export const patternOf = (one: Blocked): string => (typeof one === "string" ? one : one.pattern);

export const callers = record({
  allow: list(pattern, most).default([]).meta({ description: "never `blocked`, and `allowed`" }),
  block: list(blocked, most)
    .default([])
    .meta({ description: "`blocked`, unless allowed or known; `{pattern}` may say why" }),
  lists: list(subscription, 20).default([]),
  signatures: signatures.prefault({}),
});
export type Callers = z.output<typeof callers>;

/** What a rule does: the steps of a plan and whom they reach. */
import { z } from "zod";
import type { Seconds } from "#kit/time.ts";
import {
  id,
  label,
  list,
  numberText,
  record,
  secondsFrom,
  secret,
  sipAddress,
  someOf,
} from "./words.ts";

const about = {
  /** Rings this much later than the step begins. */
  after: secondsFrom(0, 300).exactOptional(),
  /** Who lifts must press a key before the caller is put through: no stranger's mailbox answers. */
  confirm: z.boolean().exactOptional(),
};
const toDevice = record({ device: id, ...about });
const toEveryDevice = record({ everyDevice: z.literal(true), ...about });
const abroad = z.literal(true).exactOptional().meta({
  description: "callers may be sent there though it costs more than a call at home",
});
const outside = { via: id.exactOptional(), abroad, ...about };
const toNumber = record({ number: numberText, ...outside });
const toAddress = record({ address: sipAddress, ...outside });
const toPerson = record({ person: id, abroad, ...about });

export const target = z
  .union([toDevice, toEveryDevice, toNumber, toAddress, toPerson])
  .meta({ id: "Target" });
export type Target = z.output<typeof target>;

/** Why a call is refused, in telephone words; the wire's status follows from it (server/causes.ts). */
export const refusals = [
  "busy",
  "rejected",
  "quiet",
  "anonymousRefused",
  "unproven",
  "noAnswer",
  "unknown",
  "limit",
  "unreachable",
  "loop",
] as const;
export const refusal = z.enum(refusals);
export type Refusal = z.output<typeof refusal>;

export const whenBusy = z.enum(["wait", "interrupt", "speak", "skip"]);

const ring = record({
  do: z.literal("ring"),
  targets: someOf(target, 30),
  order: z.enum(["together", "inTurn"]).default("together"),
  for: secondsFrom(0, 600).default(25 as Seconds),
  whenBusy: whenBusy.default("wait"),
  cadence: id.exactOptional(),
  keepRinging: z.boolean().exactOptional(),
});
const forward = record({ do: z.literal("forward"), to: target });
const interrupt = record({
  do: z.literal("interrupt"),
  target,
  existing: z.enum(["hold", "end"]).default("hold"),
});
const speak = record({
  do: z.literal("speak"),
  target,
  also: someOf(target, 29)
    .exactOptional()
    .meta({ description: "further telephones that hear it at the same time: a page" }),
  for: secondsFrom(1, 600).default(30 as Seconds),
  cadence: id.exactOptional().meta({
    description: "what telephones ring with that do not answer by themselves",
  }),
});
const announce = record({ do: z.literal("announce"), prompt: id });
const screen = record({
  do: z.literal("screen"),
  targets: someOf(target, 30),
  for: secondsFrom(5, 120).default(25 as Seconds),
  /** How the caller shows that a person calls: by saying name and reason, or by two digits. */
  by: z.enum(["name", "digits"]).default("name"),
  cadence: id.default("r4"),
});
const mailbox = record({ do: z.literal("mailbox"), greeting: id.exactOptional() });
const room = record({
  do: z.literal("room"),
  room: id.meta({
    description: "a room of `conference.rooms`; where it has a PIN, that is asked for",
  }),
});
const reject = record({ do: z.literal("reject"), cause: refusal.default("rejected") });

const simple = [ring, forward, interrupt, speak, announce, screen, mailbox, room, reject] as const;
type Simple = z.output<(typeof simple)[number]>;
export interface Ask {
  readonly do: "ask";
  readonly prompt: string;
  readonly for: Seconds;
  readonly times?: number;
  readonly keys: readonly { readonly key: string; readonly then: readonly Step[] }[];
  readonly extensions?: { readonly via: string };
}
export interface Decide {
  readonly do: "decide";
  readonly url: string;
  readonly secret?: string;
  readonly inside?: boolean;
  readonly for: Seconds;
  readonly otherwise: readonly Step[];
}
export type Step = Simple | Ask | Decide;

const ask = record({
  do: z.literal("ask"),
  prompt: id,
  for: secondsFrom(1, 60).default(10 as Seconds),
  times: z.number().int().min(1).max(5).exactOptional().meta({
    description:
      "how often it is asked in all: again when nothing is keyed, and when nobody was reached; default 1",
  }),
  keys: list(
    record({
      key: z.string().regex(/^[0-9*#]$/),
      get then(): z.ZodType<readonly Step[]> {
        return steps;
      },
    }),
    12,
  ),
  extensions: record({ via: id }).exactOptional().meta({
    description:
      "two to six digits that begin with none of the keys are an extension, called through that account of an exchange",
  }),
});
const decide = record({
  do: z.literal("decide"),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .regex(/^[a-z]+:\/\/[^/?#@]*(?:[/?#].*)?$/i),
  secret: secret.exactOptional(),
  inside: z
    .boolean()
    .exactOptional()
    .meta({ description: "it may be in a network of the house; else only out in the world" }),
  for: secondsFrom(0.5, 10).default(3 as Seconds),
  get otherwise(): z.ZodType<readonly Step[]> {
    return steps;
  },
});

export const step: z.ZodType<Step> = z
  .discriminatedUnion("do", [...simple, ask, decide])
  .meta({ id: "Step" });
export const steps = list(step, 30);

export const ruleName = label.exactOptional();

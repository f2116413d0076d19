/** The document itself: every section, and what a section that is left out means. */
import { z } from "zod";
import { backup } from "./backup.ts";
import { callers } from "./callers.ts";
import { expectation } from "./checks.ts";
import { condition } from "./condition.ts";
import { conference } from "./conference.ts";
import { emergency } from "./emergency.ts";
import { ladders } from "./ladders.ts";
import { network } from "./network.ts";
import { outgoing } from "./outgoing.ts";
import { recording } from "./recording.ts";
import { shippedDevices, shippedGroups, shippedRules } from "./shipped.ts";
import { refusal, ruleName, steps, target } from "./step.ts";
import { account, addressBook, device, group, owner, ownNumber, person } from "./telephones.ts";
import { mode, time } from "./times.ts";
import {
  clockText,
  dateText,
  hostPort,
  id,
  list,
  momentText,
  numberText,
  record,
  secondsFrom,
  secret,
} from "./words.ts";

/** The version that this program writes; migrate.ts brings older documents here. */
export const settingsVersion = 1;

export const rule = record({
  id,
  name: ruleName,
  enabled: z.boolean().default(true),
  offUntil: z.union([momentText, dateText]).exactOptional(),
  when: condition,
  then: steps,
});
export type Rule = z.output<typeof rule>;

const lease = record({
  account: id,
  policy: list(
    record({
      when: condition,
      do: z.enum(["accept", "reject"]),
      cause: refusal.exactOptional(),
    }),
  ).default([]),
  unreachable: list(
    z.discriminatedUnion("do", [
      record({ do: z.literal("wait"), for: secondsFrom(1, 60) }),
      record({ do: z.literal("forward"), to: target }),
      record({ do: z.literal("reject"), cause: refusal.exactOptional() }),
    ]),
    10,
  ).default([]),
});

/** Where a service sends calls; a bare number or address is a target too. */
const destination = z
  .union([target, numberText, z.string().regex(/^sips?:/i)])
  .transform((it) =>
    typeof it === "string" ? (/^sips?:/i.test(it) ? { address: it } : { number: it }) : it,
  )
  .nullable();

const services = record({
  callWaiting: z.boolean().default(true),
  /** With a waiting or held call, a digit behind the flash says what is meant. */
  callWaitingDeluxe: z.boolean().default(false),
  /** Hanging up on two parties puts them through to each other; else it ends one or both. */
  transferOnHook: z.boolean().default(false),
  /** How long a parked call waits before it rings back. */
  parkFor: secondsFrom(10, 3600).prefault(120),
  /** What a party hears whom a telephone of ours holds. */
  held: z
    .union([z.enum(["music", "silence"]), z.templateLiteral(["greeting:", id])])
    .default("music")
    .meta({ description: "`music`, `silence`, or a recording of the owner's: `greeting:NAME`" }),
  forwardAll: destination.default(null),
  /** Half a ring at the telephones when a call is forwarded so. */
  forwardReminder: z.boolean().default(true),
  forwardBusy: destination.default(null),
  forwardNoAnswer: destination.default(null),
  anonymousReject: z.boolean().default(false),
  /** Exchanges shall refuse all calls, whatever else they were told. */
  exchangeReject: z.boolean().default(false),
  /** In all calls; *82 shows it in one. */
  hideNumber: z.boolean().default(false),
  speedDials: z
    .record(z.string().regex(/^[0-9]{1,2}$/), numberText)
    .readonly()
    .default({}),
  /** By the owner's clock, once: a device's id, and when it rings. */
  wakeUps: z.record(id, clockText).readonly().default({}),
  starCodes: z.enum(["nanp", "spa", "freepbx", "etsi", "none"]).default("nanp"),
});

const smtp = record({
  server: hostPort,
  security: z.enum(["starttls", "tls", "none"]).default("starttls"),
  user: z.string().min(1).max(255).exactOptional(),
  secret: secret.exactOptional(),
  from: z.email(),
});

/** What was said in a message, written down by a program here or a service elsewhere. */
const transcription = z.discriminatedUnion("by", [
  record({
    by: z.literal("command"),
    command: list(z.string().min(1).max(1000), 40).refine((it) => it.length > 0, {
      message: "name a program",
    }),
  }),
  record({
    by: z.literal("http"),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    secret: secret.exactOptional(),
    /** It is in the owner's own network. */
    inside: z.boolean().default(false),
  }),
]);

const mailbox = record({
  enabled: z.boolean().default(true),
  maxMessageSeconds: secondsFrom(10, 3600).prefault(180),
  /** Nobody has spoken for so long: the message is over. */
  silenceSeconds: secondsFrom(3, 60).prefault(8),
  /** Callers can leave no more until some are deleted. */
  maxMessages: z.number().int().min(1).max(2000).default(500),
  maxMegabytes: z.number().int().min(1).max(100_000).default(500),
  /** Greetings by mode, for steps that name none: the mode's id, and the greeting's name. */
  greetings: z.record(id, id).readonly().default({}),
  pin: secret
    .regex(/^[0-9]{4,12}$/)
    .nullable()
    .default(null),
  /** New messages are sent there, by `smtp`. */
  email: z.email().nullable().default(null),
  smtp: smtp.nullable().default(null),
  transcription: transcription.nullable().default(null),
});

export const document = record({
  version: z.literal(settingsVersion).default(settingsVersion),
  owner: owner.prefault({}),
  numbers: list(ownNumber).default([]),
  devices: list(device).prefault(shippedDevices),
  accounts: list(account, 50).default([]),
  exchanges: list(lease, 50).default([]),
  people: list(person, 10_000).default([]),
  addressBooks: list(addressBook, 10).default([]),
  groups: list(group).prefault(shippedGroups),
  callers: callers.prefault({}),
  times: list(time).default([]),
  mode: mode.prefault({}),
  rules: list(rule).prefault(shippedRules),
  services: services.prefault({}),
  mailbox: mailbox.prefault({}),
  outgoing: outgoing.prefault({}),
  conference: conference.prefault({}),
  recording: recording.prefault({}),
  ladders: ladders.prefault({}),
  emergency: emergency.prefault({}),
  checks: list(expectation, 200).default([]),
  network: network.prefault({}),
  backup: backup.prefault({}),
});

export type Settings = z.output<typeof document>;
/** What may be written: everything with a default can be left out. */
export type SettingsInput = z.input<typeof document>;
export type Services = Settings["services"];

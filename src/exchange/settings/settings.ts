/**
 * exchange/settings: an exchange as its operator set it, one document. zod is its single source;
 * everybody comes through `validate.ts`. What members decide (their policies) and where they are
 * (their bindings) is not in here: nothing that a member does changes this document.
 */
import { z } from "zod";
import { languages } from "#telephony/mailbox/prompts.ts";
import { memberMode } from "#telephony/membership/directory.ts";
import { policyRule } from "#telephony/policy/policy.ts";
import {
  hostPort,
  id,
  label,
  list,
  momentText,
  record,
  secondsFrom,
  secret,
} from "#telephony/settings/words.ts";

/** The version that this program writes. */
export const exchangeVersion = 1;

const e164 = z
  .string()
  .regex(/^\+[1-9][0-9]{6,14}$/)
  .meta({ description: "number with country code: `+16135550142`" });

const domainName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

/** What is kept of a password: as good as it within the realm, so as secret. */
const login = record({
  md5: z.string().regex(/^[0-9a-f]{32}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What the operator refuses, and the reason that the owner is told. */
const narrowing = record({ rules: list(policyRule, 50), reason: label });

const relay = z.enum(["never", "whenNeeded", "always"]);

/** A feature server that runs in the exchange's own process. */
const hosted = record({
  folder: id.meta({ description: "its data, beneath `hosted` of the exchange's data folder" }),
  port: z.number().int().min(1024).max(65_535).meta({
    description: "where its telephones register (UDP and TCP)",
  }),
}).meta({ description: "the user's own server runs here, in the exchange's process" });
export type Hosted = z.output<typeof hosted>;

const extension = z.string().regex(/^[0-9]{2,6}$/);

const user = record({
  name: id,
  numbers: list(e164, 100).default([]),
  extension: extension.exactOptional(),
  login: login.exactOptional().meta({ description: "without it nobody can be this user" }),
  invited: record({ until: momentText, key: z.string().regex(/^[0-9a-f]{64}$/) })
    .exactOptional()
    .meta({ description: "the login is void when nobody has used it by then" }),
  tier: id.default("standard"),
  followsRedirections: z.boolean().default(false).meta({
    description: "a 302 of the user's own server is followed here, and not left to the caller",
  }),
  relay: relay.exactOptional().meta({ description: "sound of this user's calls, by the exchange" }),
  narrowed: narrowing.exactOptional(),
  suspended: record({ reason: label }).exactOptional(),
  hosted: hosted.exactOptional(),
});
/** `attends`: it is the exchange's own attendant, whose word on who calls is believed. */
export type User = z.output<typeof user> & { readonly attends?: true };

const attendant = record({
  number: e164.exactOptional(),
  extension: extension.exactOptional(),
  operator: z
    .string()
    .regex(/^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}|\+[1-9][0-9]{6,14})$/)
    .exactOptional()
    .meta({ description: "whom 0 calls: a user by name, extension or number" }),
  language: z.enum(languages).default("en"),
  port: z.number().int().min(1024).max(65_535).default(5099).meta({
    description: "the port (UDP and TCP) of its house in the exchange's process",
  }),
}).meta({ description: "a number that answers with a menu and asks for an extension" });
export type Attendant = z.output<typeof attendant>;

const tier = record({
  id,
  calls: z.enum(["members", "usual", "anywhere"]).default("members").meta({
    description: "members alone; numbers at home too; also abroad, premium and other domains",
  }),
  channels: z.number().int().min(0).max(10_000).default(10),
  narrowed: narrowing.exactOptional(),
});
export type Tier = z.output<typeof tier>;

export const trunk = record({
  id,
  server: hostPort,
  transport: z.enum(["udp", "tcp", "tls"]).default("udp"),
  from: list(hostPort, 50)
    .default([])
    .meta({ description: "further addresses its calls come from" }),
  prefixes: list(z.string().regex(/^\+?[0-9]{0,15}$/), 500)
    .default([""])
    .meta({
      description: "beginnings of the numbers that go out here; the longest that fits counts",
    }),
  channels: z.number().int().min(1).max(10_000).default(30),
  domain: hostPort
    .exactOptional()
    .meta({ description: "host of its addresses, where that is not the server's name" }),
  login: record({
    username: z.string().min(1).max(120),
    authUsername: z.string().min(1).max(120).exactOptional(),
    secret,
  })
    .exactOptional()
    .meta({ description: "for the carrier's challenges; calls out then pass a bridge" }),
  registers: z.boolean().default(false).meta({
    description: "is told by REGISTER where we are; its calls to that address are known by it",
  }),
  numbers: z.enum(["e164", "digits", "national"]).default("e164").meta({
    description: "how it wants numbers: `+16135550142`, `16135550142`, as they are dialled at home",
  }),
  callerId: record({
    number: e164.exactOptional(),
    always: z.boolean().default(false),
  })
    .prefault({})
    .meta({ description: "the number for users who have none; `always`: for everybody" }),
});
export type Trunk = z.output<typeof trunk>;

const limits = record({
  bindingsPerUser: z.number().int().min(1).max(1000).default(10),
  strangersPerMinute: z.number().min(1).max(100_000).default(60),
  expiry: record({
    least: secondsFrom(10, 3600).prefault(60),
    most: secondsFrom(60, 86_400).prefault(3600),
  }).prefault({}),
});

export const exchangeDocument = record({
  version: z.literal(exchangeVersion).default(exchangeVersion),
  domains: list(domainName, 100).refine((all) => all.length > 0, { message: "name one at least" }),
  realm: z
    .string()
    .min(1)
    .max(253)
    .exactOptional()
    .meta({ description: "default: the first domain" }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("US"),
  users: list(user, 200_000).default([]),
  tiers: list(tier).default([{ id: "standard", calls: "members", channels: 10 }]),
  trunks: list(trunk).default([]),
  attendant: attendant.exactOptional(),
  membersCall: memberMode.default("strict").meta({
    description:
      "each other through the exchange alone (`strict`), or straight too, by its signed directory (`peer`)",
  }),
  hidesUsers: z.boolean().default(true).meta({
    description: "strangers get one answer, whether there is no such user or nobody is in",
  }),
  relay: relay.default("whenNeeded").meta({
    description: "sound goes through the exchange: where neither party can reach the other, or so",
  }),
  limits: limits.prefault({}),
});
export type ExchangeSettings = z.output<typeof exchangeDocument>;

/** The realm of every digest here. */
export const realmOf = ({ realm, domains }: ExchangeSettings): string => realm ?? domains[0] ?? "";

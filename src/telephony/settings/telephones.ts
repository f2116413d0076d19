/** The owner, the numbers callers dial, the telephones that ring, and the accounts that reach the world. */
import { z } from "zod";
import { blockNote } from "./blockNote.ts";
import { certificate } from "./certificates.ts";
import { fetched, keepsSecret, spilt, webAddress } from "./elsewhere.ts";
import { ofAccount } from "./emergency.ts";
import { callsAtOnce, shows } from "./outgoing.ts";
import { signature } from "./signature.ts";
import { hostPort, id, label, list, numberText, record, secret, sipAddress } from "./words.ts";

export const owner = record({
  name: label.default(""),
  timeZone: z.string().max(60).default("UTC").meta({ description: "IANA zone: `America/Toronto`" }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .exactOptional()
    .meta({ description: "ISO 3166 code; without it, that of the first number, else US" }),
  language: z.enum(["en", "de"]).default("en"),
  areaCode: z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .exactOptional(),
});

export const ownNumber = record({
  id,
  name: label.exactOptional(),
  number: numberText.exactOptional(),
  address: sipAddress.exactOptional(),
}).refine((it) => it.number !== undefined || it.address !== undefined, {
  message: "give a `number`, an `address`, or both",
});

const gain = record({
  hears: z.number().min(-24).max(24).default(0),
  speaks: z.number().min(-24).max(24).default(0),
});
const anyDevice = {
  id,
  name: label.exactOptional(),
  room: label.exactOptional().meta({ description: "where it stands" }),
  gain: gain.exactOptional(),
  shows,
};
const tones = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .exactOptional()
  .meta({ description: "ISO 3166 code of the country whose tones it has; default: the owner's" });
const hookFlash = record({
  from: z.number().int().min(80).max(1500),
  to: z.number().int().min(80).max(1500),
})
  .refine((it) => it.from < it.to, { message: "`from` is shorter than `to`" })
  .exactOptional()
  .meta({ description: "ms; how long its hook is down in a flash; default: as in its country" });
const mustEncrypt = z.boolean().exactOptional().meta({
  description: "no sound but SRTP; without it SRTP is wished for where signalling is encrypted",
});
/** Makers do not agree: see server/phones/ringLines.ts. */
export const autoAnswers = ["usual", "ringAnswer", "intercom", "never"] as const;
const sipDevice = record({
  ...anyDevice,
  kind: z.literal("sip"),
  tones,
  hookFlash,
  username: z.string().min(1).max(64).exactOptional().meta({ description: "default: the id" }),
  secret,
  mustEncrypt,
  autoAnswer: z.enum(autoAnswers).default("usual").meta({
    description: "how the phone is asked to answer by itself, when somebody is let speak into it",
  }),
  flash: z.enum(["own", "sent"]).default("own").meta({
    description:
      "`sent`: an adapter that sends its flash here and shows no second call itself; one that waits is signalled in its call",
  }),
});
const browserDevice = record({
  ...anyDevice,
  kind: z.literal("browser"),
  tones,
  speakerphone: z.boolean().default(true).meta({
    description: "plays aloud, without anybody lifting, whom a rule lets speak into it",
  }),
});
const mgcpDevice = record({
  ...anyDevice,
  kind: z.literal("mgcp"),
  endpoint: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*@([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])$/)
    .meta({ description: "the port's name at the gateway (RFC 3435): `aaln/1@gw1.lan`" }),
  gateway: hostPort.meta({
    description: "where the gateway listens: `host`, or `host:port` when it is not 2427",
  }),
});
const analogDevice = record({
  ...anyDevice,
  kind: z.literal("analog"),
  tones,
  hookFlash,
  driver: z.enum(["loopback"]).default("loopback"),
  answerReversal: z.boolean().default(false).meta({
    description: "the battery changes over while the called party is there: for machines that bill",
  }),
  openLoopDisconnect: z.number().int().min(100).max(2000).exactOptional().meta({
    description:
      "ms without battery, 2 s after the other party has hung up, for machines that cannot hear (CPC); without it: none.",
  }),
});

export const device = z
  .discriminatedUnion("kind", [sipDevice, browserDevice, mgcpDevice, analogDevice])
  .transform((it) => {
    const named = { ...it, name: it.name ?? it.id };
    return named.kind === "sip" ? { ...named, username: named.username ?? named.id } : named;
  });
export type Device = z.output<typeof device>;
export type SipDevice = Extract<Device, { kind: "sip" }>;

/** Carriers do not agree: see server/calls/callerId.ts. */
export const callerIds = ["asserted", "preferred", "from", "remoteParty"] as const;

const anyAccount = {
  id,
  name: label.exactOptional(),
  enabled: z.boolean().default(true),
  server: hostPort,
  proxy: hostPort.exactOptional().meta({ description: "send here instead of to `server`" }),
  transport: z
    .enum(["udp", "tcp", "tls"])
    .exactOptional()
    .meta({ description: "default: as DNS says (RFC 3263)" }),
  authority: certificate.exactOptional().meta({
    description:
      "PEM; over TLS, who may sign the server's certificate beside the usual authorities",
  }),
  acceptAnyCertificate: z
    .boolean()
    .default(false)
    .meta({ description: "over TLS, believe whoever answers at the server's address" }),
  username: z.string().min(1).max(64).exactOptional(),
  authUsername: z.string().min(1).max(64).exactOptional(),
  secret: secret.exactOptional(),
  mustEncrypt,
  register: z
    .boolean()
    .exactOptional()
    .meta({ description: "default: yes when there is a `username`" }),
  number: numberText.exactOptional().meta({ description: "shown to those we call" }),
  forwardBy: z.enum(["call", "redirect"]).exactOptional().meta({
    description: "how its calls are forwarded: by a call of ours (default), or by a 302 to it",
  }),
  holdBy: z.enum(["sound", "reinvite"]).exactOptional().meta({
    description:
      "how its parties are held: by what they hear alone (default), or told by a re-INVITE as well",
  }),
  transferBy: z.enum(["bridge", "refer"]).exactOptional().meta({
    description:
      "how two of its parties are put through to each other: by a call of ours that joins them (default), or by asking it to (REFER), which lets go of the sound",
  }),
  mayTransfer: z.boolean().exactOptional().meta({
    description:
      "its party may put ours through to somebody else (REFER): we call there, no further than a forward that nobody confirmed",
  }),
  mayReplace: z.boolean().exactOptional().meta({
    description: "its INVITE with Replaces takes the place of one of its own parties in a call",
  }),
  verstat: z.boolean().exactOptional().meta({
    description:
      "it says in its calls whether the caller's number was verified (STIR), and is believed",
  }),
  signature: signature.exactOptional().meta({
    description: "calls out through it are signed with this (STIR)",
  }),
  emergency: ofAccount,
  callsAtOnce: callsAtOnce.meta({ description: "how many calls it carries, in and out" }),
  callerId: z.enum(callerIds).default("asserted").meta({
    description: "in which headers it wants to be told which number to show",
  }),
  namesCaller: z.boolean().exactOptional().meta({
    description:
      "who calls is told it of calls that are forwarded (P-Preferred-Identity); few believe it",
  }),
  numberFormat: z
    .enum(["+e164", "e164", "national", "dialled"])
    .exactOptional()
    .meta({ description: "how called numbers are sent; default `+e164`" }),
};
export const account = z
  .discriminatedUnion("kind", [
    record({ ...anyAccount, kind: z.literal("carrier") }),
    record({ ...anyAccount, kind: z.literal("exchange") }),
  ])
  .transform((it) => ({
    ...it,
    name: it.name ?? it.id,
    register: it.register ?? it.username !== undefined,
    numberFormat: it.numberFormat ?? ("+e164" as const),
  }));
export type Account = z.output<typeof account>;

/** How telephones ring: `r1` is as usual. */
const cadence = z
  .string()
  .regex(/^r[1-9]$/)
  .exactOptional();

export const person = record({
  id,
  name: label,
  numbers: list(z.union([numberText, sipAddress]), 20).default([]),
  email: z.email().exactOptional(),
  groups: list(id, 20).default([]),
  cadence: cadence.meta({
    description: "how telephones ring for them, where a rule says nothing; before their groups'",
  }),
  blocked: record(blockNote)
    .exactOptional()
    .meta({ description: "why they are, where one of their groups is `blocked`" }),
});
export type Person = z.output<typeof person>;

/** People whom an address book names that is kept elsewhere; they stand behind the settings' own. */
export const addressBook = record({
  id,
  name: label.exactOptional(),
  carddav: webAddress,
  groups: list(id, 20).default([]).meta({ description: "what all of its people belong to" }),
  ...fetched,
}).refine((it) => keepsSecret(it.carddav, it), spilt);
export type AddressBook = z.output<typeof addressBook>;

export const group = record({
  id,
  name: label.exactOptional(),
  cadence: cadence.meta({
    description: "how telephones ring for its people, where a rule says nothing",
  }),
});

/**
 * The directory of an exchange's members: who has which extension, and, where members may call each
 * other straight, at what address and by which key they are known. Signed by the exchange (JWS,
 * Ed25519) with a key of its own, which members pin when the first one comes. This file: the document,
 * and whether one that came is to be believed.
 */
import { z } from "zod";
import { base64Url } from "#kit/bytes.ts";
import { momentOf } from "#kit/calendar.ts";
import { readJws } from "#kit/jws.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import { minutes, type WallTime } from "#kit/time.ts";
import { hostPort, list, momentText, numberText, record } from "#telephony/settings/words.ts";

/** The event package it is told by, and its media type. */
export const directoryEvent = "member-directory";
export const directoryType = "application/jose";

/** No text that holds more can be signed as one. */
export const mostMembers = 200;

const keyName = z.string().regex(/^[\w-]{43}$/);

/** Where a member's server takes calls of other members by TLS, and the name of its key (`TlsClient.peerKey`). */
export const peerPlace = record({ at: hostPort, key: keyName });
export type PeerPlace = z.output<typeof peerPlace>;

const member = record({
  name: z.string().min(1).max(64),
  extension: z
    .string()
    .regex(/^[0-9]{2,6}$/)
    .exactOptional(),
  numbers: list(numberText, 100),
  /** Only with mode `peer`, and only of who has a server of their own. */
  peer: peerPlace.exactOptional(),
});
export type Member = z.output<typeof member>;

/** How members' calls to each other travel: through the exchange alone, or straight too. */
export const memberMode = z.enum(["strict", "peer"]);
export type MemberMode = z.output<typeof memberMode>;

export const directoryDocument = record({
  /** The exchange's domains: who writes one of them into From says to be a member. */
  domains: z.array(z.string().min(1).max(253)).min(1).max(100).readonly(),
  mode: memberMode,
  /** Never goes back. */
  version: z.number().int().min(0),
  issued: momentText,
  expires: momentText,
  members: list(member, mostMembers),
});
export type MemberDirectory = z.output<typeof directoryDocument>;

export interface HeldDirectory {
  /** The exchange's, pinned when the first directory came: base64url of its 32 bytes. */
  readonly key: string;
  /** Exactly what was signed. */
  readonly jws: string;
  readonly directory: MemberDirectory;
}

export interface DirectoryFacts {
  readonly verifies: (key: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean;
  readonly now: WallTime;
  readonly held: HeldDirectory | undefined;
}

/** Clocks differ, and the exchange may be late: so long it still counts after its time. */
export const grace = minutes(60);
const ahead = minutes(5);

const at = (text: string): number => momentOf(text) ?? 0;

export const isInForce = ({ expires }: MemberDirectory, now: WallTime): boolean =>
  now < at(expires) + grace;

/** Signed by the exchange that signed the first one, of now, and no older than what is held. */
export function admitDirectory(jws: string, facts: DirectoryFacts): Result<HeldDirectory> {
  const { held, now } = facts;
  const read = readJws(jws);
  if (!read.ok) return read;
  const { publicKey, payload, signed, signature } = read.value;
  if (!facts.verifies(publicKey, signed, signature))
    return fail("directory.badSignature", "the signature does not fit");
  const key = base64Url(publicKey);
  if (held !== undefined && held.key !== key)
    return fail("directory.otherKey", "signed by another exchange than the one that was joined");
  const parsed = directoryDocument.safeParse(payload);
  if (!parsed.success)
    return fail("directory.malformed", parsed.error.issues[0]?.path.join("/") ?? "no directory");
  const directory = parsed.data;
  const trouble = untimely(directory, held?.directory, now);
  return trouble === undefined ? ok({ key, jws, directory }) : failWith(trouble);
}

function untimely(
  { issued, expires, version }: MemberDirectory,
  before: MemberDirectory | undefined,
  now: WallTime,
): Problem | undefined {
  if (at(issued) > now + ahead) return problem("directory.early", "is of tomorrow");
  if (at(expires) <= now) return problem("directory.over", "has expired");
  if (before === undefined || version > before.version) return undefined;
  const isAgain = version === before.version && at(issued) >= at(before.issued);
  return isAgain ? undefined : problem("directory.old", `version ${before.version} is held`);
}

/** By extension, name or number; numbers are compared as `same` does. */
export function memberCalled(
  dialled: string,
  { members }: MemberDirectory,
  same: (a: string, b: string) => boolean,
): Member | undefined {
  const text = dialled.replaceAll(/[\s()./-]/g, "");
  return members.find(
    ({ name, extension, numbers }) =>
      extension === text ||
      name.toLowerCase() === text.toLowerCase() ||
      numbers.some((number) => same(number, text)),
  );
}

/** Of one that was admitted before; undefined when it can no longer be read. */
export function directoryIn(jws: string): MemberDirectory | undefined {
  const read = readJws(jws);
  return read.ok ? directoryDocument.safeParse(read.value.payload).data : undefined;
}

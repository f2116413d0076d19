/**
 * telephony/membership: becoming a user of an exchange, and leaving it again. Pure: documents in,
 * documents out. This file is the invitation, one text with all that the user's own server must know.
 */
import { z } from "zod";
import { base64Url, fromBase64Url, fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { certificate } from "#telephony/settings/certificates.ts";
import { hostPort, label, numberText, record } from "#telephony/settings/words.ts";

const words = record({
  v: z.literal(1),
  /** As its users know it: its domain. */
  exchange: label,
  server: hostPort,
  username: z.string().min(1).max(64),
  /** The user's password there: who holds the invitation is the user. */
  secret: z.string().min(1).max(256),
  /** PEM: who signs the exchange's certificate, where that is nobody whom all know. */
  authority: certificate.exactOptional(),
  /** The user's numbers there. */
  numbers: z.array(numberText).max(20).readonly().exactOptional(),
});
export type Invitation = z.output<typeof words>;

const scheme = "ringwise-invitation:";
const longest = 8192;

export const invitationText = (invitation: Omit<Invitation, "v">): string =>
  scheme + base64Url(utf8(JSON.stringify({ v: 1, ...invitation })));

/** `membership.noInvitation`: it is none, or not whole. Spaces and line ends of a letter do not matter. */
export function readInvitation(text: string): Result<Invitation> {
  const bare = text.replaceAll(/\s/g, "");
  const coded = bare.startsWith(scheme) ? bare.slice(scheme.length) : undefined;
  const bytes = coded === undefined || bare.length > longest ? undefined : fromBase64Url(coded);
  const read = words.safeParse(bytes && parsed(fromUtf8(bytes)));
  return read.success
    ? ok(read.data)
    : fail("membership.noInvitation", "that is no invitation, or not all of it");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

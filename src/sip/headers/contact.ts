import { ok } from "#kit/result.ts";
import { mostSeconds, partyList } from "#sip/headers/shapes.ts";
import type { HeaderType } from "#sip/message/message.ts";
import type { NameAddr } from "#sip/message/nameAddr.ts";

/** `*` stands for all bindings, in a REGISTER that removes them (§10.2.2). */
export type Contacts = "*" | readonly NameAddr[];

const list = partyList("Contact");

/** Where somebody can be reached directly (RFC 3261 §20.10). */
export const Contact: HeaderType<Contacts> = {
  name: "Contact",
  parse: (text) => (text.trim() === "*" ? ok("*") : list.parse(text)),
  format: (contacts) => (contacts === "*" ? "*" : list.format(contacts)),
};

/** The `expires` parameter in seconds. A malformed one counts as 3600 (§20.10), a huge one as the most there is. */
export function expiresParam({ params }: NameAddr): number | undefined {
  const text = params.get("expires");
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Math.min(Number(text), mostSeconds) : 3600;
}

/** The `q` parameter, 0 … 1; 1 when absent or malformed (§20.10). */
export function qParam({ params }: NameAddr): number {
  const text = params.get("q") ?? "1";
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 1;
}

/** The first contact: the remote target of who sent the message. */
export const firstContact = (contacts: Contacts | undefined): NameAddr | undefined =>
  contacts === "*" ? undefined : contacts?.[0];

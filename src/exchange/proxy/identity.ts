import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { User } from "#exchange/settings/settings.ts";
import { PreferredIdentity } from "#sip/headers/assertedIdentity.ts";
import { Privacy } from "#sip/headers/privacy.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";

/** To whom it goes: trunks are trusted with who calls, even where the caller hides (RFC 3325 §7). */
export type Bound = "user" | "trunk" | "elsewhere";

const away = (...names: readonly string[]): readonly HeaderLine[] =>
  names.map((name) => ({ name, text: "" }));

/** Whatever says who calls or who was called before, and is only worth the trust in who wrote it. */
const claims = ["P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID"];
const histories = ["Diversion", "History-Info", "P-Called-Party-ID"];

/** It says who calls, or was called before, beyond what From and To say. */
export const claimsIdentity = (request: SipRequest): boolean =>
  [...claims, ...histories].some((name) => request.lines(name).length > 0);

export interface IdentityFacts {
  readonly bound: Bound;
  /** The speaker's own identity, for a user. */
  readonly asserted: string;
  /** Whom it is for. */
  readonly called: string;
}

/** Who calls by the attendant, as it says: it is our own (RFC 3325 §9.2). */
export const callerBy = (request: SipRequest, { attends }: User): string | undefined =>
  attends ? readable(request, PreferredIdentity)?.[0]?.uri : undefined;

/** Who calls, and whom: said by us of our users (RFC 3325), kept of trunks, taken away of strangers. */
export function identityLines(
  request: SipRequest,
  speaker: Speaker,
  { bound, asserted, called: to }: IdentityFacts,
): readonly HeaderLine[] {
  const wishes = readable(request, Privacy)?.flat() ?? [];
  const hidden = wishes.includes("id") && bound !== "trunk";
  const called: readonly HeaderLine[] =
    bound === "user" ? [{ name: "P-Called-Party-ID", text: `<${to}>` }] : [];
  switch (speaker.is) {
    case "user":
      return [
        ...away("P-Preferred-Identity", "Remote-Party-ID"),
        { name: "P-Asserted-Identity", text: hidden ? "" : `<${asserted}>` },
        ...called,
      ];
    case "trunk":
      return [...(hidden ? away(...claims) : []), ...called];
    case "stranger":
      return [...away(...claims, ...histories.slice(0, 2)), ...called];
  }
}

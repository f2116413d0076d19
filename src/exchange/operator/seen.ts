import { type Problem, problem } from "#kit/problem.ts";
import { withoutSecrets } from "#telephony/settings/secrets.ts";
import type { Crypto } from "#world/crypto.ts";

/**
 * What somebody who changes a part of the settings has seen of it: its ETag, or that it was not
 * there (`new`). Undefined: they change it whatever it is.
 */
export type Seen = { readonly etag: string } | "new" | undefined;

/** The ETag of a part; its secrets, which nobody is shown, make no difference. */
export const etagOf = (crypto: Pick<Crypto, "sha256Hex">, part: unknown): string =>
  crypto.sha256Hex(JSON.stringify(withoutSecrets(part))).slice(0, 16);

/** `settings.conflict` where the part is not as it was seen; undefined: it is. */
export function conflictIn(
  crypto: Pick<Crypto, "sha256Hex">,
  part: unknown,
  seen: Seen,
): Problem | undefined {
  if (seen === undefined) return undefined;
  if (seen === "new")
    return part === undefined ? undefined : problem("settings.conflict", "it is there already");
  const isAsSeen = part !== undefined && etagOf(crypto, part) === seen.etag;
  return isAsSeen
    ? undefined
    : problem("settings.conflict", "somebody else has changed it meanwhile");
}

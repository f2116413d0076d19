import { type Asked, cookies, type SiteName } from "#web/auth/cookies.ts";
import { isForMembers } from "#web/auth/family.ts";
import { keyholder, ownerId } from "#web/auth/keyholders.ts";
import { covers, type Operation, scopeOf } from "#web/auth/scopes.ts";
import { hashSecret, sameText } from "#web/auth/secret.ts";
import type { Member, Session, Vault } from "#web/auth/vault.ts";

/** Who asks, once known. */
export interface Who {
  readonly name: string;
  readonly by: "session" | "token";
  /** Signed in, or with the token of whoever started the server: no program that was given one. */
  readonly isOwner: boolean;
  /** Of the family: what is theirs they may see. */
  readonly member?: Member;
  readonly sessionId?: string;
  /** Of a token. */
  readonly scopes: readonly string[];
}

/** May they do that? The owner may do everything. */
export function isAllowed(who: Who, operation: Operation): boolean {
  if (who.isOwner) return true;
  const scope = scopeOf(operation);
  if (who.member) return scope === "own" || isForMembers(operation.operationId ?? "");
  return covers(who.scopes, scope);
}

export interface RecognizerOptions {
  readonly vault: Vault;
  /** An API token with all scopes, from the environment; valid before set-up too. */
  readonly token?: string | undefined;
  readonly now: () => number;
  /** The name of the site's cookies. */
  readonly site?: SiteName | undefined;
}

/** Tells who asks, by bearer token or cookie; undefined for a stranger. */
export function recognizer({ vault, token, now, site }: RecognizerOptions) {
  const jar = cookies(site);
  const environment = token === undefined ? undefined : hashSecret(token);

  function byCookie(request: Asked): Who | undefined {
    const cookie = jar.of(request, "session");
    const session = cookie === undefined ? undefined : vault.session(hashSecret(cookie));
    return session && session.expires > now() ? ofSession(vault, session) : undefined;
  }

  function byToken(request: Asked): Who | undefined {
    const [scheme, secret] = (request.headers.authorization ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !secret) return undefined;
    const id = hashSecret(secret);
    if (environment !== undefined && sameText(id, environment))
      return { name: "environment token", by: "token", isOwner: true, scopes: [] };
    const kept = vault.tokens().find((one) => sameText(one.id, id));
    return kept && { name: kept.name, by: "token", isOwner: false, scopes: kept.scopes };
  }

  return (request: Asked): Who | undefined => byToken(request) ?? byCookie(request);
}

/** Whose session it is; nobody's, when they do not live here any more. */
function ofSession(vault: Vault, { id, member }: Session): Who | undefined {
  const common = { by: "session", sessionId: id, scopes: [] } as const;
  if (member === undefined)
    return { ...common, name: keyholder(vault, ownerId)?.name ?? "owner", isOwner: true };
  const one = vault.members.get(member);
  return one && { ...common, name: one.name, isOwner: false, member: one };
}

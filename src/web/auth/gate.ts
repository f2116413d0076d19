import type { FastifyReply, FastifyRequest } from "fastify";
import { attempts } from "#web/auth/attempts.ts";
import { changes, covers, type Operation, type Scope, scopeOf } from "#web/auth/scopes.ts";
import { hashSecret, newSecret, sameText } from "#web/auth/secret.ts";
import type { Session, Vault } from "#web/auth/vault.ts";
import { problemBody, sendProblem } from "#web/problems.ts";

/** Who asks, once known. */
export interface Who {
  readonly name: string;
  readonly by: "session" | "token";
  /** Signed in, or with the token of whoever started the server: no program that was given one. */
  readonly isOwner: boolean;
  readonly sessionId?: string;
  readonly scopes: readonly string[];
}

export interface GateOptions {
  readonly vault: Vault;
  /** An API token with all scopes, from the environment; valid before set-up too. */
  readonly token?: string | undefined;
  readonly now: () => number;
}

const cookieName = "ringwise";
const lifetime = 30 * 24 * 3600_000;
/** A page of ours sends it; a form or an image of another site cannot. */
export const csrfHeader = "x-csrf-token";

/** The CSRF token of a session is derived from its cookie, so nothing more is kept. */
const csrfOf = (cookie: string): string => hashSecret(`csrf ${cookie}`);

/** A change through a cookie must carry the page's token (CSRF), whatever SameSite did. */
function carriesCsrf(request: FastifyRequest): boolean {
  const sent = request.headers[csrfHeader];
  const cookie = request.cookies[cookieName] ?? "";
  return typeof sent === "string" && sameText(sent, csrfOf(cookie));
}

/** Tells who asks, by bearer token or cookie; undefined for a stranger. */
function recognizer({ vault, token, now }: GateOptions) {
  const environment = token === undefined ? undefined : hashSecret(token);

  function bySession(request: FastifyRequest): Who | undefined {
    const cookie = request.cookies[cookieName];
    const session = cookie === undefined ? undefined : vault.session(hashSecret(cookie));
    if (!session || session.expires < now()) return undefined;
    const name = vault.owner()?.name ?? "owner";
    return { name, by: "session", isOwner: true, sessionId: session.id, scopes: ["*"] };
  }

  function byToken(request: FastifyRequest): Who | undefined {
    const [scheme, secret] = (request.headers.authorization ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !secret) return undefined;
    const id = hashSecret(secret);
    if (environment !== undefined && sameText(id, environment))
      return { name: "environment token", by: "token", isOwner: true, scopes: ["*"] };
    const kept = vault.tokens().find((one) => sameText(one.id, id));
    return kept && { name: kept.name, by: "token", isOwner: false, scopes: kept.scopes };
  }

  return (request: FastifyRequest): Who | undefined => byToken(request) ?? bySession(request);
}

/** What the route is, by its description. */
function operationOf({ method, routeOptions }: FastifyRequest): Operation {
  const { operationId, tags } = (routeOptions.schema ?? {}) as Partial<Operation>;
  return { method, operationId, tags };
}

/** May they do that? The owner may do everything. */
export const isAllowed = (who: Who, wanted: Scope | "own"): boolean =>
  who.isOwner || covers(who.scopes, wanted);

/** Lets in who may come in, and begins and ends sessions. */
export function gate(options: GateOptions) {
  const { vault, now } = options;
  const guesses = attempts();
  const who = recognizer(options);

  /** A token that was guessed wrongly too often from somewhere is not even looked at. */
  function recognize(request: FastifyRequest): Who | undefined {
    if (request.headers.authorization === undefined) return who(request);
    const known = guesses.wait(request.ip, now()) > 0 ? undefined : who(request);
    if (!known) guesses.failed(request.ip, now());
    return known;
  }

  /**
   * A fastify preHandler: strangers get 401; who may not do what the route is for, and changes
   * without the page's token, 403.
   */
  async function check(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asking = recognize(request);
    const wanted = scopeOf(operationOf(request));
    if (!asking)
      sendProblem(reply, problemBody(401, "web.signIn", "Sign in, or send an API token."));
    else if (changes(request.method) && asking.by === "session" && !carriesCsrf(request))
      sendProblem(reply, problemBody(403, "web.csrf", "The page's token is missing or old."));
    else if (!isAllowed(asking, wanted))
      sendProblem(reply, problemBody(403, "web.scope", `This token is not for ${wanted}.`));
  }

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const cookie = newSecret(32);
    const session: Session = {
      id: hashSecret(cookie),
      began: now(),
      expires: now() + lifetime,
      agent: (request.headers["user-agent"] ?? "").slice(0, 200),
    };
    await vault.saveSession(session);
    reply.setCookie(cookieName, cookie, {
      httpOnly: true,
      sameSite: "strict",
      path: "/",
      maxAge: lifetime / 1000,
      secure: request.protocol === "https",
    });
    return csrfOf(cookie);
  }

  async function end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const cookie = request.cookies[cookieName];
    if (cookie !== undefined) await vault.removeSession(hashSecret(cookie));
    reply.clearCookie(cookieName, { path: "/" });
  }

  /** Tells askers apart, without saying who they are. */
  const asker = (request: FastifyRequest): string | undefined =>
    who(request) && hashSecret(request.headers.authorization ?? request.cookies[cookieName] ?? "");

  const csrf = (request: FastifyRequest): string => csrfOf(request.cookies[cookieName] ?? "");
  return { who, asker, guesses, check, csrf, begin, end };
}
export type Gate = ReturnType<typeof gate>;

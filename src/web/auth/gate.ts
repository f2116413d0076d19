import type { FastifyReply, FastifyRequest } from "fastify";
import { attempts } from "#web/auth/attempts.ts";
import { type Asked, type Cookies, cookies } from "#web/auth/cookies.ts";
import { ownerId } from "#web/auth/keyholders.ts";
import { isAllowed, type RecognizerOptions, recognizer } from "#web/auth/recognizer.ts";
import { changes, type Operation, operationOf, scopeOf } from "#web/auth/scopes.ts";
import { hashSecret, newSecret, sameText } from "#web/auth/secret.ts";
import { sourceOf } from "#web/auth/source.ts";
import type { Vault } from "#web/auth/vault.ts";
import { orRefuse, problemBody, refuse, sendProblem } from "#web/problems.ts";

const day = 24 * 3600_000;
const lifetime = 30 * day;
/** As long as a browser keeps any cookie. */
const knownFor = 400 * day;
const mostBrowsers = 200;
/** A page of ours sends it; a form or an image of another site cannot. */
export const csrfHeader = "x-csrf-token";

/** The CSRF token of a session is derived from its cookie, so nothing more is kept. */
const csrfOf = (cookie: string): string => hashSecret(`csrf ${cookie}`);

/** Lets in who may come in, and begins and ends sessions. */
export function gate(options: RecognizerOptions) {
  const { vault, now } = options;
  const jar = cookies(options.site);
  const who = recognizer(options);
  const guesses = throttle(vault, jar, now);
  const csrf = (request: Asked): string => csrfOf(jar.of(request, "session") ?? "");

  /** A change through a cookie must carry the page's token (CSRF), whatever SameSite did. */
  function carriesCsrf(request: FastifyRequest): boolean {
    const sent = request.headers[csrfHeader];
    return typeof sent === "string" && sameText(sent, csrf(request));
  }

  /** A token that was guessed wrongly too often from somewhere is not even looked at. */
  function recognize(request: FastifyRequest) {
    if (request.headers.authorization === undefined) return who(request);
    const known = guesses.wait(request) > 0 ? undefined : who(request);
    if (!known) guesses.failed(request);
    return known;
  }

  /**
   * A fastify hook: strangers get 401; who may not do what the route is for, and changes without
   * the page's token, 403.
   */
  async function check(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asking = recognize(request);
    const operation = operationOf(request);
    if (!asking)
      sendProblem(reply, problemBody(401, "web.signIn", "Sign in, or send an API token."));
    else if (changes(request.method) && asking.by === "session" && !carriesCsrf(request))
      sendProblem(reply, problemBody(403, "web.csrf", "The page's token is missing or old."));
    else if (!isAllowed(asking, operation)) sendProblem(reply, closed(asking.by, operation));
  }

  /** A new session, with a secret that nobody has seen; whatever the browser held before is over. */
  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    keyholder: string,
  ): Promise<string> {
    await forget(request);
    const cookie = newSecret(32);
    orRefuse(
      await vault.saveSession({
        id: hashSecret(cookie),
        began: now(),
        expires: now() + lifetime,
        agent: (request.headers["user-agent"] ?? "").slice(0, 200),
        ...(keyholder !== ownerId && { member: keyholder }),
      }),
    );
    jar.set(request, reply, { name: "session", value: cookie, lifetime });
    await guesses.know(request, reply);
    return csrfOf(cookie);
  }

  async function forget(request: FastifyRequest): Promise<void> {
    const cookie = jar.of(request, "session");
    if (cookie !== undefined) orRefuse(await vault.removeSession(hashSecret(cookie)));
  }

  async function end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await forget(request);
    jar.clear(request, reply, "session");
  }

  /** Tells askers apart, without saying who they are. */
  const asker = (request: FastifyRequest): string | undefined =>
    who(request) && hashSecret(request.headers.authorization ?? jar.of(request, "session") ?? "");

  return { who, asker, guesses, check, csrf, begin, end };
}
export type Gate = ReturnType<typeof gate>;

const closed = (by: "session" | "token", operation: Operation) =>
  by === "token"
    ? problemBody(403, "web.scope", `This token is not for ${scopeOf(operation)}.`)
    : problemBody(403, "web.ownerOnly", "That is the owner's to do.");

/**
 * Who guesses waits, by where it comes from; a browser in which somebody signed in once is a source
 * of its own, so that nobody else's guesses keep the owner out.
 */
function throttle(vault: Vault, jar: Cookies, now: () => number) {
  const guesses = attempts();

  function sourceIn(request: FastifyRequest): string {
    const cookie = jar.of(request, "browser");
    const browser = cookie === undefined ? undefined : vault.browsers.get(hashSecret(cookie));
    return browser ? `browser ${browser.id}` : sourceOf(request.ip);
  }

  async function know(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const cookie = jar.of(request, "browser");
    if (cookie !== undefined && vault.browsers.get(hashSecret(cookie))) return;
    const value = newSecret(32);
    await vault.browsers.save({ id: hashSecret(value), seen: now() });
    jar.set(request, reply, { name: "browser", value, lifetime: knownFor });
    const oldest = [...vault.browsers.all()].sort((a, b) => b.seen - a.seen).slice(mostBrowsers);
    for (const { id } of oldest) await vault.browsers.remove(id);
  }

  const wait = (request: FastifyRequest): number => guesses.wait(sourceIn(request), now());
  return {
    wait,
    failed: (request: FastifyRequest): void => guesses.failed(sourceIn(request), now()),
    succeeded: (request: FastifyRequest): void => guesses.succeeded(sourceIn(request)),
    know,
    /** Ends the request when its source has to wait still. */
    mayTry(request: FastifyRequest, reply: FastifyReply): void {
      const left = wait(request);
      if (left === 0) return;
      reply.header("retry-after", Math.ceil(left / 1000));
      refuse(problemBody(429, "web.tooManyAttempts", "Too many attempts from here."));
    },
  };
}

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { changes, type Operation, operationOf } from "#web/auth/scopes.ts";
import { problemBody, refuse } from "#web/problems.ts";

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): whoever does not know whether a
 * change arrived sends it again with the same key, and it is made once.
 */
export interface IdempotencyOptions {
  readonly now: () => number;
  /** Whose keys these are: two askers may choose the same. */
  readonly asker: (request: FastifyRequest) => string | undefined;
  readonly most?: number;
}

/** An answer as it was given. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** While it is being made there is no answer; `secret`: it was given, and is not kept. */
interface Kept {
  readonly fingerprint: string;
  readonly until: number;
  readonly answer?: Answer | "secret";
}

const lifetime = 24 * 3600_000;
const longestKey = 200;
const longestAnswer = 16 * 1024;
/** What is told again beside the body. */
const repeated = ["content-type", "etag", "location"] as const;

/** Whoever is let in is let in anew each time. */
const never: ReadonlySet<string> = new Set(["session", "setup", "tokens", "access"]);

/** These hand out a secret, once: they are not done twice, and their answers are not kept. */
const tellsSecret: ReadonlySet<string> = new Set([
  "addDevice",
  "newSecretOfDevice",
  "inviteMobile",
  "shareMessage",
  "addUser",
  "inviteUser",
]);

/** Is a key of such an operation remembered? */
export const isRemembered = ({ method, tags }: Pick<Operation, "method" | "tags">): boolean =>
  changes(method) && !never.has(tags?.[0] ?? "session");

/** Keys that were seen, oldest first. */
function book(now: () => number, most: number) {
  const kept = new Map<string, Kept>();
  return {
    get(name: string): Kept | undefined {
      const known = kept.get(name);
      return known !== undefined && known.until > now() ? known : undefined;
    },
    keep(name: string, one: Omit<Kept, "until">): void {
      kept.delete(name); // to the end: the map is in order of age
      kept.set(name, { ...one, until: now() + lifetime });
      for (const [oldest, { until }] of kept) {
        if (kept.size <= most && until > now()) break;
        kept.delete(oldest);
      }
    },
    forget: (name: string): void => void kept.delete(name),
  };
}

/** Gives every change of the app's routes, from now on, a memory of the keys that it was asked with. */
export function rememberKeys(app: FastifyInstance, options: IdempotencyOptions): void {
  const keys = book(options.now, options.most ?? 1000);
  const inHand = new WeakMap<FastifyRequest, { name: string; fingerprint: string }>();

  /** The answer that was given before; else this request is the first of its key. */
  function known(request: FastifyRequest): Answer | undefined {
    const key = keyOf(request);
    const who = key === undefined ? undefined : options.asker(request);
    if (who === undefined) return undefined;
    const [name, fingerprint] = [`${who} ${key}`, fingerprintOf(request)];
    const before = keys.get(name);
    if (before !== undefined) return sameAnswer(before, fingerprint);
    keys.keep(name, { fingerprint });
    inHand.set(request, { name, fingerprint });
    return undefined;
  }

  function answered(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const asked = inHand.get(request);
    if (asked === undefined) return;
    inHand.delete(request);
    const { name, fingerprint } = asked;
    const isSecret = tellsSecret.has(operationOf(request).operationId ?? "");
    const answer = isSecret && reply.statusCode < 300 ? "secret" : answerOf(reply, payload);
    if (answer === undefined) keys.forget(name);
    else keys.keep(name, { fingerprint, answer });
  }

  app.addHook("onRoute", (route) => {
    const { tags } = (route.schema ?? {}) as Pick<Operation, "tags">;
    if (![route.method].flat().some((method) => isRemembered({ method, tags }))) return;
    const others = [route.preHandler ?? []].flat();
    route.preHandler = [
      ...others,
      async (request, reply) => {
        const before = known(request);
        if (before) await reply.code(before.status).headers(before.headers).send(before.body);
      },
    ];
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    answered(request, reply, payload);
    done(null, payload);
  });
  app.addHook("onRequestAbort", (request, done) => {
    keys.forget(inHand.get(request)?.name ?? "");
    done();
  });
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers["idempotency-key"];
  if (typeof key !== "string" || key === "") return undefined;
  if (key.length > longestKey)
    refuse(problemBody(422, "web.longKey", "The Idempotency-Key is too long."));
  return key;
}

function sameAnswer({ fingerprint, answer }: Kept, now: string): Answer {
  if (fingerprint !== now)
    refuse(
      problemBody(422, "web.otherRequest", "This Idempotency-Key was sent with another request."),
    );
  if (answer === "secret")
    refuse(problemBody(409, "web.toldOnce", "That was done, and its secret is told only once."));
  return answer ?? refuse(problemBody(409, "web.inHand", "That request is being done."));
}

/** What is told again; undefined of what failed by itself and may go well the next time. */
function answerOf(reply: FastifyReply, payload: unknown): Answer | undefined {
  const body = typeof payload === "string" ? payload : undefined;
  const isText = body !== undefined || payload === undefined || payload === null;
  if (reply.statusCode >= 500 || !isText || (body?.length ?? 0) > longestAnswer) return undefined;
  const headers = repeated.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body };
}

function fingerprintOf({ method, url, body, headers }: FastifyRequest): string {
  const hash = createHash("sha256").update(`${method} ${url}\n`);
  // a file that is still coming is known by its length alone
  const sent = body instanceof Readable ? headers["content-length"] : body;
  return hash
    .update(sent instanceof Uint8Array ? sent : JSON.stringify(sent ?? null))
    .digest("hex");
}

import type { IncomingMessage } from "node:http";
import type { Server as HttpsServer } from "node:https";
import type { Duplex } from "node:stream";
import fastifyCookie from "@fastify/cookie";
import fastifyRateLimit from "@fastify/rate-limit";
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  type onRequestHookHandler,
} from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { EventSource } from "#kit/eventRing.ts";
import type { SiteName } from "#web/auth/cookies.ts";
import { gate } from "#web/auth/gate.ts";
import { rememberKeys } from "#web/auth/idempotency.ts";
import { passkeys } from "#web/auth/passkeys.ts";
import { isAllowed, type Who } from "#web/auth/recognizer.ts";
import type { Operation } from "#web/auth/scopes.ts";
import type { Vault } from "#web/auth/vault.ts";
import type { Visit } from "#web/auth/visit.ts";
import { commonHeaders, servePages } from "#web/pages.ts";
import { problemBody, Refusal, sendProblem } from "#web/problems.ts";
import type { App, Site } from "#web/routes/kit.ts";
import { type SocketRoute, sockets } from "#web/sockets.ts";

/** Every site's own: how it is reached, and who may come in. */
export interface SiteOptions {
  readonly vault: Vault;
  /** The API token of the environment, if any. */
  readonly token?: string | undefined;
  /** The built pages; without them only the API is served. */
  readonly pages?: string | undefined;
  /** Where it is below its host's name, `/u/ada`; absent: nothing is above it. */
  readonly base?: string | undefined;
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
  /** The authority to install in browsers, PEM; offered at /authority.crt. */
  readonly authority?: string | undefined;
  /** Where HTTPS is served, for pages that came by HTTP. */
  readonly securePort?: number | undefined;
  /** The data folder, for the owner to know. */
  readonly folder?: string | undefined;
  readonly now: () => number;
  readonly version: string;
}

/** What makes one site another than the next. */
export interface SiteKind<C extends EventSource> {
  readonly control: C;
  /** Of its cookies; absent: a feature server's. */
  readonly name?: SiteName;
  /** What a person types to manage it from the machine. */
  readonly command: string;
  /** The page, among the built ones. */
  readonly page: string;
  readonly addRoutes: (app: App, site: Site) => void;
  /** What the page's first screen shows to whoever asks for it; undefined: it asks itself. */
  readonly opening?: (request: FastifyRequest, site: Site) => object | undefined;
  readonly openApi: (site: Site) => Promise<object>;
  readonly sockets: Readonly<Record<string, SocketRoute<C>>>;
  /** The site as it is for whoever asks; undefined: a stranger. */
  readonly visit: (who: () => Who | undefined) => Visit<C> | undefined;
  /** An upgrade that is for a site below this one: true when it was taken. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

const requestsAMinute = 1200;

/** A site, ready to listen: pages, API and sockets behind one gate. Knows HTTP, and not what the site is about. */
export async function siteApp<C extends EventSource>(
  options: SiteOptions,
  kind: SiteKind<C>,
): Promise<App> {
  const { vault, now, folder } = options;
  const app = newFastify(options.tls);
  answers(app, options);
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: requestsAMinute,
    timeWindow: "1 minute",
    allowList: (request) => request.url.startsWith("/assets/"),
  });
  const guard = gate({ vault, token: options.token, now, site: kind.name });
  const site: Site = {
    ...{ vault, gate: guard, passkeys: passkeys(now), now, folder, command: kind.command },
    secure: { port: options.securePort, authority: options.authority !== undefined },
    lastEvent: () => kind.control.lastEvent,
  };
  askFirst(app, site);
  rememberKeys(app as unknown as FastifyInstance, { now, asker: guard.asker });
  kind.addRoutes(app, site);
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, () => kind.openApi(site));
  if (options.authority !== undefined) serveAuthority(app, options.authority);
  if (options.pages !== undefined)
    await servePages(app as unknown as FastifyInstance, {
      ...{ folder: options.pages, page: kind.page, base: options.base ?? "" },
      opening: (request) => kind.opening?.(request, site),
    });
  serveSockets(app, kind, guard);
  return app;
}

function answers(app: App, { tls }: SiteOptions): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, problemBody(404, "web.notFound", "There is nothing at this address.")),
  );
  app.addHook("onSend", (request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(commonHeaders)) reply.header(name, value);
    if (request.url.startsWith("/api/")) unpaged(reply);
    if (tls) reply.header("strict-transport-security", "max-age=31536000");
    done();
  });
}

/**
 * Who asks is known before the body is read, whatever the route says; and the answer tells how far
 * the events were by then: nothing in it is older.
 */
function askFirst(app: App, { gate: { check }, lastEvent }: Site): void {
  const number: onRequestHookHandler = (_request, reply, done) => {
    reply.header("x-seq", lastEvent());
    done();
  };
  app.addHook("onRoute", (route) => {
    if (route.preHandler !== check) return;
    delete route.preHandler;
    route.onRequest = [check, number];
  });
}

/** What the API answers is no page, whoever opens it as one; and what it says is kept by no cache. */
function unpaged(reply: FastifyReply): void {
  reply.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  const isText = /json/.test(String(reply.getHeader("content-type") ?? "json"));
  if (!reply.hasHeader("cache-control"))
    reply.header("cache-control", isText ? "no-store" : "private");
}

/** Said at the start, or the compilers for JSON schemas are loaded too. */
const zodOnly = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
};

function newFastify(tls: SiteOptions["tls"]): App {
  const common = {
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: true,
    schemaController: { compilersFactory: zodOnly as never }, // its types know no schemas but JSON
  } as const;
  const app = tls
    ? fastify<HttpsServer>({ ...common, https: { cert: tls.certificate, key: tls.key } })
    : fastify(common);
  return app.withTypeProvider<ZodTypeProvider>() as unknown as App;
}

/** The page cannot be trusted by a browser until this authority is: so it is offered, as a file. */
function serveAuthority(app: App, authority: string): void {
  app.get("/authority.crt", { schema: { hide: true } }, (_request, reply) =>
    reply.type("application/x-x509-ca-cert").send(authority),
  );
}

/** WebSockets carry the same cookies and tokens as requests do. */
function serveSockets<C extends EventSource>(
  app: App,
  { control, sockets: routes, visit, upgrade }: SiteKind<C>,
  guard: Site["gate"],
): void {
  const open = sockets<C>({
    control,
    routes,
    visitOf(request: IncomingMessage, operation: Operation) {
      const cookies = app.parseCookie(request.headers.cookie ?? "");
      const protocol = "encrypted" in request.socket ? "https" : "http";
      return visit(() => {
        const who = guard.who({ headers: request.headers, cookies, protocol });
        return who && isAllowed(who, operation) ? who : undefined;
      });
    },
  });
  app.server.on("upgrade", (request, socket, head) => {
    if (upgrade?.(request, socket, head) !== true) open.upgrade(request, socket, head);
  });
  app.addHook("preClose", (done) => {
    open.close();
    done();
  });
}

/** Validation says which field; anything unexpected says nothing but that it happened. */
function answerError(
  error: FastifyError | Refusal,
  _request: unknown,
  reply: Parameters<typeof sendProblem>[0],
) {
  if (error instanceof Refusal) return sendProblem(reply, error.body);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(({ instancePath, message }) => ({
      path: instancePath,
      code: "web.invalid",
      detail: message ?? "not valid",
    }));
    const detail = problems[0]?.detail ?? "not valid";
    return sendProblem(reply, problemBody(422, "web.invalid", detail, { problems }));
  }
  const status = error.statusCode ?? 500;
  if (status >= 500)
    return sendProblem(reply, problemBody(500, "web.failed", "The server could not do that."));
  return sendProblem(reply, problemBody(status, "web.refused", error.message));
}

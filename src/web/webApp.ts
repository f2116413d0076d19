import type { Server as HttpsServer } from "node:https";
import fastifyCookie from "@fastify/cookie";
import fastifyRateLimit from "@fastify/rate-limit";
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { Control } from "#server/control.ts";
import { gate } from "#web/auth/gate.ts";
import { rememberKeys } from "#web/auth/idempotency.ts";
import { passkeys } from "#web/auth/passkeys.ts";
import { isAllowed } from "#web/auth/recognizer.ts";
import type { Vault } from "#web/auth/vault.ts";
import { visit } from "#web/auth/visit.ts";
import { live } from "#web/live.ts";
import { commonHeaders, servePages } from "#web/pages.ts";
import { problemBody, Refusal, sendProblem } from "#web/problems.ts";
import { addRoutes } from "#web/routes/all.ts";
import type { App, Web } from "#web/routes/kit.ts";

/**
 * web: the pages and the API, on top of `Control`. Knows HTTP; knows nothing of SIP, media or
 * stores. The same app is built once for HTTP and once for HTTPS.
 */
export interface WebOptions {
  readonly control: Control;
  readonly vault: Vault;
  /** The API token of the environment, if any. */
  readonly token?: string | undefined;
  /** The built pages; without them only the API is served. */
  readonly pages?: string | undefined;
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

const requestsAMinute = 1200;

export async function webApp(options: WebOptions): Promise<App> {
  const { control, vault, now } = options;
  const app = newFastify(options.tls);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, problemBody(404, "web.notFound", "There is nothing at this address.")),
  );
  app.addHook("onSend", (request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(commonHeaders)) reply.header(name, value);
    if (request.url.startsWith("/api/")) unpaged(reply);
    if (options.tls) reply.header("strict-transport-security", "max-age=31536000");
    done();
  });
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: requestsAMinute,
    timeWindow: "1 minute",
    allowList: (request) => request.url.startsWith("/assets/"),
  });
  const guard = gate({ vault, token: options.token, now });
  const secure = { port: options.securePort, authority: options.authority !== undefined };
  const { folder } = options;
  const web: Web = { control, vault, gate: guard, passkeys: passkeys(now), now, folder, secure };
  askFirst(app, guard);
  rememberKeys(app as unknown as FastifyInstance, { now, asker: guard.asker });
  addRoutes(app, web);
  app.get("/api/v1/openapi.json", { schema: { hide: true } }, async () => {
    const { openApi } = await import("#web/openApi.ts"); // costs as much as all the rest, and few ask
    return openApi(web, options.version);
  });
  if (options.authority !== undefined) serveAuthority(app, options.authority);
  if (options.pages !== undefined)
    await servePages(app as unknown as FastifyInstance, options.pages);
  serveSockets(app, control, guard);
  return app;
}

/** Who asks is known before the body is read, whatever the route says. */
function askFirst(app: App, { check }: Web["gate"]): void {
  app.addHook("onRoute", (route) => {
    if (route.preHandler !== check) return;
    delete route.preHandler;
    route.onRequest = check;
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

function newFastify(tls: WebOptions["tls"]): App {
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
function serveSockets(app: App, control: Control, guard: Web["gate"]): void {
  const sockets = live({
    control,
    visitOf(request, operation) {
      const cookies = app.parseCookie(request.headers.cookie ?? "");
      const protocol = "encrypted" in request.socket ? "https" : "http";
      return visit(control, () => {
        const who = guard.who({ headers: request.headers, cookies, protocol });
        return who && isAllowed(who, operation) ? who : undefined;
      });
    },
  });
  app.server.on("upgrade", sockets.upgrade);
  app.addHook("preClose", (done) => {
    sockets.close();
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

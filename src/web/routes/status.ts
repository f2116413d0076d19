import { z } from "zod";
import type { Control } from "#server/control.ts";
import { Call, copyCall } from "#web/routes/calls.ts";
import {
  type App,
  controlFor,
  LongCursor,
  listOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

export const Account = z
  .object({
    id: z.string(),
    kind: z.string(),
    server: z.string(),
    state: z.enum(["registered", "static", "failed", "trying"]),
    since: z.number(),
    code: z.string().optional(),
    detail: z.string().optional(),
    roundTrip: z.number().optional(),
  })
  .meta({ id: "Account" });

export const Status = z
  .object({
    number: z.string().optional(),
    owner: z.string().optional(),
    mode: z.object({ now: z.string(), until: z.number().optional() }),
    line: z.enum(["free", "ringing", "talking", "offline"]),
    live: z.array(Call),
    newMessages: z.number().int(),
    today: z.record(z.string(), z.number()),
    sip: z
      .object({ host: z.string(), port: z.number(), tlsPort: z.number().optional() })
      .optional(),
    settingsLockedBy: z.string().optional(),
    troubles: z.array(z.object({ code: z.string(), detail: z.string() })),
    ignored: z.array(z.object({ what: z.string(), count: z.number().int() })),
    version: z.string(),
    lastEvent: z.number().int(),
  })
  .meta({ id: "Status" });

const byId = ({ id }: { readonly id: string }): string => id;
type Paged<T extends z.ZodType> = { items: z.infer<T>[]; next?: string };

export function statusNow(control: Control): z.infer<typeof Status> {
  const status = control.status();
  return {
    ...(status as unknown as z.infer<typeof Status>),
    live: status.live.map(copyCall),
    troubles: status.troubles.map((one) => ({ ...one })),
    ignored: status.ignored.map((one) => ({ ...one })),
    lastEvent: control.lastEvent,
  };
}

/** What is so right now: the line, and its ways to the world. */
export function statusRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  const tags = ["status"];
  app.get(
    "/api/v1/status",
    { preHandler, schema: { operationId: "status", tags, response: { 200: Status, ...problems } } },
    (request) => statusNow(controlFor(web, request)),
  );
  app.get(
    "/api/v1/accounts",
    {
      preHandler,
      schema: {
        operationId: "accounts",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Account), ...problems },
      },
    },
    ({ query }) => pageOf(control.accounts(), query, byId) as Paged<typeof Account>,
  );
}

const AboutView = z
  .object({
    version: z.string(),
    runtime: z.string(),
    folder: z.string().optional().meta({ description: "where all is kept, on the server" }),
  })
  .meta({ id: "About" });

/** Which program this is. */
export function aboutRoutes(app: App, web: Web): void {
  app.get(
    "/api/v1/about",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "about",
        tags: ["settings"],
        response: { 200: AboutView, ...problems },
      },
    },
    () => ({
      version: web.control.status().version,
      runtime: `Node.js ${process.versions.node}`,
      ...(web.folder !== undefined && { folder: web.folder }),
    }),
  );
}

interface Watched extends Pick<Web["control"], "ready" | "metrics"> {
  status(): { readonly troubles: readonly { readonly code: string }[] };
}

/** For machines that watch: is it alive, can it take calls, how is it. */
export function healthRoutes(
  app: App,
  web: Pick<Web, "gate"> & { readonly control: Watched },
): void {
  app.get("/healthz", { schema: { hide: true } }, () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, (_request, reply) => {
    const ok = web.control.ready();
    const troubles = web.control.status().troubles.map(({ code }) => code);
    const unkept = troubles.find((code) => code.startsWith("store."));
    return reply.code(ok ? 200 : 503).send({ ok, ...(unkept !== undefined && { unkept }) });
  });
  app.get(
    "/metrics",
    {
      async preHandler(request, reply) {
        const isLocal = request.ip === "127.0.0.1" || request.ip === "::1";
        if (!isLocal) await web.gate.check(request, reply);
      },
      schema: { hide: true, operationId: "metrics", tags: ["status"] },
    },
    async (_request, reply) =>
      reply.type("text/plain; version=0.0.4; charset=utf-8").send(await web.control.metrics()),
  );
}

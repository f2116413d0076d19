import { z } from "zod";
import { conflicts, doneIfSeen, seenBy, seenHeaders, who } from "#web/operator/routes/acts.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { orRefuse, Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, largeBody, problems } from "#web/routes/kit.ts";

const tags = ["settings"];
const Document = z.record(z.string(), z.unknown()).meta({ id: "ExchangeSettings" });
const Expiry = z.object({ least: z.number(), most: z.number() });
const Limits = z
  .object({
    bindingsPerUser: z.number().int(),
    strangersPerMinute: z.number(),
    expiry: Expiry.meta({ description: "of registrations, in seconds" }),
    domains: z
      .array(z.string())
      .meta({ description: "whose users are here; the first one is shown" }),
    country: z.string().meta({ description: "where numbers without a country code are at home" }),
    hidesUsers: z.boolean(),
    relay: z.enum(["never", "whenNeeded", "always"]).meta({
      description: "whether sound passes the exchange",
    }),
    membersCall: z.enum(["strict", "peer"]).meta({
      description: "each other through the exchange alone, or straight too",
    }),
  })
  .meta({ id: "Limits" });

/** The limits, and the whole document of the settings. */
export function exchangeSettingsRoutes(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  app.get(
    "/api/v1/limits",
    { preHandler, schema: { operationId: "limits", tags, response: { 200: Limits, ...problems } } },
    (_request, reply) => {
      reply.header("etag", `"${control.limits.etag()}"`);
      return structuredClone(control.limits.read()) as unknown as z.infer<typeof Limits>;
    },
  );
  const change = Limits.extend({ expiry: Expiry.partial() }).partial();
  app.patch(
    "/api/v1/limits",
    {
      preHandler,
      schema: {
        ...{ operationId: "changeLimits", tags, body: change },
        ...{ headers: seenHeaders, response: doneIfSeen },
      },
    },
    async (request, reply) => {
      const { body, headers } = request;
      const changed = control.limits.change(who(desk, request), body, seenBy(headers));
      orRefuse(await changed, conflicts);
      return reply.code(204).send(null);
    },
  );
  document(app, desk);
}

function document(app: App, desk: Desk): void {
  const { settings } = desk.control;
  app.get(
    "/api/v1/settings",
    {
      preHandler: desk.gate.check,
      schema: {
        operationId: "exchangeSettings",
        tags,
        response: { 200: Document, ...problems },
      },
    },
    async (_request, reply) => {
      const { document, etag } = orRefuse(await settings.read());
      reply.header("etag", `"${etag}"`);
      return document as Record<string, unknown>;
    },
  );
  app.put(
    "/api/v1/settings",
    {
      ...largeBody(desk),
      schema: {
        operationId: "changeExchangeSettings",
        tags,
        body: Document,
        response: {
          200: z.object({ etag: z.string() }),
          ...{ 412: Problem, 428: Problem, ...problems },
        },
      },
    },
    async (request, reply) => {
      const seen = request.headers["if-match"]?.replace(/^W\/|"/g, "");
      if (seen === undefined)
        refuse(problemBody(428, "settings.ifMatch", "Send If-Match with the ETag that you read."));
      const done = await settings.replace(request.body, seen, who(desk, request));
      if (done.ok) {
        reply.header("etag", `"${done.value.etag}"`);
        return { etag: done.value.etag };
      }
      const listed = done.problem.map(({ path, code, detail }) => ({ path, code, detail }));
      const { code = "settings.refused", detail = "Not accepted." } = listed[0] ?? {};
      const status = code === "settings.conflict" ? 412 : 422;
      refuse(problemBody(status, code, detail, { problems: listed }));
    },
  );
}

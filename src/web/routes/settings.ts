import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { SettingsOutcome } from "#server/control.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, largeBody, problems, type Web } from "#web/routes/kit.ts";

const Document = z.record(z.string(), z.unknown()).meta({ id: "Settings" });
const Changed = z.object({ etag: z.string() });
const Change = z.object({
  version: z.number().int(),
  at: z.number(),
  who: z.string(),
  what: z.string(),
});
const outcomes = { 200: Changed, 409: Problem, 412: Problem, 428: Problem, ...problems } as const;

/** The settings document, whole; its history; and the mode, which is changed most. */
export function settingsRoutes(app: App, web: Web): void {
  const { settings } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.get(
    "/api/v1/settings",
    {
      preHandler,
      schema: { operationId: "settings", tags, response: { 200: Document, ...problems } },
    },
    (_request, reply) => {
      const { document, etag } = settings.read();
      reply.header("etag", `"${etag}"`);
      return document as Record<string, unknown>;
    },
  );
  app.get(
    "/api/v1/settings/schema",
    { preHandler, schema: { operationId: "settingsSchema", tags, response: { 200: Document } } },
    () => settings.schema as Record<string, unknown>,
  );
  app.get(
    "/api/v1/settings/history",
    {
      preHandler,
      schema: {
        operationId: "settingsHistory",
        tags,
        response: { 200: z.object({ items: z.array(Change), lockedBy: z.string().optional() }) },
      },
    },
    () => ({
      items: [...settings.history(100)],
      ...(settings.lockedBy !== undefined && { lockedBy: settings.lockedBy }),
    }),
  );
  changes(app, web);
}

function changes(app: App, web: Web): void {
  const { settings } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  const name = (request: Parameters<Web["gate"]["who"]>[0]) =>
    web.gate.who(request)?.name ?? "somebody";
  app.put(
    "/api/v1/settings",
    {
      ...largeBody(web),
      schema: { operationId: "changeSettings", tags, body: Document, response: outcomes },
    },
    async (request, reply) => {
      const seen = request.headers["if-match"]?.replace(/^W\/|"/g, "");
      if (seen === undefined)
        refuse(problemBody(428, "settings.ifMatch", "Send If-Match with the ETag that you read."));
      return answer(reply, await settings.replace(request.body, seen, name(request)));
    },
  );
  app.post(
    "/api/v1/settings/restore",
    {
      preHandler,
      schema: {
        operationId: "restoreSettings",
        tags,
        body: z.object({ version: z.number().int() }),
        response: outcomes,
      },
    },
    async (request, reply) =>
      answer(reply, await settings.restore(request.body.version, name(request))),
  );
  app.put(
    "/api/v1/mode",
    {
      preHandler,
      schema: {
        operationId: "setMode",
        tags,
        body: z.object({ now: z.string().max(64), until: z.number().optional() }),
        response: outcomes,
      },
    },
    async (request, reply) =>
      answer(reply, await settings.setMode(request.body.now, request.body.until, name(request))),
  );
}

function answer(reply: FastifyReply, outcome: SettingsOutcome) {
  if (outcome.ok) {
    reply.header("etag", `"${outcome.etag}"`);
    return { etag: outcome.etag };
  }
  if (outcome.conflict)
    refuse(
      problemBody(
        412,
        "settings.conflict",
        "The settings were changed by somebody else meanwhile.",
      ),
    );
  const detail = outcome.problems[0]?.detail ?? "Not accepted.";
  const listed = outcome.problems.map(({ path, code, detail }) => ({ path, code, detail }));
  refuse(
    problemBody(422, outcome.problems[0]?.code ?? "settings.refused", detail, { problems: listed }),
  );
}

import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { PathProblem, SettingsCheck, SettingsOutcome } from "#server/control.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Cursor,
  controlFor,
  largeBody,
  listOf,
  nameOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

export const Document = z.record(z.string(), z.unknown()).meta({ id: "Settings" });
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
    (request, reply) => {
      const { document, etag } = controlFor(web, request).settings.read();
      reply.header("etag", `"${etag}"`);
      return document as Record<string, unknown>;
    },
  );
  app.get(
    "/api/v1/settings/schema",
    {
      preHandler,
      schema: { operationId: "settingsSchema", tags, response: { 200: Document, ...problems } },
    },
    () => settings.schema as Record<string, unknown>,
  );
  app.get(
    "/api/v1/settings/history",
    {
      preHandler,
      schema: {
        operationId: "settingsHistory",
        tags,
        querystring: Cursor,
        response: { 200: listOf(Change).extend({ lockedBy: z.string().optional() }), ...problems },
      },
    },
    ({ query }) => ({
      ...pageOf(settings.history(1000), query, ({ version }) => String(version)),
      ...(settings.lockedBy !== undefined && { lockedBy: settings.lockedBy }),
    }),
  );
  checks(app, web);
  changes(app, web);
}

const Warning = z
  .object({
    path: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    call: z
      .object({
        from: z.string(),
        address: z.string().optional(),
        to: z.string(),
        via: z.string().optional(),
        at: z.string(),
        mode: z.string().optional(),
        devices: z.record(z.string(), z.string()).optional(),
        listed: z.array(z.string()).optional(),
        before: z.array(z.string()).optional(),
        attested: z.string().optional(),
        again: z.number().optional(),
        calendars: z.array(z.string()).optional(),
      })
      .optional(),
    dialled: z.string().optional(),
  })
  .meta({ id: "SettingsWarning" });
const Warnings = z.object({ warnings: z.array(Warning) });

/** What is written well and hardly meant, of the document in force or of a draft. */
function checks(app: App, web: Web): void {
  const { settings } = web.control;
  const tags = ["settings"];
  app.get(
    "/api/v1/settings/check",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "checkSettings",
        tags,
        response: { 200: Warnings, ...problems },
      },
    },
    () => told(settings.check()),
  );
  app.post(
    "/api/v1/settings/check",
    {
      ...largeBody(web),
      schema: {
        operationId: "checkDraft",
        tags,
        body: Document,
        response: { 200: Warnings, ...problems },
      },
    },
    ({ body }) => told(settings.check(body)),
  );
}

function told(checked: SettingsCheck): z.infer<typeof Warnings> {
  if (!checked.ok) refuseAll(checked.problems);
  return structuredClone({ warnings: checked.warnings }) as z.infer<typeof Warnings>;
}

/** A program of this machine, as the document names it: a token's holder could run any. */
const programIn = (document: unknown): string | undefined => {
  const { mailbox } = document as { readonly mailbox?: { readonly transcription?: unknown } };
  const asked = mailbox?.transcription as { readonly command?: unknown } | null | undefined;
  return asked?.command === undefined ? undefined : JSON.stringify(asked.command);
};
const runsAnother = (next: unknown, now: unknown): boolean => {
  const program = programIn(next);
  return program !== undefined && program !== programIn(now);
};

function changes(app: App, web: Web): void {
  const { settings } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.put(
    "/api/v1/settings",
    {
      ...largeBody(web),
      schema: {
        operationId: "changeSettings",
        tags,
        body: Document,
        response: outcomes,
      },
    },
    async (request, reply) => {
      const seen = request.headers["if-match"]?.replace(/^W\/|"/g, "");
      if (seen === undefined)
        refuse(problemBody(428, "settings.ifMatch", "Send If-Match with the ETag that you read."));
      if (runsAnother(request.body, settings.read().document) && !web.gate.who(request)?.isOwner)
        refuse(
          problemBody(
            403,
            "settings.ownerOnly",
            "Only the owner, signed in, says which program is run.",
          ),
        );
      return answer(reply, await settings.replace(request.body, seen, nameOf(web, request)));
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
      answer(reply, await settings.restore(request.body.version, nameOf(web, request))),
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
      answer(
        reply,
        await settings.setMode(request.body.now, request.body.until, nameOf(web, request)),
      ),
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
  refuseAll(outcome.problems);
}

function refuseAll(found: readonly PathProblem[]): never {
  const listed = found.map(({ path, code, detail }) => ({ path, code, detail }));
  const [first] = listed;
  const detail = first?.detail ?? "Not accepted.";
  refuse(problemBody(422, first?.code ?? "settings.refused", detail, { problems: listed }));
}

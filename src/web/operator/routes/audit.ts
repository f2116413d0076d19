import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { changes, operationOf } from "#web/auth/scopes.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { orRefuse } from "#web/problems.ts";
import { type App, Cursor, listOf, problems } from "#web/routes/kit.ts";

const Entry = z
  .object({
    id: z.string(),
    at: z.number(),
    who: z.string(),
    act: z.string(),
    of: z.string().optional(),
    params: z.record(z.string(), z.string()),
  })
  .meta({ id: "AuditEntry" });

/** Who did what. */
export function auditRoutes(app: App, { control, gate }: Desk): void {
  app.get(
    "/api/v1/audit",
    {
      preHandler: gate.check,
      schema: {
        operationId: "audit",
        tags: ["audit"],
        querystring: Cursor,
        response: { 200: listOf(Entry), ...problems },
      },
    },
    async ({ query: { cursor, limit } }) =>
      structuredClone(orRefuse(await control.audit.page(cursor, limit))) as {
        items: z.infer<typeof Entry>[];
      },
  );
}

/** The acts by which one comes in are of the web's own; the control notes all others itself. */
const ofTheWeb: ReadonlySet<string> = new Set(["session", "setup", "tokens"]);
/** What only tells a browser how to go on. */
const isStep = (id: string): boolean => id.endsWith("Options") || id === "lookAtInvitation";

/** Notes who comes in, who may from now on, and who was refused. Before the routes are added. */
export function noteComings(app: App, { control, gate, vault }: Desk): void {
  app.addHook("onResponse", (request, reply, next) => {
    next();
    const { operationId = "", tags, method } = operationOf(request);
    if (!changes(method) || !ofTheWeb.has(tags?.[0] ?? "") || isStep(operationId)) return;
    const isIn = operationId === "signIn" || operationId === "setup";
    const params = { from: request.ip };
    if (reply.statusCode < 300)
      control.audit.note(actor(request, isIn), { act: operationId, params });
    else if (isIn) control.audit.note("somebody", { act: `${operationId}Refused`, params });
  });
  const actor = (request: FastifyRequest, isIn: boolean): string =>
    (isIn ? vault.owner()?.name : gate.who(request)?.name) ?? "somebody";
}

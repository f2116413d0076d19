import { z } from "zod";
import type { Desk } from "#web/operator/routes/kit.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, Cursor, Id, LongCursor, listOf, pageOf, problems } from "#web/routes/kit.ts";

const Call = z
  .object({
    id: z.string(),
    callId: z.string(),
    from: z.string(),
    to: z.string(),
    by: z.string().optional().meta({ description: "user/NAME or trunk/ID; a stranger has none" }),
    for: z.string().optional().meta({ description: "user/NAME or outside" }),
    began: z.number(),
    ringing: z.number().optional(),
    answered: z.number().optional(),
    ended: z.number().optional(),
    state: z.enum(["trying", "ringing", "up", "over"]),
    outcome: z.enum(["answered", "refused", "cancelled", "failed"]).optional(),
    status: z.number().int().optional(),
    why: z
      .object({
        by: z.enum(["exchange", "operator", "policy", "called", "caller"]),
        code: z.string(),
        params: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
    hops: z.array(
      z.object({
        of: z.string(),
        at: z.string().optional(),
        began: z.number(),
        status: z.number().int().optional(),
        ended: z.number().optional(),
      }),
    ),
    bridged: z.boolean(),
  })
  .meta({ id: "PassedCall" });
const Row = z.object({
  ms: z.number(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  message: z.string().optional().meta({ description: "in full, without its secrets" }),
});

const tags = ["calls"];
const noCall = () => problemBody(404, "calls.unknown", "There is no such call.");

/** Calls on their way, calls that are over and why, and what went over the wires of this hop. */
export function passedCallRoutes(app: App, { control, gate }: Desk): void {
  const preHandler = gate.check;
  app.get(
    "/api/v1/calls",
    {
      preHandler,
      schema: {
        operationId: "passedCalls",
        tags,
        querystring: Cursor.extend({
          state: z.enum(["live", "over"]).optional(),
          of: z.string().max(64).optional().meta({ description: "a user" }),
        }),
        response: { 200: listOf(Call), ...problems },
      },
    },
    ({ query: { cursor, limit, ...filter } }) =>
      structuredClone(control.calls.page(filter, cursor, limit)) as {
        items: z.infer<typeof Call>[];
      },
  );
  app.get(
    "/api/v1/calls/:id",
    {
      preHandler,
      schema: {
        operationId: "passedCall",
        tags,
        params: Id,
        response: { 200: Call, ...problems },
      },
    },
    ({ params }) =>
      structuredClone(control.calls.find(params.id) ?? refuse(noCall())) as z.infer<typeof Call>,
  );
  app.get(
    "/api/v1/calls/:id/ladder",
    {
      preHandler,
      schema: {
        operationId: "passedCallLadder",
        tags,
        params: Id,
        querystring: LongCursor,
        response: { 200: listOf(Row), ...problems },
      },
    },
    async ({ params, query }) => {
      const rows = (await control.calls.ladder(params.id)) ?? refuse(noCall());
      return pageOf(
        rows.map((row) => ({ ...row })),
        query,
        (_row, i) => String(i),
      );
    },
  );
}

import { z } from "zod";
import type { Result } from "#kit/result.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, Id, problems, type Web } from "#web/routes/kit.ts";

/** What is done with calls that are there: parked, and taken at a telephone. */
export function callsInHandRoutes(app: App, web: Web): void {
  const { inHand } = web.control;
  const preHandler = web.gate.check;
  const tags = ["calls"];
  const done = { 204: z.null(), ...problems } as const;
  app.post(
    "/api/v1/calls/:id/park",
    { preHandler, schema: { operationId: "parkCall", tags, params: Id, response: done } },
    ({ params }, reply) => {
      orRefuse(inHand.park(params.id));
      reply.code(204);
      return null;
    },
  );
  app.post(
    "/api/v1/calls/:id/take",
    {
      preHandler,
      schema: {
        operationId: "takeCall",
        tags,
        params: Id,
        body: z.object({ device: z.string().max(64) }),
        response: { 202: z.object({ id: z.string() }), ...problems },
      },
    },
    ({ params, body }, reply) => {
      const { id } = orRefuse(inHand.take(params.id, body.device));
      reply.code(202);
      return { id };
    },
  );
}

function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  return refuse(problemBody(422, result.problem.code, result.problem.detail));
}

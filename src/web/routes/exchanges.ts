import { z } from "zod";
import { orRefuse } from "#web/problems.ts";
import { type App, Id, nameOf, problems, type Web } from "#web/routes/kit.ts";

const Membership = z.object({ account: z.string() }).meta({ id: "Membership" });

/** Exchanges that the owner belongs to: joined by an invitation, left by the account's name. */
export function exchangeRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.post(
    "/api/v1/exchanges",
    {
      preHandler,
      schema: {
        operationId: "joinExchange",
        tags,
        body: z.object({ invitation: z.string().max(9000) }),
        response: { 201: Membership, ...problems },
      },
    },
    async (request, reply) => {
      const { membership } = web.control;
      const made = await membership.join(request.body.invitation, nameOf(web, request));
      return reply.code(201).send(orRefuse(made));
    },
  );
  app.delete(
    "/api/v1/exchanges/:id",
    {
      preHandler,
      schema: {
        operationId: "leaveExchange",
        tags,
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const { membership } = web.control;
      const gone = await membership.leave(request.params.id, nameOf(web, request));
      orRefuse(gone, { "membership.noMember": 404 });
      return reply.code(204).send(null);
    },
  );
}

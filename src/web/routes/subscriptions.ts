import { z } from "zod";
import type { SubscriptionView } from "#server/control.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

/** Calendars, lists of numbers and address books that are kept elsewhere, as they are held here. */

const Kind = z.enum(["calendar", "list", "addressBook"]);
const Subscription = z
  .object({
    kind: Kind,
    id: z.string(),
    name: z.string(),
    host: z.string(),
    count: z.number().int().optional(),
    stopped: z.number().int().optional(),
    asOf: z.number().optional(),
    problem: z.object({ code: z.string(), detail: z.string() }).optional(),
  })
  .meta({ id: "Subscription" });

export function subscriptionRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  const tags = ["status"];
  app.get(
    "/api/v1/subscriptions",
    {
      preHandler,
      schema: {
        operationId: "subscriptions",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Subscription), ...problems },
      },
    },
    ({ query }) =>
      pageOf(control.subscriptions().map(copy), query, ({ kind, id }) => `${kind}/${id}`),
  );
  app.post(
    "/api/v1/subscriptions/:kind/:id/refresh",
    {
      preHandler,
      schema: {
        operationId: "refreshSubscription",
        tags,
        params: z.object({ kind: Kind, id: z.string().max(100) }),
        response: { 202: z.object({ looking: z.literal(true) }), ...problems },
      },
    },
    async ({ params: { kind, id } }, reply) => {
      if (!control.refresh(kind, id))
        refuse(problemBody(404, "subscription.unknown", "Nothing of that name is kept here."));
      return reply.code(202).send({ looking: true });
    },
  );
}

const copy = (view: SubscriptionView): z.infer<typeof Subscription> => {
  const { problem, ...others } = view;
  return {
    ...others,
    ...(problem && { problem: { code: problem.code, detail: problem.detail } }),
  };
};

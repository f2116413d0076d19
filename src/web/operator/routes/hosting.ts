import { z } from "zod";
import { invitationBody, named, who } from "#web/operator/routes/acts.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { orRefuse } from "#web/problems.ts";
import { type App, problems } from "#web/routes/kit.ts";

const HostedKey = z
  .object({
    name: z.string(),
    key: z.string().meta({
      description: "makes its owner, once and within the hour: the link `/u/NAME/setup#k=KEY`",
    }),
    port: z.number().int().meta({ description: "where their telephones register" }),
  })
  .meta({ id: "HostedKey" });

/** Users whose own server runs in the exchange's process. */
export function hostingRoutes(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  const tags = ["users"];
  const url = "/api/v1/users/:name/hosting";
  app.post(
    url,
    {
      preHandler,
      schema: {
        ...{ operationId: "hostUser", tags, params: named },
        body: z.object({ port: z.number().int().min(1024).max(65_535).optional() }),
        response: { 201: HostedKey, ...problems },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const made = await control.hosting.begin(who(desk, request), params.name, body.port);
      return reply.code(201).send(orRefuse(made, statuses));
    },
  );
  app.delete(
    url,
    {
      preHandler,
      schema: {
        ...{ operationId: "unhostUser", tags, params: named },
        response: {
          200: invitationBody.extend({ folder: z.string() }).meta({ id: "MovingOut" }),
          ...problems,
        },
      },
    },
    async (request) => ({
      ...orRefuse(await control.hosting.end(who(desk, request), request.params.name), statuses),
    }),
  );
}

const statuses = {
  ...{ "exchange.noUser": 404, "exchange.notHosted": 404 },
  ...{ "exchange.portTaken": 409, "exchange.noHosting": 503 },
} as const;

import { z } from "zod";
import type { Control } from "#server/control.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

/** Analogue gateways (MGCP), and the ports that they say they have. */

const Gateway = z
  .object({
    gateway: z.string().meta({ description: "where it listens, as a telephone names it" }),
    ports: z.array(
      z.object({
        endpoint: z.string().meta({ description: "`aaln/1@gw1.lan`" }),
        device: z.string().optional().meta({ description: "the telephone that is there already" }),
      }),
    ),
  })
  .meta({ id: "Gateway" });
const Listening = z
  .object({
    host: z.string().meta({ description: "what a gateway is told as its call agent" }),
    port: z.number().int(),
  })
  .meta({ id: "GatewaySearch" });

export function gatewayRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  const tags = ["devices"];
  app.get(
    "/api/v1/gateways",
    {
      preHandler,
      schema: {
        operationId: "gateways",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Gateway), ...problems },
      },
    },
    ({ query }) => pageOf(found(control), query, ({ gateway }) => gateway),
  );
  app.post(
    "/api/v1/gateways/search",
    {
      preHandler,
      schema: {
        operationId: "searchGateways",
        tags,
        response: { 200: Listening, ...problems },
      },
    },
    () => {
      const there =
        control.gateways?.search() ??
        refuse(problemBody(503, "server.noGateways", "Nobody listens for gateways here."));
      return { ...there };
    },
  );
}

function found({ gateways, settings }: Control): z.infer<typeof Gateway>[] {
  const { devices = [] } = settings.read().document as {
    readonly devices?: readonly { readonly id: string; readonly endpoint?: string }[];
  };
  const at = new Map(
    devices.flatMap(({ id, endpoint }) => (endpoint ? [[endpoint.toLowerCase(), id]] : [])),
  );
  return (gateways?.found() ?? []).map(({ gateway, ports }) => ({
    gateway,
    ports: ports.map((endpoint) => {
      const device = at.get(endpoint.toLowerCase());
      return { endpoint, ...(device !== undefined && { device }) };
    }),
  }));
}

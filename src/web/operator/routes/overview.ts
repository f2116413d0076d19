import { z } from "zod";
import type { Desk } from "#web/operator/routes/kit.ts";
import { type App, problems } from "#web/routes/kit.ts";

const Overview = z
  .object({
    domains: z.array(z.string()),
    version: z.string(),
    since: z.number().meta({ description: "when it started" }),
    sip: z.array(z.object({ protocol: z.string(), host: z.string(), port: z.number() })),
    users: z.number().int(),
    usersThere: z.number().int().meta({ description: "with a server that is registered now" }),
    suspended: z.number().int(),
    trunks: z.number().int(),
    trunksDown: z.number().int().meta({ description: "that want to be registered, and are not" }),
    callsNow: z.number().int(),
    counts: z.record(z.string(), z.number()).meta({ description: "since it started" }),
    troubles: z.array(z.object({ code: z.string(), detail: z.string() })),
  })
  .meta({ id: "ExchangeStatus" });

/** What is so right now. */
export function overviewRoutes(app: App, { control, gate }: Desk): void {
  app.get(
    "/api/v1/status",
    {
      preHandler: gate.check,
      schema: {
        operationId: "exchangeStatus",
        tags: ["status"],
        response: { 200: Overview, ...problems },
      },
    },
    () => structuredClone(control.status()) as z.infer<typeof Overview>,
  );
}

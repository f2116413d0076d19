import { z } from "zod";
import type { NetworkFinding } from "#server/control.ts";
import { type App, problems, type Web } from "#web/routes/kit.ts";

/** The way from the house to the world: a check that runs, and the ports that the router keeps open. */

const Finding = z
  .object({
    verdict: z.enum(["well", "mind", "wrong", "unknown"]),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
    fix: z.literal("keepPortsOpen").optional(),
  })
  .meta({ id: "NetworkFinding" });
const Check = z
  .object({
    began: z.number(),
    ended: z.number().optional(),
    steps: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["waiting", "running", "done"]),
        finding: Finding.optional(),
      }),
    ),
    result: Finding.optional(),
  })
  .meta({ id: "NetworkCheck" });
const Place = z.object({ host: z.string(), port: z.number().int() });
const Port = z.object({
  protocol: z.enum(["udp", "tcp"]),
  port: z.number().int(),
  state: z.enum(["open", "asking", "refused"]),
  outer: Place.optional(),
  by: z.enum(["pcp", "natPmp", "upnp"]).optional(),
  detail: z.string().optional(),
});
const Network = z.object({ check: Check.optional(), ports: z.array(Port) }).meta({ id: "Network" });

export function networkRoutes(app: App, web: Web): void {
  const { network } = web.control;
  const preHandler = web.gate.check;
  const tags = ["status"];
  app.get(
    "/api/v1/network",
    {
      preHandler,
      schema: { operationId: "network", tags, response: { 200: Network, ...problems } },
    },
    () => {
      const check = network.check();
      const ports = network.ports().map((one) => ({ ...one }));
      return check ? { check: copy(check), ports } : { ports };
    },
  );
  app.post(
    "/api/v1/network/check",
    {
      preHandler,
      schema: { operationId: "checkNetwork", tags, response: { 202: Check, ...problems } },
    },
    async (_request, reply) => reply.code(202).send(copy(network.start())),
  );
}

type Checked = ReturnType<Web["control"]["network"]["start"]>;

const copy = ({ began, ended, steps, result }: Checked): z.infer<typeof Check> => ({
  began,
  ...(ended !== undefined && { ended }),
  steps: steps.map(({ id, state, finding }) => ({
    id,
    state,
    ...(finding && { finding: copyFinding(finding) }),
  })),
  ...(result && { result: copyFinding(result) }),
});

const copyFinding = ({ params, ...others }: NetworkFinding) => ({
  ...others,
  params: { ...params },
});

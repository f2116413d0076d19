import { z } from "zod";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, problems, type Web } from "#web/routes/kit.ts";

/** The key that signs what the owner tells exchanges. */

const PolicyKey = z
  .object({
    key: z.string().meta({ description: "Ed25519 public key, base64url" }),
    rotated: z.array(z.number()).meta({
      description:
        "when those before were replaced, oldest first: as many as exchanges are told of",
    }),
  })
  .meta({ id: "PolicyKey" });

export function policyKeyRoutes(app: App, web: Web): void {
  const { policyKey } = web.control;
  const preHandler = web.gate.check;
  const tags = ["access"];
  const now = () => ({
    key:
      policyKey.current() ?? refuse(problemBody(503, "server.noPolicyKey", "There is no key yet.")),
    rotated: [...policyKey.rotated()],
  });
  app.get(
    "/api/v1/policy-key",
    {
      preHandler,
      schema: { operationId: "policyKey", tags, response: { 200: PolicyKey, ...problems } },
    },
    now,
  );
  app.post(
    "/api/v1/policy-key/rotate",
    {
      preHandler,
      schema: { operationId: "rotatePolicyKey", tags, response: { 200: PolicyKey, ...problems } },
    },
    async () => {
      const rotated = await policyKey.rotate();
      if (!rotated.ok) refuse(problemBody(503, rotated.problem.code, rotated.problem.detail));
      return now();
    },
  );
}

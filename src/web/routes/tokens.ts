import { z } from "zod";
import { type Scope, scopes } from "#web/auth/scopes.ts";
import { hashSecret, newSecret } from "#web/auth/secret.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import { type App, Id, LongCursor, listOf, pageOf, problems, type Site } from "#web/routes/kit.ts";

const Token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  made: z.number(),
});

const tags = ["tokens"];
const newToken = (offered: readonly Scope[]) =>
  z.object({
    name: z.string().trim().min(1).max(100),
    scopes: z
      .array(z.enum(["*", ...offered]))
      .min(1)
      .max(30)
      .default(["*"]),
  });

/** Tokens for programs. A token is shown once, when it is made. */
export function tokenRoutes(app: App, web: Site, offered: readonly Scope[] = scopes): void {
  const { vault, now } = web;
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/tokens",
    {
      preHandler,
      schema: {
        operationId: "tokens",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Token), ...problems },
      },
    },
    ({ query }) =>
      pageOf(
        vault.tokens().map((one) => ({ ...one, scopes: [...one.scopes] })),
        query,
        ({ id }) => id,
      ),
  );
  app.post(
    "/api/v1/tokens",
    {
      preHandler,
      schema: {
        operationId: "makeToken",
        tags,
        body: newToken(offered),
        response: { 201: z.object({ id: z.string(), token: z.string() }), ...problems },
      },
    },
    async ({ body }, reply) => {
      const token = `ringwise_pat_${newSecret(32)}`;
      const id = hashSecret(token);
      orRefuse(await vault.saveToken({ id, name: body.name, scopes: body.scopes, made: now() }));
      return reply.code(201).send({ id, token });
    },
  );
  app.delete(
    "/api/v1/tokens/:id",
    {
      preHandler,
      schema: {
        operationId: "removeToken",
        tags,
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!vault.tokens().some((one) => one.id === id))
        refuse(problemBody(404, "tokens.unknown", "There is no such token."));
      orRefuse(await vault.removeToken(id));
      return reply.code(204).send(null);
    },
  );
}

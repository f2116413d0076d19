import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { passwordFits } from "#web/auth/password.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Foreign, type Web } from "#web/routes/kit.ts";

export const SessionState = z
  .object({
    state: z.enum(["setUp", "signIn", "open"]),
    owner: z.string().optional(),
    csrf: z.string().optional(),
    passkey: z.boolean(),
    secureUrl: z.string().optional(),
    authority: z.string().optional(),
    recoveryCodes: z.array(z.string()).optional(),
  })
  .meta({ id: "Session" });

const Secret = z.object({
  password: z.string().max(256).optional(),
  recoveryCode: z.string().max(64).optional(),
  passkey: Foreign.optional(),
});
type Secret = z.infer<typeof Secret>;

/** What the page is told first: who may come in, and how. A stranger learns no name. */
export function sessionState(request: FastifyRequest, web: Web, csrf?: string) {
  const owner = web.vault.owner();
  const open = csrf !== undefined || web.gate.who(request) !== undefined;
  const { port, authority } = web.secure;
  const secureUrl = port !== undefined && `https://${request.hostname}:${port}/`;
  return {
    state: open ? ("open" as const) : owner ? ("signIn" as const) : ("setUp" as const),
    passkey: (owner?.passkeys.length ?? 0) > 0,
    ...(open && { csrf: csrf ?? web.gate.csrf(request), owner: owner?.name }),
    ...(secureUrl && { secureUrl }),
    ...(authority && { authority: "/authority.crt" }),
  };
}

/** Signing in and out. */
export function sessionRoutes(app: App, web: Web): void {
  const { gate, vault } = web;
  app.get(
    "/api/v1/session",
    { schema: { operationId: "session", tags: ["session"], response: { 200: SessionState } } },
    (request) => sessionState(request, web),
  );
  app.post(
    "/api/v1/session",
    {
      schema: {
        operationId: "signIn",
        tags: ["session"],
        body: Secret,
        response: { 200: SessionState, 401: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const wait = gate.guesses.wait(request.ip, web.now());
      if (wait > 0) {
        reply.header("retry-after", Math.ceil(wait / 1000));
        refuse(problemBody(429, "web.tooManyAttempts", "Too many attempts from here."));
      }
      if (!(await fits(request, web, request.body))) {
        gate.guesses.failed(request.ip, web.now());
        refuse(problemBody(401, "web.wrongPassword", "That did not fit."));
      }
      gate.guesses.succeeded(request.ip);
      return sessionState(request, web, await gate.begin(request, reply));
    },
  );
  app.post(
    "/api/v1/session/passkey",
    {
      schema: {
        operationId: "passkeySignInOptions",
        tags: ["session"],
        response: { 200: Foreign },
      },
    },
    async (request) => ({ ...(await web.passkeys.requestOptions(request, vault.owner())) }),
  );
  app.delete(
    "/api/v1/session",
    {
      preHandler: gate.check,
      schema: { operationId: "signOut", tags: ["session"], response: { 204: z.null() } },
    },
    async (request, reply) => {
      await gate.end(request, reply);
      reply.code(204);
      return null;
    },
  );
}

async function fits(request: FastifyRequest, web: Web, secret: Secret): Promise<boolean> {
  if (secret.passkey) return passkeyFits(request, web, secret.passkey);
  if (secret.recoveryCode !== undefined) return spendRecoveryCode(web, secret.recoveryCode);
  return passwordFits(secret.password ?? "", web.vault.owner()?.passwordHash);
}

async function passkeyFits(request: FastifyRequest, web: Web, answer: unknown): Promise<boolean> {
  const owner = web.vault.owner();
  const used = await web.passkeys.used(request, owner, answer);
  if (!owner || !used) return false;
  const kept = owner.passkeys.map((one) => (one.id === used.id ? used : one));
  return (await web.vault.saveOwner({ ...owner, passkeys: kept })).ok;
}

/** Each recovery code works once. */
async function spendRecoveryCode({ vault }: Web, code: string): Promise<boolean> {
  const owner = vault.owner();
  const hash = hashSecret(code.trim().toLowerCase());
  if (!owner?.recoveryHashes.includes(hash)) return false;
  const left = owner.recoveryHashes.filter((one) => one !== hash);
  return (await vault.saveOwner({ ...owner, recoveryHashes: left })).ok;
}

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { endSessions, ownerId } from "#web/auth/keyholders.ts";
import { hashPassword } from "#web/auth/password.ts";
import { newRecoveryCodes } from "#web/auth/recoveryCodes.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { setupKeyFits } from "#web/auth/setupLink.ts";
import type { Passkey } from "#web/auth/vault.ts";
import { orRefuse, Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Foreign, Password, type Site } from "#web/routes/kit.ts";
import { SessionState, sessionState } from "#web/routes/session.ts";

const Key = z.string().max(64);
const Name = z.string().trim().min(1).max(100);
const SetupBody = z.object({
  key: Key,
  name: Name,
  password: Password.optional(),
  passkey: Foreign.optional(),
});

/**
 * Who holds the one-time link becomes the owner, or, when there is one already, the owner again
 * with a new password: the link proves access to the machine.
 */
export function setupRoutes(app: App, web: Site): void {
  app.post(
    "/api/v1/setup/passkey",
    {
      schema: {
        operationId: "setupPasskeyOptions",
        tags: ["setup"],
        body: z.object({ key: Key, name: Name }),
        response: { 200: Foreign, 403: Problem },
      },
    },
    async (request) => {
      mustFit(web, request, request.body.key);
      const owner = { name: request.body.name, passkeys: web.vault.owner()?.passkeys ?? [] };
      return { ...(await web.passkeys.creationOptions(request, owner)) };
    },
  );
  app.post(
    "/api/v1/setup",
    {
      schema: {
        operationId: "setup",
        tags: ["setup"],
        body: SetupBody,
        response: { 201: SessionState, 403: Problem, 422: Problem },
      },
    },
    async (request, reply) => {
      const { key, name, password, passkey } = request.body;
      mustFit(web, request, key);
      const made = passkey && (await web.passkeys.made(request, passkey));
      if (!made && password === undefined)
        refuse(problemBody(422, "web.noSecret", "Choose a passkey or a password."));
      const recoveryCodes = newRecoveryCodes();
      await keepOwner(web, { name, password, made, recoveryCodes });
      orRefuse(await endSessions(web.vault, ownerId)); // whoever lost everything may have lost one of these too
      const csrf = await web.gate.begin(request, reply, ownerId);
      reply.code(201);
      const who = { name, by: "session", isOwner: true, scopes: [] } as const;
      return { ...sessionState(request, web, { csrf, who }), recoveryCodes };
    },
  );
}

interface NewOwner {
  readonly name: string;
  readonly password: string | undefined;
  readonly made: Passkey | undefined;
  readonly recoveryCodes: readonly string[];
}

async function keepOwner(web: Site, { name, password, made, recoveryCodes }: NewOwner) {
  const before = web.vault.owner();
  const passwordHash = password === undefined ? before?.passwordHash : await hashPassword(password);
  orRefuse(
    await web.vault.saveOwner({
      name,
      ...(passwordHash !== undefined && { passwordHash }),
      passkeys: [...(before?.passkeys ?? []), ...(made ? [{ ...made, made: web.now() }] : [])],
      recoveryHashes: recoveryCodes.map(hashSecret),
    }),
  );
  orRefuse(await web.vault.saveSetupKey(undefined)); // it works once
}

/** Guessing a key is slowed as guessing a password is. */
function mustFit({ vault, gate, now, command }: Site, request: FastifyRequest, key: string): void {
  const mayTry = gate.guesses.wait(request) === 0;
  if (mayTry && setupKeyFits(vault, key, now())) return;
  if (mayTry) gate.guesses.failed(request);
  const detail = `This link was used or is too old. \`${command} setup-link\` makes another.`;
  refuse(problemBody(403, "web.setUpKey", detail));
}

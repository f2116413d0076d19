import { z } from "zod";
import { hashPassword, longestPassword, shortestPassword } from "#web/auth/password.ts";
import { hashSecret, newSecret } from "#web/auth/secret.ts";
import { setupKeyFits } from "#web/auth/setupLink.ts";
import type { Passkey } from "#web/auth/vault.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Foreign, type Web } from "#web/routes/kit.ts";
import { SessionState, sessionState } from "#web/routes/session.ts";

const Key = z.string().max(64);
const Name = z.string().trim().min(1).max(100);
const Password = z.string().min(shortestPassword).max(longestPassword);
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
export function setupRoutes(app: App, web: Web): void {
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
      mustFit(web, request.ip, request.body.key);
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
      mustFit(web, request.ip, key);
      const made = passkey && (await web.passkeys.made(request, passkey));
      if (!made && password === undefined)
        refuse(problemBody(422, "web.noSecret", "Choose a passkey or a password."));
      const recoveryCodes = Array.from({ length: 8 }, recoveryCode);
      await keepOwner(web, { name, password, made, recoveryCodes });
      const csrf = await web.gate.begin(request, reply);
      reply.code(201);
      return { ...sessionState(request, web, csrf), recoveryCodes };
    },
  );
}

interface NewOwner {
  readonly name: string;
  readonly password: string | undefined;
  readonly made: Passkey | undefined;
  readonly recoveryCodes: readonly string[];
}

async function keepOwner(web: Web, { name, password, made, recoveryCodes }: NewOwner) {
  const before = web.vault.owner();
  const passwordHash = password === undefined ? before?.passwordHash : await hashPassword(password);
  const saved = await web.vault.saveOwner({
    name,
    ...(passwordHash !== undefined && { passwordHash }),
    passkeys: [...(before?.passkeys ?? []), ...(made ? [made] : [])],
    recoveryHashes: recoveryCodes.map(hashSecret),
  });
  if (!saved.ok) refuse(problemBody(503, saved.problem.code, saved.problem.detail));
  await web.vault.saveSetupKey(undefined);
}

/** Easy to write down: three groups of four, without look-alikes; over 55 bits. */
function recoveryCode(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = Buffer.from(newSecret(12), "base64url");
  const text = [...bytes].map((byte) => letters.charAt(byte % letters.length)).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`;
}

/** Guessing a key is slowed as guessing a password is. */
function mustFit({ vault, gate, now }: Web, source: string, key: string): void {
  const mayTry = gate.guesses.wait(source, now()) === 0;
  if (mayTry && setupKeyFits(vault, key, now())) return;
  if (mayTry) gate.guesses.failed(source, now());
  const detail = "This link was used or is too old. `ringwise setup-link` makes another.";
  refuse(problemBody(403, "web.setUpKey", detail));
}

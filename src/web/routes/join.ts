import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { hashPassword } from "#web/auth/password.ts";
import { newRecoveryCodes } from "#web/auth/recoveryCodes.ts";
import { hashSecret, newSecret } from "#web/auth/secret.ts";
import type { Invitation } from "#web/auth/vault.ts";
import { orRefuse, Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Foreign, Password, type Web } from "#web/routes/kit.ts";
import { SessionState, sessionState } from "#web/routes/session.ts";

const tags = ["setup"];
const Key = z.object({ key: z.string().max(64) });
const refused = { 403: Problem, 422: Problem, 429: Problem } as const;

/** Whoever holds an invitation becomes one of the family, once. */
export function joinRoutes(app: App, web: Web): void {
  const { vault, now } = web;
  app.post(
    "/api/v1/join/look",
    {
      schema: {
        operationId: "lookAtInvitation",
        tags,
        body: Key,
        response: { 200: z.object({ name: z.string(), owner: z.string() }), ...refused },
      },
    },
    (request, reply) => {
      const { name } = invitationOf(request, reply, web);
      return { name, owner: vault.owner()?.name ?? "" };
    },
  );
  app.post(
    "/api/v1/join/passkey",
    {
      schema: {
        operationId: "joinPasskeyOptions",
        tags,
        body: Key,
        response: { 200: Foreign, ...refused },
      },
    },
    async (request, reply) => {
      const { name } = invitationOf(request, reply, web);
      return { ...(await web.passkeys.creationOptions(request, { name, passkeys: [] })) };
    },
  );
  const body = Key.extend({ password: Password.optional(), passkey: Foreign.optional() });
  app.post(
    "/api/v1/join",
    { schema: { operationId: "join", tags, body, response: { 201: SessionState, ...refused } } },
    async (request, reply) => {
      const { password, passkey } = request.body;
      const invitation = invitationOf(request, reply, web);
      const made = passkey && (await web.passkeys.made(request, passkey));
      if (!made && password === undefined)
        refuse(problemBody(422, "web.noSecret", "Choose a passkey or a password."));
      const recoveryCodes = newRecoveryCodes();
      const { name, devices, numbers } = invitation;
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      if (!vault.invitations.get(invitation.id)) refuse(tooLate()); // another was faster
      const member = {
        ...{ id: newSecret(), name, devices, numbers, joined: now() },
        ...(passwordHash !== undefined && { passwordHash }),
        passkeys: made ? [{ ...made, made: now() }] : [],
        recoveryHashes: recoveryCodes.map(hashSecret),
      };
      orRefuse(await vault.invitations.remove(invitation.id));
      orRefuse(await vault.members.save(member));
      const csrf = await web.gate.begin(request, reply, member.id);
      reply.code(201);
      const who = { name, by: "session", isOwner: false, member, scopes: [] } as const;
      return { ...sessionState(request, web, { csrf, who }), recoveryCodes };
    },
  );
}

const tooLate = () =>
  problemBody(403, "web.invitation", "This invitation was used, taken back, or is too old.");

/** Guessing a key is slowed as guessing a password is. */
function invitationOf(request: FastifyRequest, reply: FastifyReply, web: Web): Invitation {
  const { key } = request.body as z.infer<typeof Key>;
  web.gate.guesses.mayTry(request, reply);
  const found = web.vault.invitations.get(hashSecret(key));
  if (found && found.expires > web.now()) return found;
  web.gate.guesses.failed(request);
  return refuse(tooLate());
}

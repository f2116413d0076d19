import type { FastifyRequest } from "fastify";
import { z } from "zod";
import {
  endSessions,
  type Keyholder,
  keyholder,
  keyholders,
  ownerId,
  saveCredentials,
} from "#web/auth/keyholders.ts";
import { hashPassword, passwordFits } from "#web/auth/password.ts";
import { newRecoveryCodes } from "#web/auth/recoveryCodes.ts";
import { hashSecret } from "#web/auth/secret.ts";
import type { Credentials } from "#web/auth/vault.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Foreign,
  Id,
  LongCursor,
  listOf,
  Password,
  pageOf,
  problems,
  type Site,
} from "#web/routes/kit.ts";

const tags = ["session"];
const done = { 204: z.null(), ...problems } as const;
const Name = z.string().trim().min(1).max(100);
const Credential = z
  .object({
    name: z.string(),
    password: z.boolean(),
    passkeys: z.array(z.object({ id: z.string(), name: z.string(), made: z.number().optional() })),
    recoveryCodes: z.number().int().meta({ description: "how many are left" }),
  })
  .meta({ id: "Credentials" });
const OpenSession = z
  .object({
    id: z.string(),
    who: z.string(),
    agent: z.string(),
    began: z.number(),
    current: z.boolean().meta({ description: "the one that asks" }),
  })
  .meta({ id: "OpenSession" });

/** How whoever is signed in signs in, and where they are. */
export function ownRoutes(app: App, web: Site): void {
  password(app, web);
  passkeys(app, web);
  recovery(app, web);
  sessions(app, web);
}

/** Who asks, as one who may sign in: a program is none. */
function asking(request: FastifyRequest, { gate, vault }: Site): Keyholder {
  const who = gate.who(request);
  const holder = who?.by === "session" && keyholder(vault, who.member?.id ?? ownerId);
  return (
    holder || refuse(problemBody(403, "web.notSignedIn", "Only who is signed in may do that."))
  );
}

async function keep(web: Site, { id }: Keyholder, change: Partial<Credentials>): Promise<void> {
  orRefuse(await saveCredentials(web.vault, id, change));
}

function password(app: App, web: Site): void {
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/session/credentials",
    {
      preHandler,
      schema: { operationId: "credentials", tags, response: { 200: Credential, ...problems } },
    },
    (request) => {
      const { name, passwordHash, passkeys, recoveryHashes } = asking(request, web);
      return {
        name,
        password: passwordHash !== undefined,
        passkeys: passkeys.map(({ id, name, made }) => ({ id, name, ...(made && { made }) })),
        recoveryCodes: recoveryHashes.length,
      };
    },
  );
  const body = z.object({ current: z.string().max(256).optional(), password: Password });
  app.put(
    "/api/v1/session/password",
    { preHandler, schema: { operationId: "changePassword", tags, body, response: done } },
    async (request, reply) => {
      const holder = asking(request, web);
      const { current = "", password: next } = request.body;
      web.gate.guesses.mayTry(request, reply);
      if (
        holder.passwordHash !== undefined &&
        !(await passwordFits(current, holder.passwordHash))
      ) {
        web.gate.guesses.failed(request);
        refuse(problemBody(422, "web.wrongPassword", "The present password did not fit."));
      }
      await keep(web, holder, { passwordHash: await hashPassword(next) });
      orRefuse(await endSessions(web.vault, holder.id, web.gate.who(request)?.sessionId));
      return reply.code(204).send(null);
    },
  );
}

function passkeys(app: App, web: Site): void {
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/session/passkeys/options",
    {
      preHandler,
      schema: { operationId: "passkeyOptions", tags, response: { 200: Foreign, ...problems } },
    },
    async (request) => ({ ...(await web.passkeys.creationOptions(request, asking(request, web))) }),
  );
  const body = z.object({ name: Name, passkey: Foreign });
  const made = { 201: z.object({ id: z.string() }), ...problems };
  app.post(
    "/api/v1/session/passkeys",
    { preHandler, schema: { operationId: "addPasskey", tags, body, response: made } },
    async (request, reply) => {
      const holder = asking(request, web);
      const { name, passkey } = request.body;
      const one = await web.passkeys.made(request, passkey);
      if (!one) refuse(problemBody(422, "web.badPasskey", "That passkey does not fit."));
      const added = { ...one, name, made: web.now() };
      await keep(web, holder, { passkeys: [...holder.passkeys, added] });
      return reply.code(201).send({ id: one.id });
    },
  );
  keptPasskeys(app, web);
}

const noPasskey = () => problemBody(404, "access.unknown", "There is no such passkey.");

function keptPasskeys(app: App, web: Site): void {
  const preHandler = web.gate.check;
  const params = z.object({ id: z.string().max(1500) }); // as long as an authenticator may make it
  app.patch(
    "/api/v1/session/passkeys/:id",
    {
      preHandler,
      schema: {
        operationId: "renamePasskey",
        tags,
        params,
        body: z.object({ name: Name }),
        response: done,
      },
    },
    async (request, reply) => {
      const holder = asking(request, web);
      const { id } = request.params;
      if (!holder.passkeys.some((one) => one.id === id)) refuse(noPasskey());
      const { name } = request.body;
      const renamed = holder.passkeys.map((one) => (one.id === id ? { ...one, name } : one));
      await keep(web, holder, { passkeys: renamed });
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/session/passkeys/:id",
    { preHandler, schema: { operationId: "removePasskey", tags, params, response: done } },
    async (request, reply) => {
      const holder = asking(request, web);
      const left = holder.passkeys.filter(({ id }) => id !== request.params.id);
      if (left.length === holder.passkeys.length) refuse(noPasskey());
      if (left.length === 0 && holder.passwordHash === undefined)
        refuse(problemBody(422, "access.lastKey", "It is the only way in: set a password first."));
      await keep(web, holder, { passkeys: left });
      return reply.code(204).send(null);
    },
  );
}

function recovery(app: App, web: Site): void {
  const response = { 201: z.object({ recoveryCodes: z.array(z.string()) }), ...problems };
  app.post(
    "/api/v1/session/recovery-codes",
    { preHandler: web.gate.check, schema: { operationId: "newRecoveryCodes", tags, response } },
    async (request, reply) => {
      const recoveryCodes = newRecoveryCodes();
      await keep(web, asking(request, web), { recoveryHashes: recoveryCodes.map(hashSecret) });
      return reply.code(201).send({ recoveryCodes });
    },
  );
}

/** One's own; the owner sees and ends everybody's. */
function sessions(app: App, web: Site): void {
  const { gate, vault, now } = web;
  const preHandler = gate.check;
  const visible = (request: FastifyRequest) => {
    const { id } = asking(request, web);
    const theirs = vault.sessions().filter(({ expires }) => expires > now());
    return theirs.filter(({ member }) => id === ownerId || member === id);
  };
  app.get(
    "/api/v1/sessions",
    {
      preHandler,
      schema: {
        operationId: "sessions",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(OpenSession), ...problems },
      },
    },
    (request) => {
      const current = gate.who(request)?.sessionId;
      const names = new Map(keyholders(vault).map(({ id, name }) => [id, name]));
      const items = visible(request).map(({ id, agent, began, member = ownerId }) => ({
        ...{ id, agent, began, who: names.get(member) ?? "" },
        current: id === current,
      }));
      items.sort((a, b) => b.began - a.began);
      return pageOf(items, request.query, ({ id }) => id);
    },
  );
  app.delete(
    "/api/v1/sessions/:id",
    { preHandler, schema: { operationId: "endSession", tags, params: Id, response: done } },
    async (request, reply) => {
      const { id } = request.params;
      if (!visible(request).some((one) => one.id === id))
        refuse(problemBody(404, "access.unknown", "There is no such session."));
      orRefuse(await vault.removeSession(id));
      return reply.code(204).send(null);
    },
  );
}

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { keyholders } from "#web/auth/keyholders.ts";
import type { Who } from "#web/auth/recognizer.ts";
import { whoShows } from "#web/auth/signingIn.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Foreign, type Site } from "#web/routes/kit.ts";

export const SessionState = z
  .object({
    state: z.enum(["setUp", "signIn", "open"]),
    owner: z.string().optional(),
    role: z.enum(["owner", "member", "program"]).optional(),
    name: z.string().optional().meta({ description: "who is signed in" }),
    devices: z.array(z.string()).optional().meta({ description: "a member's own" }),
    csrf: z.string().optional(),
    seq: z
      .number()
      .optional()
      .meta({ description: "the last event: what is asked now is at least as new" }),
    passkey: z.boolean(),
    family: z.boolean().meta({ description: "others than the owner may sign in, by their names" }),
    secureUrl: z.string().optional(),
    authority: z.string().optional(),
    recoveryCodes: z.array(z.string()).optional(),
  })
  .meta({ id: "Session" });

const Secret = z.object({
  name: z.string().max(100).optional().meta({ description: "without it: the owner" }),
  password: z.string().max(256).optional(),
  recoveryCode: z.string().max(64).optional(),
  passkey: Foreign.optional(),
});

/** A session that was begun just now. */
export interface Begun {
  readonly csrf: string;
  readonly who: Who;
}

/** What the page is told first: who may come in, and how. A stranger learns no name. */
export function sessionState(request: FastifyRequest, web: Site, begun?: Begun) {
  const owner = web.vault.owner();
  const who = begun?.who ?? web.gate.who(request);
  const { port, authority } = web.secure;
  const secureUrl = port !== undefined && `https://${request.hostname}:${port}/`;
  return {
    state: who ? ("open" as const) : owner ? ("signIn" as const) : ("setUp" as const),
    passkey: keyholders(web.vault).some(({ passkeys }) => passkeys.length > 0),
    family: web.vault.members.all().length > 0,
    ...(who && { ...known(who), csrf: begun?.csrf ?? web.gate.csrf(request), owner: owner?.name }),
    ...(who && { seq: web.lastEvent() }),
    ...(secureUrl && { secureUrl }),
    ...(authority && { authority: "/authority.crt" }),
  };
}

function known({ isOwner, member, name }: Who) {
  const role = isOwner ? ("owner" as const) : member ? ("member" as const) : ("program" as const);
  return { role, name, ...(member && { devices: [...member.devices] }) };
}

/** Signing in and out. */
export function sessionRoutes(app: App, web: Site): void {
  const { gate } = web;
  const tags = ["session"];
  app.get(
    "/api/v1/session",
    { schema: { operationId: "session", tags, response: { 200: SessionState } } },
    (request) => sessionState(request, web),
  );
  signingIn(app, web);
  app.post(
    "/api/v1/session/passkey",
    { schema: { operationId: "passkeySignInOptions", tags, response: { 200: Foreign } } },
    async (request) => {
      const known = keyholders(web.vault).flatMap(({ passkeys }) => passkeys);
      return { ...(await web.passkeys.requestOptions(request, known)) };
    },
  );
  app.delete(
    "/api/v1/session",
    {
      preHandler: gate.check,
      schema: { operationId: "signOut", tags, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await gate.end(request, reply);
      reply.code(204);
      return null;
    },
  );
}

/** A passkey cannot be guessed, so whoever has one need not wait for those who guess. */
function signingIn(app: App, web: Site): void {
  const { gate, vault } = web;
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
      const { body } = request;
      if (body.passkey === undefined) gate.guesses.mayTry(request, reply);
      const holder = await whoShows(request, body, web);
      if (!holder) {
        gate.guesses.failed(request);
        refuse(problemBody(401, "web.wrongPassword", "That did not fit."));
      }
      gate.guesses.succeeded(request);
      const csrf = await gate.begin(request, reply, holder.id);
      const member = vault.members.get(holder.id);
      const isOwner = member === undefined;
      const who: Who = { name: holder.name, by: "session", isOwner, scopes: [] };
      return sessionState(request, web, { csrf, who: member ? { ...who, member } : who });
    },
  );
}

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { hashSecret, newSecret } from "#web/auth/secret.ts";
import type { GuestLink } from "#web/auth/vault.ts";
import { orRefuse, Problem, problemBody, refuse } from "#web/problems.ts";
import { type App, Id, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

const day = 24 * 60;
const Act = z.object({
  mode: z.string().min(1).max(64),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(30 * day)
    .optional()
    .meta({
      description: "for so long; without it until the mode is set again",
    }),
});
const Guest = z
  .object({
    id: z.string(),
    name: z.string(),
    act: Act,
    expires: z.number(),
    used: z.number().optional().meta({ description: "when it was used last" }),
  })
  .meta({ id: "Guest" });
const NewGuest = z.object({
  name: z.string().trim().min(1).max(100).meta({ description: "whose it is" }),
  act: Act,
  days: z.number().int().min(1).max(365).default(7),
});
const tags = ["access"];
const mostGuests = 100;

/** Links that do one thing, for whoever has them: nothing else can be seen or done by them. */
export function guestRoutes(app: App, web: Web): void {
  keeping(app, web);
  using(app, web);
}

function keeping(app: App, web: Web): void {
  const { vault, now } = web;
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/guests",
    {
      preHandler,
      schema: {
        operationId: "guests",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Guest), ...problems },
      },
    },
    ({ query }) => {
      const open = vault.guests.all().filter(({ expires }) => expires > now());
      const all = open.map(({ made: _, ...one }) => structuredClone(one));
      return pageOf(all as z.infer<typeof Guest>[], query, ({ id }) => id);
    },
  );
  const made = { id: z.string(), key: z.string(), path: z.string(), expires: z.number() };
  app.post(
    "/api/v1/guests",
    {
      preHandler,
      schema: {
        operationId: "makeGuest",
        tags,
        body: NewGuest,
        response: { 201: z.object(made), ...problems },
      },
    },
    async ({ body: { name, act, days } }, reply) => {
      for (const { id, expires } of vault.guests.all())
        if (expires <= now()) await vault.guests.remove(id);
      if (vault.guests.all().length >= mostGuests)
        refuse(problemBody(422, "access.tooMany", "Take some links back first."));
      const key = newSecret();
      const [id, expires] = [hashSecret(key), now() + days * day * 60_000];
      const { mode, minutes } = act;
      const kept = { mode, ...(minutes !== undefined && { minutes }) };
      orRefuse(await vault.guests.save({ id, name, act: kept, made: now(), expires }));
      return reply.code(201).send({ id, key, path: `/guest#k=${key}`, expires });
    },
  );
  app.delete(
    "/api/v1/guests/:id",
    {
      preHandler,
      schema: {
        operationId: "removeGuest",
        tags,
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!vault.guests.get(id))
        refuse(problemBody(404, "access.unknown", "There is no such link."));
      orRefuse(await vault.guests.remove(id));
      return reply.code(204).send(null);
    },
  );
}

const Key = z.object({ key: z.string().max(64) });
const refused = { 403: Problem, 422: Problem, 429: Problem } as const;

/** The link's own two calls. */
function using(app: App, web: Web): void {
  const tags = ["guest"];
  const { vault, now, control } = web;
  app.post(
    "/api/v1/guest/look",
    {
      schema: {
        operationId: "lookAtGuest",
        tags,
        body: Key,
        response: {
          200: z.object({ name: z.string(), act: Act, expires: z.number() }),
          ...refused,
        },
      },
    },
    (request, reply) => {
      const { name, act, expires } = guestOf(request, reply, web);
      return { name, act: { ...act }, expires };
    },
  );
  app.post(
    "/api/v1/guest/act",
    {
      schema: {
        operationId: "actAsGuest",
        tags,
        body: Key,
        response: { 200: z.object({ until: z.number().optional() }), ...refused },
      },
    },
    async (request, reply) => {
      const guest = guestOf(request, reply, web);
      const { mode, minutes } = guest.act;
      const until = minutes === undefined ? undefined : now() + minutes * 60_000;
      const outcome = await control.settings.setMode(mode, until, `guest ${guest.name}`);
      if (!outcome.ok)
        refuse(problemBody(422, "web.guestMode", "The house cannot go into that mode now."));
      await vault.guests.save({ ...guest, used: now() });
      return until === undefined ? {} : { until };
    },
  );
}

/** Guessing a key is slowed as guessing a password is. */
function guestOf(request: FastifyRequest, reply: FastifyReply, web: Web): GuestLink {
  const { key } = request.body as z.infer<typeof Key>;
  web.gate.guesses.mayTry(request, reply);
  const found = web.vault.guests.get(hashSecret(key));
  if (found && found.expires > web.now()) return found;
  web.gate.guesses.failed(request);
  return refuse(problemBody(403, "web.guest", "This link was taken back, or is too old."));
}

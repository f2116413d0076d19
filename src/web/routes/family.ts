import { z } from "zod";
import { endSessions, keyholderNamed } from "#web/auth/keyholders.ts";
import { hashSecret, newSecret } from "#web/auth/secret.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import { type App, Id, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

const tags = ["access"];
const done = { 204: z.null(), ...problems } as const;
const Name = z.string().trim().min(1).max(100);
const belongings = {
  devices: z.array(z.string().max(64)).max(50).meta({ description: "their telephones, by id" }),
  numbers: z.array(z.string().max(32)).max(50).meta({ description: "their numbers, as dialled" }),
};
const Member = z
  .object({ id: z.string(), name: z.string(), joined: z.number(), ...belongings })
  .meta({ id: "Member" });
const Invitation = z
  .object({ id: z.string(), name: z.string(), expires: z.number(), ...belongings })
  .meta({ id: "Invitation" });
const lifetime = 7 * 24 * 3600_000;
/** Who lives in a house; more is no family. */
const most = 50;

/** Who else may sign in, with what is theirs: telephones, numbers, and so calls and messages. */
export function familyRoutes(app: App, web: Web): void {
  members(app, web);
  invitations(app, web);
}

const nobody = () => problemBody(404, "access.unknown", "Nobody of that name lives here.");

function members(app: App, web: Web): void {
  const { vault } = web;
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/family",
    {
      preHandler,
      schema: {
        operationId: "family",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Member), ...problems },
      },
    },
    ({ query }) => {
      const all = vault.members.all().map(({ id, name, joined, devices, numbers }) => ({
        ...{ id, name, joined },
        devices: [...devices],
        numbers: [...numbers],
      }));
      return pageOf(all, query, ({ id }) => id);
    },
  );
  const body = z.object({ name: Name, ...belongings }).partial();
  app.patch(
    "/api/v1/family/:id",
    { preHandler, schema: { operationId: "changeMember", tags, params: Id, body, response: done } },
    async ({ params, body: { name, devices, numbers } }, reply) => {
      const member = vault.members.get(params.id) ?? refuse(nobody());
      if (name !== undefined && name !== member.name) mustBeFree(web, name);
      const changed = { ...member, ...(name !== undefined && { name }) };
      orRefuse(
        await vault.members.save({
          ...changed,
          devices: devices ?? member.devices,
          numbers: numbers ?? member.numbers,
        }),
      );
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/family/:id",
    { preHandler, schema: { operationId: "removeMember", tags, params: Id, response: done } },
    async ({ params: { id } }, reply) => {
      if (!vault.members.get(id)) refuse(nobody());
      orRefuse(await vault.members.remove(id));
      orRefuse(await endSessions(vault, id));
      return reply.code(204).send(null);
    },
  );
}

/** One signs in by name: no two have the same. */
function mustBeFree({ vault, now }: Web, name: string): void {
  const plain = name.trim().toLowerCase();
  const isInvited = vault.invitations
    .all()
    .some((one) => one.expires > now() && one.name.toLowerCase() === plain);
  if (isInvited || keyholderNamed(vault, name))
    refuse(problemBody(422, "access.sameName", "Somebody here is called so already."));
}

function invitations(app: App, web: Web): void {
  const { vault, now } = web;
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/invitations",
    {
      preHandler,
      schema: {
        operationId: "invitations",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Invitation), ...problems },
      },
    },
    ({ query }) => {
      const open = vault.invitations.all().filter(({ expires }) => expires > now());
      const all = open.map(({ made: _, ...one }) => structuredClone(one));
      return pageOf(all as z.infer<typeof Invitation>[], query, ({ id }) => id);
    },
  );
  const made = { id: z.string(), key: z.string(), path: z.string(), expires: z.number() };
  app.post(
    "/api/v1/invitations",
    {
      preHandler,
      schema: {
        operationId: "invite",
        tags,
        body: z.object({ name: Name, ...belongings }),
        response: { 201: z.object(made), ...problems },
      },
    },
    async ({ body }, reply) => {
      mustBeFree(web, body.name);
      for (const { id, expires } of vault.invitations.all())
        if (expires <= now()) await vault.invitations.remove(id);
      if (vault.invitations.all().length + vault.members.all().length >= most)
        refuse(problemBody(422, "access.tooMany", "No house has so many."));
      const key = newSecret();
      const [id, expires] = [hashSecret(key), now() + lifetime];
      orRefuse(await vault.invitations.save({ ...body, id, made: now(), expires }));
      return reply.code(201).send({ id, key, path: `/join#k=${key}`, expires });
    },
  );
  app.delete(
    "/api/v1/invitations/:id",
    { preHandler, schema: { operationId: "uninvite", tags, params: Id, response: done } },
    async ({ params: { id } }, reply) => {
      if (!vault.invitations.get(id))
        refuse(problemBody(404, "access.unknown", "There is no such invitation."));
      orRefuse(await vault.invitations.remove(id));
      return reply.code(204).send(null);
    },
  );
}

import { z } from "zod";
import type { UserDetail as Detail } from "#exchange/control.ts";
import { done, invitationBody, named, Rules, who } from "#web/operator/routes/acts.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import { type App, Cursor, listOf, problems } from "#web/routes/kit.ts";

const tags = ["users"];
const State = z.enum(["there", "away", "invited", "suspended"]);
const userView = {
  name: z.string(),
  numbers: z.array(z.string()),
  extension: z.string().optional(),
  tier: z.string(),
  state: State,
  servers: z.number().int(),
  callsNow: z.number().int(),
  hours: z.array(z.number().int()).meta({
    description: "calls that ended in each of the last 24 hours, the present one last",
  }),
  lastSeen: z.number().optional().meta({
    description: "of who is away, and was there since the start: until when",
  }),
  suspended: z.string().optional().meta({ description: "the operator's reason" }),
  narrowed: z.string().optional().meta({ description: "the operator's reason" }),
  isHosted: z.literal(true).optional().meta({ description: "their server runs here" }),
};
const Relay = z.enum(["never", "whenNeeded", "always"]);
const UserView = z.object(userView).meta({ id: "ExchangeUser" });
const UserDetail = z
  .object({
    ...userView,
    followsRedirections: z.boolean(),
    channels: z.number().int(),
    relay: Relay.optional().meta({ description: "where it is not as for all" }),
    hosted: z
      .object({ port: z.number().int() })
      .optional()
      .meta({ description: "where their telephones register" }),
    invited: z.object({ until: z.string(), used: z.boolean() }).optional(),
    bindings: z.array(
      z.object({
        at: z.string(),
        protocol: z.string(),
        q: z.number(),
        expires: z.number(),
        userAgent: z.string().optional(),
      }),
    ),
    policy: z
      .object({
        version: z.number().int(),
        issued: z.string(),
        expires: z.string(),
        timeZone: z.string(),
        rules: Rules,
        unreachable: z.array(z.record(z.string(), z.unknown())),
        isOver: z.boolean(),
      })
      .optional()
      .meta({ description: "as the user has published it; nobody else changes it" }),
    narrowing: z
      .object({ of: z.enum(["user", "tier"]), reason: z.string(), rules: Rules })
      .optional(),
  })
  .meta({ id: "ExchangeUserDetail" });

const Numbers = z.array(z.string().max(20)).max(100);
const Extension = z.string().max(6);
const Tier = z.string().max(64);
const Reason = z.object({ reason: z.string().trim().min(1).max(120) });

/** The users of the exchange, and what the operator decides of each. */
export function userRoutes(app: App, desk: Desk): void {
  seen(app, desk);
  changed(app, desk);
  judged(app, desk);
}

function seen(app: App, { control, gate }: Desk): void {
  const preHandler = gate.check;
  app.get(
    "/api/v1/users",
    {
      preHandler,
      schema: {
        operationId: "users",
        tags,
        querystring: Cursor.extend({
          search: z.string().max(64).optional(),
          tier: z.string().max(64).optional(),
          state: State.optional(),
        }),
        response: { 200: listOf(UserView), ...problems },
      },
    },
    ({ query: { cursor, limit, ...filter } }) => {
      const { items, next } = control.users.page(filter, cursor, limit);
      const copies = items.map((one) => structuredClone(one) as z.infer<typeof UserView>);
      return { items: copies, ...(next !== undefined && { next }) };
    },
  );
  app.get(
    "/api/v1/users/:name",
    {
      preHandler,
      schema: {
        operationId: "user",
        tags,
        params: named,
        response: { 200: UserDetail, ...problems },
      },
    },
    ({ params }) => {
      const user: Detail | undefined = control.users.find(params.name);
      if (!user) refuse(problemBody(404, "exchange.noUser", "There is no such user."));
      return structuredClone(user) as unknown as z.infer<typeof UserDetail>;
    },
  );
}

function changed(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  const invitation = { 201: invitationBody, ...problems };
  const more = { numbers: Numbers.optional(), tier: Tier.optional() };
  const bodyOfNew = z.object({
    ...more,
    name: z.string().max(64),
    extension: Extension.optional(),
  });
  app.post(
    "/api/v1/users",
    { preHandler, schema: { operationId: "addUser", tags, body: bodyOfNew, response: invitation } },
    async (request, reply) => {
      const { name, ...rest } = request.body;
      const made = await control.userActs.add(who(desk, request), name, rest);
      return reply.code(201).send(orRefuse(made));
    },
  );
  const change = z.object({
    ...more,
    extension: Extension.nullable().optional(),
    followsRedirections: z.boolean().optional(),
    relay: Relay.nullable().optional(),
  });
  app.patch(
    "/api/v1/users/:name",
    {
      preHandler,
      schema: { operationId: "changeUser", tags, params: named, body: change, response: done },
    },
    async (request, reply) => {
      const { name } = request.params;
      orGone(await control.userActs.change(who(desk, request), name, request.body));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/users/:name",
    { preHandler, schema: { operationId: "removeUser", tags, params: named, response: done } },
    async (request, reply) => {
      orGone(await control.userActs.remove(who(desk, request), request.params.name));
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/users/:name/invitation",
    {
      preHandler,
      schema: { operationId: "inviteUser", tags, params: named, response: invitation },
    },
    async (request, reply) => {
      const made = await control.userActs.invite(who(desk, request), request.params.name);
      return reply.code(201).send(orGone(made));
    },
  );
}

const orGone = <T>(result: Parameters<typeof orRefuse<T>>[0]): T =>
  orRefuse(result, { "exchange.noUser": 404 });

/** The operator's word against a user's: told to the user, with its reason. */
function judged(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  app.put(
    "/api/v1/users/:name/suspension",
    {
      preHandler,
      schema: { operationId: "suspendUser", tags, params: named, body: Reason, response: done },
    },
    async (request, reply) => {
      const { name } = request.params;
      orGone(await control.userActs.suspend(who(desk, request), name, request.body.reason));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/users/:name/suspension",
    { preHandler, schema: { operationId: "resumeUser", tags, params: named, response: done } },
    async (request, reply) => {
      orGone(await control.userActs.resume(who(desk, request), request.params.name));
      return reply.code(204).send(null);
    },
  );
  app.put(
    "/api/v1/users/:name/narrowing",
    {
      preHandler,
      schema: {
        operationId: "narrowUser",
        tags,
        params: named,
        body: Reason.extend({ rules: Rules.min(1).max(50) }),
        response: done,
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      orGone(await control.userActs.narrow(who(desk, request), name, request.body as never));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/users/:name/narrowing",
    { preHandler, schema: { operationId: "widenUser", tags, params: named, response: done } },
    async (request, reply) => {
      orGone(await control.userActs.widen(who(desk, request), request.params.name));
      return reply.code(204).send(null);
    },
  );
}

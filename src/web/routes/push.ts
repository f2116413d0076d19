import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Vault } from "#web/auth/vault.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  controlFor,
  Id,
  LongCursor,
  listOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

const tags = ["session"];
const preconditions = { "push.noKey": 503, "server.noDevice": 404 };
/** A key of P-256 has 87 characters, a secret 22; push services' addresses are long. */
const NewSubscription = z
  .object({
    device: z.string().max(64).meta({ description: "the telephone that this browser is" }),
    endpoint: z.url().max(2000).meta({ description: "of the push service; by https" }),
    keys: z.object({
      p256dh: z.string().regex(/^[\w-]{87}$/),
      auth: z.string().regex(/^[\w-]{22}$/),
    }),
    language: z.string().max(35).meta({ description: "BCP 47, of what is shown there" }),
  })
  .meta({ id: "NewPushSubscription" });
const Subscription = z
  .object({ id: z.string(), device: z.string() })
  .meta({ id: "PushSubscription" });

/** Browsers that are woken when a call rings at their telephone (W3C Push API, RFC 8030): each for whoever signed in there. */
export function pushRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/session/push-key",
    {
      preHandler,
      schema: {
        operationId: "pushKey",
        tags,
        response: {
          200: z.object({
            key: z.string().meta({ description: "the applicationServerKey, base64url" }),
          }),
          ...problems,
        },
      },
    },
    async () => ({ key: orRefuse(await web.control.push.publicKey(), preconditions) }),
  );
  app.get(
    "/api/v1/session/push",
    {
      preHandler,
      schema: {
        operationId: "pushSubscriptions",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Subscription), ...problems },
      },
    },
    (request) => {
      const items = web.control.push.subscribed(sessionOf(request, web));
      return pageOf(items, request.query, ({ id }) => id);
    },
  );
  subscribing(app, web);
}

function subscribing(app: App, web: Web): void {
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/session/push",
    {
      preHandler,
      schema: {
        operationId: "subscribeToPush",
        tags,
        body: NewSubscription,
        response: { 201: Subscription, ...problems },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request, web);
      const { device } = request.body;
      if (
        !controlFor(web, request)
          .devices()
          .some(({ id }) => id === device)
      )
        refuse(problemBody(404, "server.noDevice", "There is no such telephone."));
      const wish = { ...request.body, contact: `https://${request.host}` };
      const { id } = orRefuse(await web.control.push.subscribe(wish, session), preconditions);
      return reply.code(201).send({ id, device });
    },
  );
  app.delete(
    "/api/v1/session/push/:id",
    {
      preHandler,
      schema: {
        operationId: "unsubscribeFromPush",
        tags,
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const theirs = web.control.push.subscribed(sessionOf(request, web));
      if (!theirs.some((one) => one.id === id))
        refuse(problemBody(404, "access.unknown", "There is no such subscription."));
      orRefuse(await web.control.push.unsubscribe(id), preconditions);
      return reply.code(204).send(null);
    },
  );
}

/** A program has no browser that could be woken. */
const sessionOf = (request: FastifyRequest, { gate }: Web): string =>
  gate.who(request)?.sessionId ??
  refuse(problemBody(403, "web.notSignedIn", "Only who is signed in may do that."));

/** As long as they are signed in there, and the telephone is theirs. */
export function mayBeTold({ vault, now }: { vault: Vault; now: () => number }) {
  return (id: string, device: string): boolean => {
    const session = vault.session(id);
    if (!session || session.expires <= now()) return false;
    if (session.member === undefined) return true;
    return vault.members.get(session.member)?.devices.includes(device) ?? false;
  };
}

import { z } from "zod";
import {
  byId,
  conflicts,
  doneIfSeen,
  Rules,
  seenBy,
  seenHeaders,
  who,
} from "#web/operator/routes/acts.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { orRefuse } from "#web/problems.ts";
import { type App, LongCursor, listOf, pageOf, problems } from "#web/routes/kit.ts";

const TierView = z
  .object({
    id: z.string(),
    calls: z.enum(["members", "usual", "anywhere"]),
    channels: z.number().int(),
    users: z.number().int(),
    hours: z.array(z.number().int()).meta({ description: "as of a user" }),
    etag: z.string(),
    narrowed: z.object({ reason: z.string(), rules: Rules }).optional(),
  })
  .meta({ id: "Tier" });
const TrunkView = z
  .object({
    id: z.string(),
    server: z.string(),
    transport: z.enum(["udp", "tcp", "tls"]),
    from: z.array(z.string()),
    prefixes: z.array(z.string()),
    channels: z.object({ inUse: z.number().int(), most: z.number().int() }),
    domain: z.string().optional(),
    login: z.object({ username: z.string(), authUsername: z.string().optional() }).optional(),
    registers: z.boolean(),
    numbers: z.enum(["e164", "digits", "national"]),
    callerId: z.object({ number: z.string().optional(), always: z.boolean() }),
    state: z.enum(["registered", "trying", "failed", "static"]),
    since: z.number().optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    etag: z.string(),
    roundTrip: z.number().optional().meta({ description: "ms" }),
  })
  .meta({ id: "Trunk" });
const Probe = z.object({
  answered: z.boolean(),
  after: z.number().optional().meta({ description: "ms" }),
  status: z.number().int().optional(),
});
/** Judged by the schema of the settings. */
const Whole = z.record(z.string(), z.unknown());

/** What classes of users may do. */
export function tierRoutes(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  const tags = ["settings"];
  const ofOne = { tags, params: byId, headers: seenHeaders, response: doneIfSeen };
  app.get(
    "/api/v1/tiers",
    {
      preHandler,
      schema: {
        operationId: "tiers",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(TierView), ...problems },
      },
    },
    ({ query }) => {
      const all = control.tiers.all().map((one) => structuredClone(one));
      return pageOf(all as unknown as z.infer<typeof TierView>[], query, ({ id }) => id);
    },
  );
  app.put(
    "/api/v1/tiers/:id",
    {
      preHandler,
      schema: { operationId: "setTier", ...ofOne, body: Whole },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const put = control.tiers.put(who(desk, request), params.id, body, seenBy(headers));
      orRefuse(await put, conflicts);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/tiers/:id",
    { preHandler, schema: { operationId: "removeTier", ...ofOne } },
    async (request, reply) => {
      const { params, headers } = request;
      const gone = await control.tiers.remove(who(desk, request), params.id, seenBy(headers));
      orRefuse(gone, { "exchange.noTier": 404, ...conflicts });
      return reply.code(204).send(null);
    },
  );
}

/** The ways out and in, how each stands, and whether its server answers. */
export function trunkRoutes(app: App, desk: Desk): void {
  const { control, gate } = desk;
  const preHandler = gate.check;
  const tags = ["trunks"];
  const ofOne = { tags, params: byId, headers: seenHeaders, response: doneIfSeen };
  app.get(
    "/api/v1/trunks",
    {
      preHandler,
      schema: {
        operationId: "trunks",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(TrunkView), ...problems },
      },
    },
    ({ query }) => {
      const all = control.trunks.all().map((one) => structuredClone(one));
      return pageOf(all as z.infer<typeof TrunkView>[], query, ({ id }) => id);
    },
  );
  app.put(
    "/api/v1/trunks/:id",
    {
      preHandler,
      schema: { operationId: "setTrunk", ...ofOne, body: Whole },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const put = control.trunks.put(who(desk, request), params.id, body, seenBy(headers));
      orRefuse(await put, conflicts);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/trunks/:id",
    { preHandler, schema: { operationId: "removeTrunk", ...ofOne } },
    async (request, reply) => {
      const { params, headers } = request;
      const gone = await control.trunks.remove(who(desk, request), params.id, seenBy(headers));
      orRefuse(gone, { "exchange.noTrunk": 404, ...conflicts });
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/trunks/:id/probe",
    {
      preHandler,
      schema: {
        operationId: "probeTrunk",
        tags,
        params: byId,
        response: { 200: Probe, ...problems },
      },
    },
    async (request) => {
      const probe = await control.trunks.probe(who(desk, request), request.params.id);
      return { ...orRefuse(probe, { "exchange.noTrunk": 404 }) };
    },
  );
}

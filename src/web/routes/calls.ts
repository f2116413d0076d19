import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { CallView, TestCall } from "#server/control.ts";
import { covers } from "#web/auth/scopes.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Cursor,
  controlFor,
  Id,
  largeBody,
  listOf,
  notTheirs,
  Party,
  problems,
  type Web,
} from "#web/routes/kit.ts";

export const Decision = z
  .object({
    plan: z.array(z.unknown()),
    because: z.array(z.unknown()),
    cause: z.unknown().optional(),
    given: z
      .object({
        attested: z
          .enum(["A", "B", "C", "failed"])
          .optional()
          .meta({ description: "how surely the number is the caller's own (RFC 8588)" }),
        unproven: z.string().optional().meta({ description: "why it failed: `identity.stale`" }),
      })
      .optional(),
  })
  .meta({ id: "Decision" });

export const Call = z
  .object({
    id: z.string(),
    sipCallId: z.string().optional(),
    direction: z.enum(["in", "out"]),
    from: Party,
    to: z.string(),
    via: z.string().optional(),
    began: z.number(),
    answered: z.number().optional(),
    ended: z.number().optional(),
    outcome: z.enum(["answered", "missed", "message", "forwarded", "rejected"]).optional(),
    transferred: z.string().optional().meta({ description: "the other call of a transfer" }),
    transferredTo: z.string().optional().meta({
      description: "whom that calls, when it was the other party that put ours through",
    }),
    referred: z.string().optional().meta({
      description: "the account whose party asked for this call, the other one of such a transfer",
    }),
    modem: z.boolean().optional().meta({ description: "a fax machine or a modem was in it" }),
    recordings: z.array(z.string()).optional(),
    recording: z.literal(true).optional().meta({ description: "it is recorded now" }),
    cause: z.unknown().optional(),
    test: z
      .enum(["inside", "outside"])
      .optional()
      .meta({ description: "a test, counted nowhere; `inside`: it never left the house" }),
    drafted: z.literal(true).optional().meta({ description: "a test of rules that were not kept" }),
    decision: Decision.optional(),
    legs: z.array(
      z.object({
        target: z.string(),
        state: z.string(),
        cause: z.unknown().optional(),
        manner: z.enum(["oneWay", "whisper", "interrupt"]).optional(),
      }),
    ),
    rtp: z.array(
      z.object({
        leg: z.string(),
        sent: z.number(),
        received: z.number(),
        lost: z.number().optional(),
        jitter: z.number().optional().meta({ description: "ms" }),
        roundTrip: z.number().optional().meta({ description: "ms" }),
        mos: z.number().optional().meta({ description: "1 to 4.5, by the E-model" }),
      }),
    ),
    state: z.enum(["directing", "ringing", "talking", "parked", "ending"]).optional(),
    slot: z.number().int().min(1).max(9).optional().meta({
      description: "where it is parked: the digit behind the code that takes it",
    }),
    listenable: z.literal(true).optional().meta({
      description: "its caller leaves a message or is asked who it is: a telephone may listen",
    }),
  })
  .meta({ id: "Call" });

/** Which calls, newest first. */
const Wanted = Cursor.extend({
  direction: Call.shape.direction.optional(),
  outcome: Call.shape.outcome,
  who: z.string().max(500).optional().meta({
    description:
      "the other party: a group (`unknown`, `hidden`, `contacts` …), `person:ID`, or numbers with commas between",
  }),
  since: z.coerce.number().optional().meta({ description: "not before: wall time in ms" }),
  until: z.coerce.number().optional().meta({ description: "before: wall time in ms" }),
});

/** A copy that the serializer may have: the views are read-only. */
export const copyCall = (call: CallView): z.infer<typeof Call> =>
  structuredClone(call) as z.infer<typeof Call>;

/** What happened, why, and over which wires; placing and ending calls; asking what would happen. */
export function callRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  const tags = ["calls"];
  app.get(
    "/api/v1/calls",
    {
      preHandler,
      schema: {
        operationId: "calls",
        tags,
        querystring: Wanted,
        response: { 200: listOf(Call), ...problems },
      },
    },
    (request) => {
      const { cursor, limit, ...filter } = request.query;
      const { items, next } = controlFor(web, request).calls(cursor, limit, filter);
      return { items: items.map(copyCall), ...(next !== undefined && { next }) };
    },
  );
  app.get(
    "/api/v1/calls/:id",
    {
      preHandler,
      schema: { operationId: "call", tags, params: Id, response: { 200: Call, ...problems } },
    },
    (request) => {
      const call = controlFor(web, request).call(request.params.id);
      return call ? copyCall(call) : refuse(noCall());
    },
  );
  placing(app, web);
  testing(app, web);
}

const noCall = () => problemBody(404, "calls.unknown", "There is no such call.");

function placing(app: App, web: Web): void {
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/calls",
    {
      preHandler,
      schema: {
        operationId: "placeCall",
        tags: ["calls"],
        body: z.object({
          device: z.string().max(64),
          to: z.string().min(1).max(200),
        }),
        response: { 202: z.object({ id: z.string() }), ...problems },
      },
    },
    (request, reply) => {
      const { device, to } = request.body;
      const { id } = orRefuse(controlFor(web, request).placeCall(device, to), notTheirs);
      reply.code(202);
      return { id };
    },
  );
  app.delete(
    "/api/v1/calls/:id",
    {
      preHandler,
      schema: {
        operationId: "endCall",
        tags: ["calls"],
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    (request, reply) => {
      if (!controlFor(web, request).endCall(request.params.id)) refuse(noCall());
      reply.code(204);
      return null;
    },
  );
}

/** What such rules do is done: they may ask services, and who may not write them may not have them carried out. */
function mayDraft({ gate }: Web, request: FastifyRequest): void {
  const who = gate.who(request);
  if (who?.by === "token" && !who.isOwner && !covers(who.scopes, "settings:write"))
    refuse(problemBody(403, "web.scope", "This token is not for settings:write."));
}

/** A call that nobody makes: what the rules do, done. */
function testing(app: App, web: Web): void {
  app.post(
    "/api/v1/calls/test",
    {
      ...largeBody(web),
      schema: {
        operationId: "testCall",
        tags: ["calls"],
        body: z.object({
          from: z.string().max(200).optional().meta({ description: "hidden when left out" }),
          to: z.string().max(200).optional().meta({ description: "your number when left out" }),
          via: z.string().max(64).optional().meta({ description: "the account it came through" }),
          outside: z
            .boolean()
            .optional()
            .meta({ description: "rules may lead it out of the house, which may cost" }),
          rules: z.array(z.unknown()).max(200).optional().meta({
            description:
              "a draft of all rules: they decide this call, and are not kept; a token for it is for `settings:write` too",
          }),
        }),
        response: { 202: z.object({ id: z.string() }), ...problems },
      },
    },
    (request, reply) => {
      if (request.body.rules) mayDraft(web, request);
      const { id } = orRefuse(
        controlFor(web, request).testCall(request.body as TestCall),
        notTheirs,
      );
      reply.code(202);
      return { id };
    },
  );
}

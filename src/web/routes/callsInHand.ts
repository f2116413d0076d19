import { z } from "zod";
import type { CallChoice } from "#server/control.ts";
import { numberText } from "#telephony/settings/words.ts";
import { orRefuse } from "#web/problems.ts";
import { type App, controlFor, Id, notTheirs, problems, type Web } from "#web/routes/kit.ts";

const tags = ["calls"];
const done = { 204: z.null(), ...problems } as const;
const Name = z.string().min(1).max(300);

/** What is done with calls that are there: parked, taken at a telephone, put together, muted. */
export function callsInHandRoutes(app: App, web: Web): void {
  moving(app, web);
  choosing(app, web);
  listening(app, web);
  meeting(app, web);
  recording(app, web);
}

function moving(app: App, web: Web): void {
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/calls/:id/park",
    { preHandler, schema: { operationId: "parkCall", tags, params: Id, response: done } },
    (request, reply) => {
      orRefuse(controlFor(web, request).inHand.park(request.params.id), notTheirs);
      reply.code(204);
      return null;
    },
  );
  const body = z.object({ device: z.string().max(64) });
  const response = { 202: z.object({ id: z.string() }), ...problems };
  app.post(
    "/api/v1/calls/:id/take",
    { preHandler, schema: { operationId: "takeCall", tags, params: Id, body, response } },
    (request, reply) => {
      const { inHand } = controlFor(web, request);
      const { id } = orRefuse(inHand.take(request.params.id, request.body.device), notTheirs);
      reply.code(202);
      return { id };
    },
  );
}

/** Of a caller who is asked who it is, or for whom telephones ring. */
function choosing(app: App, web: Web): void {
  const to = z.union([z.object({ device: Name }), z.object({ number: numberText })]);
  const body = z.discriminatedUnion("choice", [
    z.object({ choice: z.enum(["mailbox", "block", "wait"]) }),
    z.object({ choice: z.literal("forward"), to }),
    z.object({ choice: z.literal("announce"), prompt: Name }),
  ]);
  app.post(
    "/api/v1/calls/:id/choose",
    {
      preHandler: web.gate.check,
      schema: { operationId: "chooseForCall", tags, params: Id, body, response: done },
    },
    (request, reply) => {
      const { inHand } = controlFor(web, request);
      orRefuse(inHand.choose(request.params.id, chosen(request.body)), notTheirs);
      reply.code(204);
      return null;
    },
  );
}

type Chosen =
  | { readonly choice: "mailbox" | "block" | "wait" }
  | { readonly choice: "forward"; readonly to: { device: string } | { number: string } }
  | { readonly choice: "announce"; readonly prompt: string };

function chosen(body: Chosen): CallChoice {
  switch (body.choice) {
    case "forward":
      return { forward: body.to };
    case "announce":
      return { announce: body.prompt };
    default:
      return body.choice;
  }
}

/** A telephone rings, and hears the caller; nobody hears it. */
function listening(app: App, web: Web): void {
  const body = z.object({ device: z.string().max(64) });
  const response = { 202: z.object({ id: z.string() }), ...problems };
  app.post(
    "/api/v1/calls/:id/listen",
    {
      preHandler: web.gate.check,
      schema: { operationId: "listenToCall", tags, params: Id, body, response },
    },
    ({ params, body: { device } }, reply) => {
      const { id } = orRefuse(web.control.inHand.listen(params.id, device));
      reply.code(202);
      return { id };
    },
  );
}

function meeting(app: App, web: Web): void {
  const { inHand } = web.control;
  const preHandler = web.gate.check;
  const other = z.union([z.object({ call: Name }), z.object({ room: Name })]);
  app.post(
    "/api/v1/calls/:id/join",
    {
      preHandler,
      schema: { operationId: "joinCalls", tags, params: Id, body: other, response: done },
    },
    ({ params, body }, reply) => {
      orRefuse(inHand.join(params.id, body));
      reply.code(204);
      return null;
    },
  );
  app.post(
    "/api/v1/calls/:id/drop",
    { preHandler, schema: { operationId: "dropLast", tags, params: Id, response: done } },
    ({ params }, reply) => {
      orRefuse(inHand.dropLast(params.id));
      reply.code(204);
      return null;
    },
  );
  const who = z.object({ who: Name, muted: z.boolean() });
  app.post(
    "/api/v1/calls/:id/mute",
    { preHandler, schema: { operationId: "mute", tags, params: Id, body: who, response: done } },
    ({ params, body }, reply) => {
      orRefuse(inHand.mute(params.id, body.who, body.muted));
      reply.code(204);
      return null;
    },
  );
}

function recording(app: App, web: Web): void {
  const { inHand } = web.control;
  const body = z.object({ record: z.boolean() });
  app.post(
    "/api/v1/calls/:id/record",
    {
      preHandler: web.gate.check,
      schema: { operationId: "recordCall", tags, params: Id, body, response: done },
    },
    ({ params, body: { record } }, reply) => {
      orRefuse(inHand.record(params.id, record));
      reply.code(204);
      return null;
    },
  );
}

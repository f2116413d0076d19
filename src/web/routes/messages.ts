import { z } from "zod";
import { problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Cursor,
  controlFor,
  Id,
  listOf,
  Party,
  problems,
  type Web,
  wavFile,
} from "#web/routes/kit.ts";

const Message = z
  .object({
    id: z.string(),
    from: Party,
    received: z.number(),
    lengthMs: z.number(),
    heard: z.boolean(),
    call: z.string().optional(),
    transcript: z.string().optional(),
    transcriptFailed: z.string().optional(),
  })
  .meta({ id: "Message" });

const gone = () => problemBody(404, "messages.unknown", "There is no such message.");

/** Voicemail: listed, heard, kept or deleted. */
export function messageRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  const tags = ["messages"];
  app.get(
    "/api/v1/messages",
    {
      preHandler,
      schema: {
        operationId: "messages",
        tags,
        querystring: Cursor,
        response: { 200: listOf(Message), ...problems },
      },
    },
    (request) => {
      const { cursor, limit } = request.query;
      const { items, next } = controlFor(web, request).messages(cursor, limit);
      const copies = items.map((one) => ({ ...one, from: { ...one.from } }));
      return { items: copies as z.infer<typeof Message>[], ...(next !== undefined && { next }) };
    },
  );
  app.get(
    "/api/v1/messages/:id/audio",
    {
      preHandler,
      schema: {
        operationId: "messageAudio",
        tags,
        params: Id,
        response: { 200: wavFile, ...problems },
      },
    },
    async (request, reply) => {
      const audio = await controlFor(web, request).messageAudio(request.params.id);
      return audio.ok ? reply.type("audio/wav").send(Buffer.from(audio.value)) : refuse(gone());
    },
  );
  const done = { 204: z.null(), ...problems } as const;
  app.patch(
    "/api/v1/messages/:id",
    {
      preHandler,
      schema: {
        operationId: "markMessage",
        tags,
        params: Id,
        body: z.object({ heard: z.boolean() }),
        response: done,
      },
    },
    async (request, reply) =>
      (await controlFor(web, request).markMessage(request.params.id, request.body.heard)).ok
        ? reply.code(204).send(null)
        : refuse(gone()),
  );
  app.delete(
    "/api/v1/messages/:id",
    { preHandler, schema: { operationId: "deleteMessage", tags, params: Id, response: done } },
    async (request, reply) =>
      (await controlFor(web, request).deleteMessage(request.params.id)).ok
        ? reply.code(204).send(null)
        : refuse(gone()),
  );
}

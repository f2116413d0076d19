import { z } from "zod";
import { problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Cursor,
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
  const { control } = web;
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
    ({ query }) => {
      const { items, next } = control.messages(query.cursor, query.limit);
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
    async ({ params }, reply) => {
      const audio = await control.messageAudio(params.id);
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
    async ({ params, body }, reply) =>
      (await control.markMessage(params.id, body.heard)).ok
        ? reply.code(204).send(null)
        : refuse(gone()),
  );
  app.delete(
    "/api/v1/messages/:id",
    { preHandler, schema: { operationId: "deleteMessage", tags, params: Id, response: done } },
    async ({ params }, reply) =>
      (await control.deleteMessage(params.id)).ok ? reply.code(204).send(null) : refuse(gone()),
  );
}

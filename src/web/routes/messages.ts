import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { MessageView } from "#server/control.ts";
import { orRefuse, problemBody, refuse } from "#web/problems.ts";
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
import { sendAudio } from "#web/routes/sendAudio.ts";

const Message = z
  .object({
    id: z.string(),
    from: Party,
    received: z.number(),
    lengthMs: z.number(),
    heard: z.boolean(),
    call: z.string().optional(),
    transcript: z.string().optional(),
    words: z
      .array(z.object({ text: z.string(), at: z.number() }))
      .optional()
      .meta({ description: "of the transcript, each with its moment in ms" }),
    language: z.string().optional().meta({ description: "of the transcript: BCP 47" }),
    transcriptFailed: z.string().optional(),
    transcriptPending: z.literal(true).optional(),
    peaks: z.string().optional().meta({
      description: "how loud it is, from its beginning to its end: up to 400 bytes, in base64",
    }),
    rule: z.string().optional().meta({ description: "id of the rule that led its caller here" }),
    linkUntil: z.number().optional().meta({ description: "it has a link until then" }),
  })
  .meta({ id: "Message" });

const copy = ({ words, ...one }: MessageView): z.infer<typeof Message> => ({
  ...(one as Omit<z.infer<typeof Message>, "words">),
  ...(words && { words: words.map((word) => ({ ...word })) }),
});

const gone = () => problemBody(404, "messages.unknown", "There is no such message.");
const statuses = { "messages.unknown": 404, "files.unknown": 404 };
const done = { 204: z.null(), ...problems } as const;
const tags = ["messages"];

const theirs = (web: Web, request: FastifyRequest) => controlFor(web, request).messages;

/** Voicemail: listed, heard, kept or deleted. */
export function messageRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
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
      const { items, next } = theirs(web, request).page(cursor, limit);
      return { items: items.map(copy), ...(next !== undefined && { next }) };
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
      const audio = await theirs(web, request).audio(request.params.id);
      return audio.ok ? sendAudio(request, reply, audio.value) : refuse(gone());
    },
  );
  changes(app, web);
  links(app, web);
}

/** Marked, thrown away, deleted. */
function changes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  app.patch(
    "/api/v1/messages/:id",
    {
      preHandler,
      schema: {
        operationId: "markMessage",
        tags,
        params: Id,
        body: z.object({
          heard: z.boolean().optional(),
          discarded: z.boolean().optional().meta({
            description: "true: out of sight, and deleted in a minute; false: taken back in time",
          }),
        }),
        response: done,
      },
    },
    async (request, reply) => {
      const messages = theirs(web, request);
      const { id } = request.params;
      const { discarded, heard } = request.body;
      if (discarded !== undefined) orRefuse(await messages.discard(id, discarded), statuses);
      if (heard !== undefined) orRefuse(await messages.mark(id, heard), statuses);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/messages/:id",
    { preHandler, schema: { operationId: "deleteMessage", tags, params: Id, response: done } },
    async (request, reply) => {
      orRefuse(await theirs(web, request).delete(request.params.id), statuses);
      return reply.code(204).send(null);
    },
  );
}

const longestLink = 30 * 24;

/** For somebody without an account here. */
function links(app: App, web: Web): void {
  const { messages } = web.control;
  const preHandler = web.gate.check;
  const Link = z.object({
    path: z.string().meta({ description: "behind the address of this server" }),
    until: z.number(),
  });
  app.post(
    "/api/v1/messages/:id/link",
    {
      preHandler,
      schema: {
        operationId: "shareMessage",
        tags,
        params: Id,
        body: z.object({ hours: z.number().int().min(1).max(longestLink).default(48) }),
        response: { 201: Link, ...problems },
      },
    },
    async ({ params, body }, reply) => {
      const { key, until } = orRefuse(await messages.share(params.id, body.hours), statuses);
      return reply.code(201).send({ path: `/api/v1/shared/${key}`, until });
    },
  );
  app.delete(
    "/api/v1/messages/:id/link",
    { preHandler, schema: { operationId: "unshareMessage", tags, params: Id, response: done } },
    async ({ params }, reply) => {
      orRefuse(await messages.unshare(params.id), statuses);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/api/v1/shared/:key",
    {
      schema: {
        operationId: "sharedMessage",
        tags,
        security: [],
        params: z.object({ key: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      const audio = await messages.sharedAudio(request.params.key);
      if (!audio.ok)
        refuse(problemBody(404, "messages.noLink", "This link leads to nothing any more."));
      reply.header("content-disposition", 'inline; filename="message.wav"');
      return sendAudio(request, reply, audio.value);
    },
  );
}

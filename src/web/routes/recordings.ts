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
import { sendAudio } from "#web/routes/sendAudio.ts";

const Recording = z
  .object({
    id: z.string(),
    from: Party.meta({ description: "the other party" }),
    received: z.number().meta({ description: "when it began" }),
    lengthMs: z.number(),
    call: z.string().optional(),
  })
  .meta({ id: "Recording" });

const gone = () => problemBody(404, "messages.unknown", "There is no such recording.");

/** Recordings of calls: listed, heard, deleted. */
export function recordingRoutes(app: App, web: Web): void {
  const { recordings } = web.control;
  const preHandler = web.gate.check;
  const tags = ["recordings"];
  const page = listOf(Recording);
  app.get(
    "/api/v1/recordings",
    {
      preHandler,
      schema: {
        operationId: "recordings",
        tags,
        querystring: Cursor,
        response: { 200: page, ...problems },
      },
    },
    ({ query }) => {
      const { items, next } = recordings.page(query.cursor, query.limit);
      const copies = items.map(({ heard: _, from, ...one }) => ({ ...one, from: { ...from } }));
      return { items: copies as z.infer<typeof Recording>[], ...(next !== undefined && { next }) };
    },
  );
  app.get(
    "/api/v1/recordings/:id/audio",
    {
      preHandler,
      schema: {
        operationId: "recordingAudio",
        tags,
        params: Id,
        response: { 200: wavFile, ...problems },
      },
    },
    async (request, reply) => {
      const audio = await recordings.audio(request.params.id);
      return audio.ok ? sendAudio(request, reply, audio.value) : refuse(gone());
    },
  );
  app.delete(
    "/api/v1/recordings/:id",
    {
      preHandler,
      schema: {
        operationId: "deleteRecording",
        tags,
        params: Id,
        response: { 204: z.null(), ...problems },
      },
    },
    async ({ params }, reply) => {
      const done = await recordings.delete(params.id);
      if (!done.ok) refuse(gone());
      reply.code(204);
      return null;
    },
  );
}

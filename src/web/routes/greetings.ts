import { z } from "zod";
import { orRefuse, Problem, problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  LongCursor,
  largeBody,
  listOf,
  longestBody,
  pageOf,
  problems,
  type Web,
  wavFile,
} from "#web/routes/kit.ts";
import { sendAudio } from "#web/routes/sendAudio.ts";

const Name = z.object({ name: z.string().max(80) });
const List = listOf(z.object({ name: z.string(), lengthMs: z.number() })).meta({ id: "Greetings" });
const done = { 204: z.null(), 503: Problem, ...problems } as const;

const tags = ["messages"];
const statuses: Readonly<Record<string, number>> = {
  "greetings.unknown": 404,
  "prompts.unknown": 404,
  "speech.notInstalled": 503,
  "commands.timeout": 503,
};

/** The owner's own greetings: listed, heard, uploaded, spoken by a voice, given up. */
export function greetingRoutes(app: App, web: Web): void {
  const { greetings } = web.control;
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/greetings",
    {
      preHandler,
      schema: {
        operationId: "greetings",
        tags,
        querystring: LongCursor,
        response: { 200: List, ...problems },
      },
    },
    ({ query }) =>
      pageOf(
        greetings.all().map((one) => ({ ...one })),
        query,
        ({ name }) => name,
      ),
  );
  app.get(
    "/api/v1/greetings/:name/audio",
    {
      preHandler,
      schema: {
        operationId: "greetingAudio",
        tags,
        params: Name,
        response: { 200: wavFile, ...problems },
      },
    },
    async (request, reply) =>
      sendAudio(request, reply, orRefuse(await greetings.audio(request.params.name), statuses)),
  );
  app.post(
    "/api/v1/greetings/:name/speech",
    {
      preHandler,
      schema: {
        operationId: "speakGreeting",
        tags,
        params: Name,
        body: z.object({ text: z.string().min(1).max(2000) }),
        response: done,
      },
    },
    async ({ params, body }, reply) => {
      orRefuse(await greetings.speak(params.name, body.text), statuses);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/greetings/:name",
    { preHandler, schema: { operationId: "removeGreeting", tags, params: Name, response: done } },
    async ({ params }, reply) => {
      orRefuse(await greetings.remove(params.name), statuses);
      return reply.code(204).send(null);
    },
  );
  upload(app, web);
}

/** What callers are told, as they hear it. */
export function promptRoutes(app: App, web: Web): void {
  app.get(
    "/api/v1/prompts/:name/audio",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "promptAudio",
        tags,
        params: Name,
        response: { 200: wavFile, ...problems },
      },
    },
    async ({ params }, reply) =>
      reply
        .type("audio/wav")
        .send(Buffer.from(orRefuse(await web.control.greetings.prompt(params.name), statuses))),
  );
}

/** The body is the WAV file itself. */
function upload(app: App, web: Web): void {
  app.addContentTypeParser(
    ["audio/wav", "audio/x-wav", "audio/wave"],
    { parseAs: "buffer", bodyLimit: longestBody },
    (_request, body, parsed) => parsed(null, body),
  );
  app.put(
    "/api/v1/greetings/:name",
    {
      ...largeBody(web),
      schema: {
        operationId: "uploadGreeting",
        tags,
        consumes: ["audio/wav"],
        params: Name,
        response: done,
      },
    },
    async ({ params, body }, reply) => {
      if (!(body instanceof Uint8Array))
        refuse(problemBody(415, "web.mediaType", "Send a WAV file, as audio/wav."));
      orRefuse(await web.control.greetings.put(params.name, body), statuses);
      return reply.code(204).send(null);
    },
  );
}

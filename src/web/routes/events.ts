import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { EventSource } from "#kit/eventRing.ts";
import type { Visit } from "#web/auth/visit.ts";
import { eventFeed, type FeedEvent } from "#web/eventFeed.ts";
import { commonHeaders } from "#web/pages.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, problems, type Site } from "#web/routes/kit.ts";

const mostStreams = 100;
/** A page that falls this far behind is cut off; it resumes by itself. */
const mostQueued = 1 << 20;
const heartbeatEvery = 20_000;

/**
 * The live events as a stream (Server-Sent Events, WHATWG HTML §9.2), where a proxy lets no
 * WebSocket through: the same events, resumed by `Last-Event-ID` or `since`.
 */
export function eventRoutes(
  app: App,
  { gate }: Site,
  visitOf: (request: FastifyRequest) => Visit<EventSource> | undefined,
): void {
  const open = new Map<FastifyReply, () => void>();
  app.addHook("preClose", (done) => {
    for (const [reply, stop] of open) {
      stop();
      reply.raw.destroy();
    }
    done();
  });
  app.get(
    "/api/v1/events",
    {
      preHandler: gate.check,
      schema: {
        operationId: "events",
        tags: ["status"],
        querystring: z.object({ since: z.coerce.number().int().min(0).optional() }),
        response: { 200: eventStream, ...problems },
      },
    },
    (request, reply) => {
      if (open.size >= mostStreams)
        refuse(problemBody(429, "web.tooManyStreams", "Too many pages listen already."));
      const came = visitOf(request);
      if (!came) refuse(problemBody(401, "web.signIn", "Sign in, or send an API token."));
      const since = Number(request.headers["last-event-id"] ?? request.query.since ?? Number.NaN);
      const stop = stream(reply, came, since);
      open.set(reply, stop);
      reply.raw.on("close", () => {
        stop();
        open.delete(reply);
      });
    },
  );
}

const eventStream = {
  description: "Events, each with its number as its id",
  content: { "text/event-stream": { schema: z.string() } },
};

/** Begins it; returns how it is ended. Whose visit is over hears nothing more. */
function stream(reply: FastifyReply, came: Visit<EventSource>, since: number): () => void {
  const { raw } = reply;
  const waiting: string[] = [];
  let begun = false;
  const write = (text: string): void => {
    if (!begun) waiting.push(text);
    else if (raw.writableLength > mostQueued) raw.destroy();
    else raw.write(text);
  };
  const end = (): void => void raw.end();
  const cancel = eventFeed(came, since, { send: (event) => write(framed(event)), end });
  reply.hijack();
  raw.writeHead(200, {
    ...commonHeaders,
    "content-type": "text/event-stream",
    "cache-control": "no-store",
  });
  begun = true;
  raw.write(waiting.join(""));
  const heart = setInterval(() => {
    if (came.lasts()) write(": still here\n\n");
    else end();
  }, heartbeatEvery);
  heart.unref();
  return () => {
    clearInterval(heart);
    cancel();
  };
}

const framed = (event: FeedEvent): string => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;

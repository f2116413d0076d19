import { z } from "zod";
import type { Announcement } from "#server/control.ts";
import { orRefuse, Problem } from "#web/problems.ts";
import { type App, controlFor, notTheirs, problems, type Web } from "#web/routes/kit.ts";

/** As long as a voice may speak before its time is up. */
const longestText = 500;
const statuses = {
  ...notTheirs,
  "server.noDevice": 404,
  "speech.notInstalled": 503,
  "commands.timeout": 503,
} as const;

/** Words into telephones of the house, one way. */
export function announcementRoutes(app: App, web: Web): void {
  app.post(
    "/api/v1/announcements",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "announce",
        tags: ["calls"],
        body: z.object({
          text: z.string().trim().min(1).max(longestText),
          devices: z
            .array(z.string().max(64))
            .min(1)
            .max(100)
            .optional()
            .meta({ description: "every telephone when left out" }),
          language: z
            .enum(["en", "de"])
            .optional()
            .meta({ description: "the owner's when left out" }),
        }),
        response: { 202: z.object({ id: z.string() }), 503: Problem, ...problems },
      },
    },
    async (request, reply) => {
      const { announce } = controlFor(web, request);
      const { id } = orRefuse(await announce(request.body as Announcement), statuses);
      reply.code(202);
      return { id };
    },
  );
}

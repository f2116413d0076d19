import { z } from "zod";
import { type App, nameOf, problems, type Web } from "#web/routes/kit.ts";

/** Who passes a browser's sound on where it does not reach this server by itself. */

const IceServers = z
  .object({
    iceServers: z.array(
      z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() }),
    ),
  })
  .meta({ id: "IceServers", description: "as `RTCPeerConnection` takes it" });

export function iceServerRoutes(app: App, web: Web): void {
  app.get(
    "/api/v1/ice-servers",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "iceServers",
        tags: ["calls"],
        response: { 200: IceServers, ...problems },
      },
    },
    (request) => ({
      iceServers: web.control
        .iceServers(nameOf(web, request))
        .map(({ urls, ...login }) => ({ urls: [...urls], ...login })),
    }),
  );
}

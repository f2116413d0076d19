import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { bareHost } from "#kit/ipAddress.ts";
import type { Asking, PlugInView } from "#server/control.ts";
import { orRefuse, problemBody, refuse, sendProblem } from "#web/problems.ts";
import { type App, Id, problems, type Web } from "#web/routes/kit.ts";

const Invitation = z
  .object({
    path: z.string().meta({ description: "below the address of this site" }),
    expires: z.number(),
  })
  .meta({ id: "PhoneInvitation" });

const Candidate = z.object({
  mac: z.string(),
  maker: z.string(),
  model: z.string().optional(),
  address: z.string(),
});
const PlugIn = z
  .object({
    device: z.string(),
    ends: z.number(),
    isOver: z.boolean(),
    phone: Candidate.optional(),
    steps: z
      .object({
        seen: z.number().optional(),
        asked: z.number().optional(),
        got: z.number().optional(),
        registered: z.number().optional(),
      })
      .meta({ description: "when it came so far" }),
    others: z.array(Candidate).meta({ description: "showed themselves too, and got nothing" }),
    trouble: z
      .enum(["nobody", "neverAsked", "askedElse", "neverGot", "neverRegistered", "wrongPassword"])
      .optional(),
    packets: z.array(
      z.object({ at: z.number(), from: z.enum(["phone", "server"]), text: z.string() }),
    ),
    url: z.string().meta({ description: "for telephones that are told where their file is" }),
  })
  .meta({ id: "PlugIn" });

const statuses = { "server.noDevice": 404 } as const;

/** How telephones are set up without typing: by a code for mobiles, by plugging them in. */
export function provisioningRoutes(app: App, web: Web): void {
  const { provisioning } = web.control;
  const preHandler = web.gate.check;
  const tags = ["devices"];
  app.post(
    "/api/v1/devices/:id/invitation",
    {
      preHandler,
      schema: {
        operationId: "inviteMobile",
        tags,
        params: Id,
        response: { 200: Invitation, ...problems },
      },
    },
    ({ params }) => {
      const { token, expires } = orRefuse(provisioning.invite(params.id), statuses);
      return { path: `/p/${token}`, expires };
    },
  );
  app.post(
    "/api/v1/devices/:id/plug-in",
    {
      preHandler,
      schema: {
        operationId: "plugIn",
        tags,
        params: Id,
        body: z
          .object({ mac: z.string().max(40).optional(), maker: z.string().max(20).optional() })
          .meta({ description: "what stands on its underside, where its owner has looked" }),
        response: { 200: PlugIn, ...problems },
      },
    },
    ({ params, body }) => copyOf(orRefuse(provisioning.listen(params.id, body), statuses)),
  );
  app.get(
    "/api/v1/plug-in",
    {
      preHandler,
      schema: { operationId: "pluggedIn", tags, response: { 200: PlugIn, ...problems } },
    },
    () => copyOf(provisioning.view() ?? refuse(nobody())),
  );
  app.delete(
    "/api/v1/plug-in",
    {
      preHandler,
      schema: { operationId: "stopPlugIn", tags, response: { 204: z.null(), ...problems } },
    },
    (_request, reply) => {
      provisioning.stop();
      reply.code(204);
      return null;
    },
  );
  fileRoutes(app, web);
}

const nobody = () => problemBody(404, "provisioning.nobody", "No telephone is being plugged in.");
const copyOf = (view: PlugInView): z.infer<typeof PlugIn> =>
  structuredClone(view) as unknown as z.infer<typeof PlugIn>;

const Secret = z.object({ token: z.string().max(64) });
const FileName = z.object({ file: z.string().max(100) });
/** A telephone asks for a handful of files, and none of them has to guess. */
const seldom = { rateLimit: { max: 60, timeWindow: "1 minute" } } as const;

/** What telephones fetch. Wrong addresses all get the same answer, and are slowed down. */
function fileRoutes(app: App, { control, gate }: Web): void {
  const { provisioning } = control;
  type Found = ReturnType<typeof provisioning.file>;
  const answer = (request: FastifyRequest, reply: FastifyReply, find: () => Found) => {
    const mayTry = gate.guesses.wait(request) === 0;
    const found = mayTry ? find() : undefined;
    if (found?.ok)
      return reply
        .header("cache-control", "no-store")
        .type(`${found.value.type}; charset=utf-8`)
        .send(found.value.text);
    return sendProblem(
      reply,
      problemBody(404, "web.notFound", "There is nothing at this address."),
    );
  };
  const guessed = (request: FastifyRequest, found: Found): Found => {
    if (!found.ok) gate.guesses.failed(request);
    return found;
  };
  app.get(
    "/p/:token",
    { config: seldom, schema: { hide: true, params: Secret } },
    (request, reply) =>
      answer(request, reply, () =>
        guessed(request, provisioning.taken(request.params.token, askingOf(request))),
      ),
  );
  app.get(
    "/p/:token/:file",
    { config: seldom, schema: { hide: true, params: Secret.extend(FileName.shape) } },
    (request, reply) =>
      answer(request, reply, () =>
        provisioning.file(request.params.token, request.params.file, askingOf(request)),
      ),
  );
  app.get(
    "/provision/:file",
    { config: seldom, schema: { hide: true, params: FileName } },
    (request, reply) =>
      answer(request, reply, () => provisioning.fileByMac(request.params.file, askingOf(request))),
  );
}

const askingOf = (request: FastifyRequest): Asking => ({
  address: request.ip.replace(/^::ffff:/, ""),
  agent: (request.headers["user-agent"] ?? "").slice(0, 300),
  host: /^[A-Za-z0-9.-]+$|^\[[0-9a-fA-F:.]+\]$/.test(request.hostname)
    ? bareHost(request.hostname)
    : "localhost",
  isSecure: request.protocol === "https",
});

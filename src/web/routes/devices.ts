import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Control, DeviceOutcome } from "#server/control.ts";
import { problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  controlFor,
  Id,
  LongCursor,
  listOf,
  nameOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

export const Device = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    room: z.string().optional(),
    state: z.enum(["idle", "ringing", "busy", "offline"]),
    since: z.number().optional().meta({ description: "how long it has been in that state" }),
    address: z.string().optional(),
    transport: z.string().optional().meta({ description: "UDP, TCP, TLS, WS or WSS" }),
    expires: z.number().optional().meta({ description: "when its registration ends" }),
    userAgent: z.string().optional(),
    codecs: z
      .array(z.string())
      .optional()
      .meta({ description: "what it speaks, best first, as its last call showed" }),
    lastCall: z.object({ id: z.string(), began: z.number() }).optional(),
    rungBy: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .meta({ description: "rules that are switched on and ring it" }),
  })
  .meta({ id: "Device" });

const Name = z.string().trim().min(1).max(120);
const Room = z.string().trim().max(120);
const NewDevice = z
  .object({
    name: Name,
    kind: z.enum(["sip", "browser", "mgcp"]),
    room: Room.optional(),
    endpoint: z.string().max(255).optional().meta({ description: "of `mgcp`: `aaln/1@gw1.lan`" }),
    gateway: z
      .string()
      .max(255)
      .optional()
      .meta({ description: "of `mgcp`: `host` or `host:port`" }),
  })
  .meta({ id: "NewDevice" });
const Flash = z.object({ from: z.number().int(), to: z.number().int() });
const DeviceChange = z
  .object({
    name: Name.optional(),
    room: Room.nullable().optional(),
    tones: z.string().max(2).nullable().optional(),
    hookFlash: Flash.nullable().optional().meta({ description: "ms" }),
  })
  .meta({ id: "DeviceChange" });
const Changed = z
  .object({
    id: z.string(),
    etag: z.string(),
    login: z
      .object({ username: z.string(), secret: z.string() })
      .optional()
      .meta({ description: "told this once" }),
  })
  .meta({ id: "ChangedDevice" });
const Removal = z
  .object({
    fewer: z.array(z.string()).meta({ description: "rules that ring the others from then on" }),
    silent: z.array(z.string()).meta({ description: "rules that ring nobody from then on" }),
  })
  .meta({ id: "Removal" });

/** The owner's telephones: how they are, and all that an owner does with them. */
export function deviceRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  const tags = ["devices"];
  app.get(
    "/api/v1/devices",
    {
      preHandler,
      schema: {
        operationId: "devices",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Device), ...problems },
      },
    },
    (request) => pageOf(devicesOf(web, request), request.query, ({ id }) => id),
  );
  app.get(
    "/api/v1/devices/:id",
    {
      preHandler,
      schema: {
        operationId: "device",
        tags,
        params: Id,
        response: { 200: Device, ...problems },
      },
    },
    (request) =>
      devicesOf(web, request).find(({ id }) => id === request.params.id) ?? refuse(unknown()),
  );
  app.get(
    "/api/v1/devices/:id/removal",
    {
      preHandler,
      schema: {
        operationId: "removalOfDevice",
        tags,
        params: Id,
        response: { 200: Removal, ...problems },
      },
    },
    ({ params }) => {
      const removal = control.telephones.removal(params.id) ?? refuse(unknown());
      return { fewer: [...removal.fewer], silent: [...removal.silent] };
    },
  );
  deviceChanges(app, web);
}

function deviceChanges(app: App, web: Web): void {
  const preHandler = web.gate.check;
  const tags = ["devices"];
  const response = { 200: Changed, ...problems };
  const { telephones } = web.control;
  app.post(
    "/api/v1/devices",
    {
      preHandler,
      schema: {
        operationId: "addDevice",
        tags,
        body: NewDevice,
        response: { 201: Changed, ...problems },
      },
    },
    async (request, reply) => {
      const added = answer(await telephones.add(request.body, nameOf(web, request)));
      reply.code(201);
      return added;
    },
  );
  app.patch(
    "/api/v1/devices/:id",
    {
      preHandler,
      schema: { operationId: "changeDevice", tags, params: Id, body: DeviceChange, response },
    },
    async (request) =>
      answer(await telephones.change(request.params.id, request.body, nameOf(web, request))),
  );
  app.post(
    "/api/v1/devices/:id/secret",
    {
      preHandler,
      schema: {
        operationId: "newSecretOfDevice",
        tags,
        params: Id,
        response,
      },
    },
    async (request) => answer(await telephones.newSecret(request.params.id, nameOf(web, request))),
  );
  app.delete(
    "/api/v1/devices/:id",
    {
      preHandler,
      schema: {
        operationId: "removeDevice",
        tags,
        params: Id,
        response: { 200: Changed, ...problems },
      },
    },
    async (request) => answer(await telephones.remove(request.params.id, nameOf(web, request))),
  );
}

const devicesOf = (web: Web, request: FastifyRequest): z.infer<typeof Device>[] =>
  devicesAs(controlFor(web, request));

export const devicesAs = (control: Pick<Control, "devices">): z.infer<typeof Device>[] =>
  control.devices().map(({ rungBy, codecs, ...one }) => ({
    ...one,
    rungBy: rungBy.map((rule) => ({ ...rule })),
    ...(codecs && { codecs: [...codecs] }),
  })) as z.infer<typeof Device>[];

const unknown = () => problemBody(404, "server.noDevice", "There is no such telephone.");

function answer(outcome: DeviceOutcome): z.infer<typeof Changed> {
  if (outcome.ok) {
    const { id, etag, login } = outcome;
    return { id, etag, ...(login && { login: { ...login } }) };
  }
  const problems = outcome.problems.map(({ path, code, detail }) => ({ path, code, detail }));
  const [first] = problems;
  if (first?.code === "server.noDevice") refuse(unknown());
  const detail = first?.detail ?? "Not accepted.";
  refuse(problemBody(422, first?.code ?? "settings.refused", detail, { problems }));
}

import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { BackupContents, BackupControl, BackupView } from "#server/control.ts";
import { problemBody, refuse } from "#web/problems.ts";
import { type App, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

/** Backups that are kept beside the household: made, fetched, brought, looked at, restored. */

const Backup = z
  .object({ name: z.string(), made: z.number(), size: z.number().int(), sealed: z.boolean() })
  .meta({ id: "Backup" });
const count = z.number().int();
const Contents = z
  .object({
    made: z.number(),
    product: z.string(),
    owner: z.string(),
    messages: count,
    calls: count,
    recordings: count,
    greetings: count,
    people: count,
    devices: count,
    accounts: count,
  })
  .meta({ id: "BackupContents" });
const Name = z.object({ name: z.string().max(120) });
const Passphrase = z.object({ passphrase: z.string().min(1).max(256).optional() });

const tags = ["backups"];
/** A household with its recordings; the disk is the limit that counts. */
const largest = 256 * 2 ** 30;
const bytes = {
  content: {
    "application/octet-stream": {
      schema: z.custom<Uint8Array>().meta({ type: "string", format: "binary" }),
    },
  },
};

export function backupRoutes(app: App, web: Web): void {
  const preHandler = web.gate.check;
  const kept = (): BackupControl =>
    web.control.backups ??
    refuse(problemBody(404, "store.noFile", "What is kept here has no folder."));
  app.get(
    "/api/v1/backups",
    {
      preHandler,
      schema: {
        operationId: "backups",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Backup), ...problems },
      },
    },
    ({ query }) => pageOf(kept().list().map(copy), query, ({ name }) => name),
  );
  app.post(
    "/api/v1/backups",
    {
      preHandler,
      schema: {
        operationId: "makeBackup",
        tags,
        body: Passphrase,
        response: { 201: Backup, ...problems },
      },
    },
    async ({ body: { passphrase } }, reply) => {
      const made = await kept().make(passphrase);
      return made.ok ? reply.code(201).send(copy(made.value)) : refused(made.problem);
    },
  );
  app.delete(
    "/api/v1/backups/:name",
    {
      preHandler,
      schema: {
        operationId: "removeBackup",
        tags,
        params: Name,
        response: { 204: z.null(), ...problems },
      },
    },
    async ({ params: { name } }, reply) => {
      const gone = kept().remove(name);
      return gone.ok ? reply.code(204).send(null) : refused(gone.problem);
    },
  );
  fileRoutes(app, web, kept);
  wayBackRoutes(app, web, kept);
}

function fileRoutes(app: App, web: Web, kept: () => BackupControl): void {
  const preHandler = web.gate.check;
  app.get(
    "/api/v1/backups/:name/file",
    {
      preHandler,
      schema: {
        operationId: "backupFile",
        tags,
        params: Name,
        response: { 200: bytes, ...problems },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if (
        kept()
          .list()
          .some((one) => one.name === name && !one.sealed)
      )
        // every password and key is in it, for whoever has it
        ownerOnly(web, request, "Only the owner may fetch a backup that is not sealed.");
      const read = kept().read(name);
      if (!read.ok) return refused(read.problem);
      const file = Readable.from(read.value.bytes);
      return reply
        .type("application/octet-stream")
        .header("content-length", read.value.size)
        .header("content-disposition", `attachment; filename="${name}"`)
        .send(file as never);
    },
  );
  app.register((inner, _options, done) => {
    inner.addContentTypeParser("application/octet-stream", (_request, payload, next) =>
      next(null, payload),
    );
    (inner as App).put(
      "/api/v1/backups/:name/file",
      {
        onRequest: web.gate.check,
        bodyLimit: largest,
        schema: {
          operationId: "bringBackup",
          tags,
          params: Name,
          response: { 201: Backup, ...problems },
        },
      },
      async ({ params: { name }, body }, reply) => {
        const put = await kept().put(name, body as unknown as AsyncIterable<Uint8Array>);
        return put.ok ? reply.code(201).send(copy(put.value)) : refused(put.problem);
      },
    );
    done();
  });
}

function wayBackRoutes(app: App, web: Web, kept: () => BackupControl): void {
  const schema = { tags, params: Name, body: Passphrase };
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/backups/:name/inspect",
    {
      preHandler,
      schema: { ...schema, operationId: "inspectBackup", response: { 200: Contents, ...problems } },
    },
    async ({ params: { name }, body: { passphrase } }) => {
      const found = await kept().inspect(name, passphrase);
      return found.ok ? copyContents(found.value) : refused(found.problem);
    },
  );
  app.post(
    "/api/v1/backups/:name/restore",
    {
      preHandler,
      schema: { ...schema, operationId: "restoreBackup", response: { 202: Contents, ...problems } },
    },
    async (request, reply) => {
      const { params, body } = request;
      // it brings back who may sign in
      ownerOnly(web, request, "Only the owner may restore a backup.");
      // sent, or nobody is there any more
      const answered = new Promise((resolve) => void reply.raw.once("close", resolve));
      const found = await kept().restore(params.name, body.passphrase, answered);
      return found.ok ? reply.code(202).send(copyContents(found.value)) : refused(found.problem);
    },
  );
}

/** No token that a program was given does that, whatever its scopes. */
function ownerOnly(web: Web, request: FastifyRequest, detail: string): void {
  if (!web.gate.who(request)?.isOwner) refuse(problemBody(403, "web.ownerOnly", detail));
}

const copy = (view: BackupView): z.infer<typeof Backup> => ({ ...view });
const copyContents = (contents: BackupContents): z.infer<typeof Contents> => ({ ...contents });

const refused = ({ code, detail }: { readonly code: string; readonly detail: string }): never =>
  refuse(
    problemBody(
      code === "store.noSuchBackup" ? 404 : 422,
      code,
      `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`,
    ),
  );

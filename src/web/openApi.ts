import fastifySwagger from "@fastify/swagger";
import { fastify } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { isRemembered } from "#web/auth/idempotency.ts";
import { type Operation, scopeOf } from "#web/auth/scopes.ts";
import type { App, Site } from "#web/routes/kit.ts";

/** An API that is described. */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly check: Site["gate"]["check"];
  readonly addRoutes: (app: App) => void;
  /** A sentence for each operation. */
  readonly summaries: Readonly<Record<string, string>>;
}

const description = [
  "Every act of the pages is a call of this API.",
  "Send `Authorization: Bearer TOKEN`; tokens are made under Settings, each for what it is for.",
  "A problem is `application/problem+json` (RFC 9457) whose `code` is stable.",
  "A list is `{items, next?}`; `?cursor=NEXT` gives the page after.",
  "A change that is sent again with its `Idempotency-Key` within a day is made once, and answered as it was.",
].join(" ");

/** The OpenAPI document of the routes: those of an app that is never served. */
export async function openApi(api: Api): Promise<object> {
  const { title, version } = api;
  const app = fastify();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title, version, description },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  // Routes live in a plugin of their own: the document only sees what is registered after it.
  const guarded = new Set<string>();
  await app.register((child, _options, done) => {
    child.addHook("onRoute", ({ onRequest, preHandler, schema }) => {
      const id = (schema as { operationId?: string } | undefined)?.operationId;
      const asks = [onRequest, preHandler].includes(api.check as never);
      if (asks && id !== undefined) guarded.add(id);
    });
    api.addRoutes(child as unknown as App);
    done();
  });
  await app.ready();
  const document = app.swagger() as unknown as Document;
  await app.close();
  for (const path of Object.values(document.paths))
    for (const [method, operation] of Object.entries(path)) {
      const summary = api.summaries[operation.operationId];
      if (summary !== undefined) operation.summary = summary;
      complete(operation, method.toUpperCase(), guarded.has(operation.operationId));
    }
  return document;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** What of an operation is read and completed here. */
interface Described {
  operationId: string;
  tags?: string[];
  summary?: string;
  security?: object[];
  parameters?: object[];
  responses: Record<string, { description?: string; content?: Record<string, unknown> }>;
}

const key = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 200 },
  description: "Sent again with the same key, the change is made once.",
};
const problem = {
  "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
};

/** What holds for every operation, said of each: its sentence, its scope, its key, and its problems. */
function complete(operation: Described, method: string, isGuarded: boolean): void {
  const { operationId, tags, responses } = operation;
  const asked: Operation = { method, operationId, tags };
  const scope = scopeOf(asked);
  operation.security = isGuarded ? [{ token: scope === "own" ? [] : [scope] }] : [];
  if (isGuarded && isRemembered({ method, tags }))
    operation.parameters = [...(operation.parameters ?? []), key];
  for (const [status, response] of Object.entries(responses)) {
    response.description = meanings[status] ?? "";
    if (Number(status) >= 400) response.content = problem;
  }
  responses["default"] = { description: "Anything else that went wrong", content: problem };
}

const meanings: Readonly<Record<string, string>> = {
  200: "Done",
  201: "Made",
  202: "Begun",
  204: "Done; nothing to say",
  401: "Nobody is signed in, or the token is wrong",
  403: "Not allowed",
  404: "There is none such",
  409: "It does not fit what is so now",
  412: "Somebody else was first",
  415: "Not a type that is read here",
  422: "It cannot be accepted; each problem names its path",
  428: "The version that was seen has to be named",
  429: "Too often from here",
  503: "Not now",
};

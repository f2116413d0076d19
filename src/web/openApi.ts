import fastifySwagger from "@fastify/swagger";
import { fastify } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { addRoutes } from "#web/routes/all.ts";
import type { App, Web } from "#web/routes/kit.ts";

/** The OpenAPI document of the routes: those of an app that is never served. */
export async function openApi(web: Web, version: string): Promise<object> {
  const app = fastify();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Ringwise", version },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  // Routes live in a plugin of their own: the document only sees what is registered after it.
  await app.register((child, _options, done) => {
    addRoutes(child as unknown as App, web);
    done();
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

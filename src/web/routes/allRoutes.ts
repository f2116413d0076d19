import { fastify, type RouteOptions } from "fastify";
import { addRoutes } from "#web/routes/all.ts";
import type { App, Web } from "#web/routes/kit.ts";

/** For tests that meet every route: what each says of itself. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly operationId: string;
  readonly tags: readonly string[];
}

interface Described {
  readonly hide?: boolean;
  readonly operationId: string;
  readonly tags: readonly string[];
}

export const allRoutes = (): Promise<readonly Route[]> =>
  routesOf((app) => addRoutes(app, { control: {}, gate: {}, vault: {} } as Web));

export async function routesOf(add: (app: App) => void): Promise<readonly Route[]> {
  const routes: Route[] = [];
  const app = fastify();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  app.addHook("onRoute", ({ method, url, schema }: RouteOptions) => {
    const described = schema as Described | undefined;
    if (method === "HEAD") return;
    if (!described) throw new Error(`${String(method)} ${url} says nothing of itself`);
    const { operationId, tags, hide } = described;
    if (!hide) routes.push({ method: method as Route["method"], url, operationId, tags });
  });
  add(app as unknown as App);
  await app.close();
  return routes;
}

/** An address of that route. */
export const addressOf = ({ url }: Route): string =>
  url.replace(":kind", "calendar").replaceAll(/:\w+/g, "x");

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Control } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { type Scope, scopeOf, scopes } from "#web/auth/scopes.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { addressOf, allRoutes, type Route } from "#web/routes/allRoutes.ts";
import { webApp } from "#web/webApp.ts";

/* Every route there is: who may, what it says of itself, and how it refuses. A new route is met here by itself. */

/** Asked before anybody is known: how one comes in, and what a link alone opens. */
const open: ReadonlySet<string> = new Set([
  "session",
  "opening",
  "signIn",
  "passkeySignInOptions",
  "setup",
  "setupPasskeyOptions",
  "lookAtInvitation",
  "joinPasskeyOptions",
  "join",
  "lookAtGuest",
  "actAsGuest",
  "sharedMessage",
]);

/** As they are added; a control that cannot do anything, since nobody gets as far. */
const control = { settings: { schema: {} }, inHand: {} } as Control;

const routes = await allRoutes();
const guarded = routes.filter(({ operationId }) => !open.has(operationId));
const named = ({ method, url }: Route): string => `${method} ${url}`;

async function site() {
  const vault = memoryVault();
  const app = await webApp({ control, vault, now: () => 1_000_000, version: "0" });
  const tokenFor = async (held: readonly string[]) => {
    const secret = `token-for-${held.join("+")}`;
    await vault.saveToken({ id: hashSecret(secret), name: "t", scopes: held, made: 1 });
    return { authorization: `Bearer ${secret}` };
  };
  const ask = (route: Route, headers: Record<string, string> = {}) =>
    app.inject({ method: route.method, url: addressOf(route), headers });
  return { app, ask, tokenFor };
}

test("every route has an id, and each id is one route's", () => {
  const ids = routes.map(({ operationId }) => operationId);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(routes.length > 40);
});

test("a stranger is refused at every route but those by which one comes in", async () => {
  const { ask } = await site();
  for (const route of guarded) {
    const answer = await ask(route);
    assert.equal(answer.statusCode, 401, named(route));
    assert.match(
      String(answer.headers["content-type"]),
      /^application\/problem\+json/,
      named(route),
    );
    assert.equal(answer.json().code, "web.signIn", named(route));
  }
});

test("a token is refused wherever it lacks the scope, though it has all others; and let in with it", async () => {
  const { ask, tokenFor } = await site();
  for (const route of guarded) {
    const wanted = scopeOf(route);
    if (wanted === "own") continue;
    const [noun] = wanted.split(":");
    const others = scopes.filter((one) => {
      if (wanted === "mode:write") return one !== wanted && one !== "settings:write";
      return one !== wanted && one !== `${noun}:write`;
    });
    const refused = await ask(route, await tokenFor(others));
    assert.deepEqual(
      [refused.statusCode, refused.json().code],
      [403, "web.scope"],
      `${named(route)} without ${wanted}`,
    );
    const entered = await ask(route, await tokenFor([wanted]));
    assert.notEqual(entered.statusCode, 401, named(route));
    assert.doesNotMatch(entered.body, /"web.scope"/, named(route));
  }
});

test("who reads does not change, and `*` does not let others in", async () => {
  const { ask, tokenFor } = await site();
  const reader = await tokenFor(scopes.filter((one) => one.endsWith(":read")));
  const all = await tokenFor(["*"]);
  for (const route of guarded) {
    const scope = scopeOf(route) as Scope;
    if (scope.endsWith(":write"))
      assert.equal((await ask(route, reader)).statusCode, 403, named(route));
    if (scope.startsWith("access:"))
      assert.equal((await ask(route, all)).statusCode, 403, named(route));
  }
});

interface Described {
  readonly operationId: string;
  readonly summary?: string;
  readonly security: readonly { readonly token: readonly string[] }[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
  readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

async function document() {
  const { app } = await site();
  const all = (await app.inject({ url: "/api/v1/openapi.json" })).json();
  const operations = all.paths as Record<string, Record<string, Described>>;
  const described = (route: Route): Described => {
    const path = route.url.replaceAll(/:(\w+)/g, "{$1}");
    const found = operations[path]?.[route.method.toLowerCase()];
    return found ?? assert.fail(`${named(route)} is not in the document`);
  };
  return { all, described };
}

test("every route is in the document: its sentence, its scope and its parameters", async () => {
  const { described } = await document();
  for (const route of routes) {
    const one = described(route);
    assert.equal(one.operationId, route.operationId);
    assert.ok(one.summary, `${route.operationId}: a sentence in src/web/routes/summaries.ts`);
    const scope = scopeOf(route);
    const security = open.has(route.operationId) ? [] : [{ token: scope === "own" ? [] : [scope] }];
    assert.deepEqual(one.security, security, named(route));
    for (const [, name] of route.url.matchAll(/:(\w+)/g))
      assert.ok(
        one.parameters?.some((it) => it.in === "path" && it.name === name),
        `${named(route)}: ${name}`,
      );
  }
});

test("of every route the document says what it answers and how it refuses", async () => {
  const { described } = await document();
  for (const route of routes) {
    const answers = Object.entries(described(route).responses);
    const good = answers.filter(([status]) => /^2/.test(status));
    assert.ok(good.length > 0, `${named(route)}: what it answers`);
    for (const [status, { content }] of good)
      assert.ok(
        status === "204" || Object.values(content ?? {}).every(({ schema }) => schema),
        `${named(route)}: the schema of ${status}`,
      );
    for (const [status, { content }] of answers.filter(([it]) => !/^2/.test(it)))
      assert.deepEqual(
        Object.keys(content ?? {}),
        ["application/problem+json"],
        `${named(route)} ${status}`,
      );
  }
});

test("every list is read page by page", async () => {
  const { all, described } = await document();
  const schemaOf = (schema: { $ref?: string; properties?: object } = {}) =>
    schema.$ref ? all.components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  for (const route of routes.filter(({ method }) => method === "GET")) {
    const { responses, parameters = [] } = described(route);
    const { properties } = schemaOf(responses["200"]?.content?.["application/json"]?.schema);
    if (properties?.items === undefined) continue;
    assert.ok(properties.next, `${named(route)} tells what is next`);
    for (const name of ["cursor", "limit"])
      assert.ok(
        parameters.some((it) => it.name === name),
        `${named(route)} takes ${name}`,
      );
  }
});

test("whatever places a call or changes a setting takes an Idempotency-Key", async () => {
  const { described } = await document();
  const keyed = routes.filter((route) =>
    described(route).parameters?.some(({ name }) => name === "Idempotency-Key"),
  );
  const wanted = guarded.filter(
    ({ method, tags }) =>
      method !== "GET" && !["session", "tokens", "access"].includes(tags[0] ?? ""),
  );
  assert.deepEqual(keyed.map(named), wanted.map(named));
});

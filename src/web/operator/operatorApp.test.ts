import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeControl } from "#exchange/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { operatorScopes, type Scope, scopeOf } from "#web/auth/scopes.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";
import { bearer, operatorSite } from "#web/operator/quietExchange.ts";
import { addOperatorRoutes } from "#web/operator/routes/all.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { addressOf, type Route, routesOf } from "#web/routes/allRoutes.ts";

/* Every route of the operator's API: who may, and how it refuses. A new route is met here by itself. */

const open: ReadonlySet<string> = new Set([
  ...["session", "signIn", "passkeySignInOptions", "setup", "setupPasskeyOptions"],
  "lookAtInvitation",
]);

const routes = await routesOf((app) =>
  addOperatorRoutes(app, { control: {}, gate: {}, vault: {} } as Desk),
);
const guarded = routes.filter(({ operationId }) => !open.has(operationId));
const named = ({ method, url }: Route): string => `${method} ${url}`;

/** A control that cannot do anything, since nobody who is refused gets as far. */
async function bare() {
  const vault = memoryVault();
  const app = await operatorApp({
    ...{ control: {} as ExchangeControl, vault, now: () => 1_000_000, version: "0" },
  });
  const tokenFor = async (held: readonly string[]) => {
    const secret = `token-for-${held.join("+")}`;
    await vault.saveToken({ id: hashSecret(secret), name: "t", scopes: held, made: 1 });
    return { authorization: `Bearer ${secret}` };
  };
  const ask = (route: Route, headers: Record<string, string> = {}) =>
    app.inject({ method: route.method, url: addressOf(route), headers });
  return { app, vault, ask, tokenFor };
}

test("every route has an id of its own", () => {
  const ids = routes.map(({ operationId }) => operationId);
  assert.equal(new Set(ids).size, ids.length);
});

test("a stranger is refused at every route but those by which one comes in", async () => {
  const { ask } = await bare();
  for (const route of guarded) {
    const answer = await ask(route);
    assert.deepEqual([answer.statusCode, answer.json().code], [401, "web.signIn"], named(route));
  }
});

test("a token is refused wherever it lacks the scope, though it has all others; and let in with it", async () => {
  const { ask, tokenFor } = await bare();
  for (const route of guarded) {
    const wanted = scopeOf(route);
    if (wanted === "own") continue;
    assert.ok(
      operatorScopes.some((one) => one === wanted),
      `${named(route)}: ${wanted}`,
    );
    const [noun] = wanted.split(":");
    const others = operatorScopes.filter((one) => one !== wanted && one !== `${noun}:write`);
    const refused = await ask(route, await tokenFor(others));
    assert.deepEqual(
      [refused.statusCode, refused.json().code],
      [403, "web.scope"],
      `${named(route)} without ${wanted}`,
    );
    const entered = await ask(route, await tokenFor([wanted]));
    assert.doesNotMatch(entered.body, /"web.scope"|"web.signIn"/, named(route));
  }
});

test("who reads does not change, and `*` does not let others in", async () => {
  const { ask, tokenFor } = await bare();
  const reader = await tokenFor(operatorScopes.filter((one) => one.endsWith(":read")));
  const all = await tokenFor(["*"]);
  for (const route of guarded) {
    const scope = scopeOf(route) as Scope;
    if (scope.endsWith(":write"))
      assert.equal((await ask(route, reader)).statusCode, 403, named(route));
    if (scope.startsWith("access:"))
      assert.equal((await ask(route, all)).statusCode, 403, named(route));
  }
});

test("every route is in the document, with a sentence", async () => {
  const { app } = await bare();
  const { paths, info } = (await app.inject({ url: "/api/v1/openapi.json" })).json();
  assert.equal(info.title, "Ringwise exchange");
  for (const route of routes) {
    const found = paths[route.url.replaceAll(/:(\w+)/g, "{$1}")]?.[route.method.toLowerCase()];
    assert.ok(found?.summary, `${named(route)}: a sentence in operator/routes/summaries.ts`);
  }
});

/** Set up by the link, as in a browser. */
async function signedIn() {
  const { app, vault, entries } = await operatorSite();
  const key = await newSetupKey(vault, 1_000_000);
  const payload = { key, name: "Olga", password: "a long password" };
  const set = await app.inject({ method: "POST", url: "/api/v1/setup", payload });
  assert.equal(set.statusCode, 201, set.body);
  const cookies = [set.headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0]);
  return {
    app,
    vault,
    entries,
    payload,
    cookie: cookies.join("; "),
    csrf: set.json().csrf as string,
  };
}

test("the one-time link makes the operator, once; the session is the exchange's own", async () => {
  const { app, payload, cookie } = await signedIn();
  assert.match(cookie, /ringwise-exchange=/);
  const again = await app.inject({ method: "POST", url: "/api/v1/setup", payload });
  assert.equal(again.statusCode, 403);
  assert.match(again.json().detail, /ringwise exchange setup-link/);
  const seen = await app.inject({ url: "/api/v1/status", headers: { cookie } });
  assert.equal(seen.statusCode, 200);
  assert.match(String(seen.headers["content-security-policy"]), /default-src 'none'/);
});

test("a change by cookie wants the page's token, whatever the route", async () => {
  const { app, cookie } = await signedIn();
  for (const route of guarded.filter(({ method }) => method !== "GET")) {
    const asked = { method: route.method, url: addressOf(route), headers: { cookie } };
    const answer = await app.inject(asked);
    assert.deepEqual([answer.statusCode, answer.json().code], [403, "web.csrf"], named(route));
  }
});

test("who comes in is noted, and who was refused; what they typed is not", async () => {
  const { app, cookie, csrf, entries } = await signedIn();
  const headers = { cookie, "x-csrf-token": csrf };
  const payload = { name: "backup", scopes: ["users:read"] };
  const made = await app.inject({ method: "POST", url: "/api/v1/tokens", headers, payload });
  assert.equal(made.statusCode, 201);
  await app.inject({ method: "POST", url: "/api/v1/session", payload: { password: "guessed it" } });
  assert.deepEqual(
    entries.map(({ who, act }) => `${who} ${act}`),
    ["somebody signInRefused", "Olga makeToken", "Olga setup"],
  );
  assert.doesNotMatch(JSON.stringify(entries), /guessed it|a long password/);
});

test("settings that somebody else has changed meanwhile are not written over", async () => {
  const { app } = await operatorSite();
  const put = (etag?: string) =>
    app.inject({
      ...{ method: "PUT", url: "/api/v1/settings", payload: { domains: ["x.example"] } },
      headers: { ...bearer, ...(etag && { "if-match": etag }) },
    });
  const answers = [await put(), await put('"0"'), await put('"1"')];
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [428, 412, 200],
  );
  assert.equal(answers[2]?.headers.etag, '"2"');
});

test("a part that somebody else has changed meanwhile is not written over either", async () => {
  const { app } = await operatorSite();
  const patch = (etag?: string) =>
    app.inject({
      ...{ method: "PATCH", url: "/api/v1/limits", payload: { membersCall: "peer" } },
      headers: { ...bearer, ...(etag && { "if-match": etag }) },
    });
  const seen = await app.inject({ url: "/api/v1/limits", headers: bearer });
  assert.equal(seen.headers.etag, '"1"');
  const answers = [await patch(), await patch('"0"'), await patch('"1"')];
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [204, 412, 204],
  );
});

test("who guesses an invitation's key waits", async () => {
  const { app } = await operatorSite();
  const statuses = [];
  for (let i = 0; i < 5; i++) {
    const asked = { method: "POST", url: "/api/v1/invitation", payload: { key: `k${i}` } } as const;
    statuses.push((await app.inject(asked)).statusCode);
  }
  assert.deepEqual([statuses[0], statuses.at(-1)], [404, 429]);
});

test("who guesses the password waits", async () => {
  const { app } = await signedIn();
  const guess = () =>
    app.inject({
      ...{ method: "POST", url: "/api/v1/session", payload: { password: "wrong" } },
    });
  const answers = [];
  for (let i = 0; i < 6; i++) answers.push((await guess()).statusCode);
  assert.deepEqual(answers.slice(0, 3), [401, 401, 401]);
  assert.equal(answers.at(-1), 429);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fastify } from "fastify";
import { below, mounted } from "#web/operator/mounts.ts";
import { bearer, operatorSite } from "#web/operator/quietExchange.ts";
import type { App } from "#web/routes/kit.ts";

const addresses: readonly (readonly [url: string, is: ReturnType<typeof below>])[] = [
  ["/u/ada/", { name: "ada", rest: "/" }],
  ["/u/ada/calls?since=1", { name: "ada", rest: "/calls?since=1" }],
  ["/u/ada", undefined],
  ["/u/", undefined],
  ["/u/%2e%2e/x", undefined],
  ["/u/../api/v1/status", undefined],
  ["/users", undefined],
];
for (const [url, is] of addresses)
  test(`below a name: ${url} is ${is ? `${is.rest} of ${is.name}` : "nobody's"}`, () =>
    assert.deepEqual(below(url), is));

/** Says what it was asked. */
async function house() {
  const app = fastify();
  app.all("/*", ({ method, url, body, headers }) => ({
    ...{ method, url, body: body ?? null },
    cookie: headers.cookie ?? "",
  }));
  return mounted(app as unknown as App);
}

test("a site below is asked without the name, body and all, and answers by itself", async () => {
  const ada = await house();
  const { app } = await operatorSite((name) => (name === "ada" ? ada : undefined));
  const answer = await app.inject({
    ...{ method: "POST", url: "/u/ada/api/v1/calls?x=1", headers: { cookie: "a=b" } },
    payload: { to: "echo" },
  });
  assert.deepEqual(answer.json(), {
    ...{ method: "POST", url: "/api/v1/calls?x=1", body: { to: "echo" }, cookie: "a=b" },
  });
  const bare = await app.inject({ url: "/u/ada" });
  assert.deepEqual([bare.statusCode, bare.headers.location], [308, "/u/ada/"]);
});

test("nobody is below another name, and the exchange's own API is none of theirs", async () => {
  const ada = await house();
  const { app } = await operatorSite((name) => (name === "ada" ? ada : undefined));
  for (const url of ["/u/ben/", "/u/ben", "/u/", "/u/ada%2f../"])
    assert.equal((await app.inject({ url })).statusCode, 404, url);
  const own = await app.inject({ url: "/api/v1/status", headers: bearer });
  assert.deepEqual(own.json().domains, ["maple.example"]);
});

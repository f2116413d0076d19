import assert from "node:assert/strict";
import { test } from "node:test";
import { fastify } from "fastify";
import { rememberKeys } from "#web/auth/idempotency.ts";
import { Refusal, sendProblem } from "#web/problems.ts";

/** An app that counts what it did; `x-who` asks, and `fail` fails. */
function counting(most?: number) {
  const app = fastify();
  const clock = { now: 0 };
  let done = 0;
  let release = () => {};
  rememberKeys(app, {
    now: () => clock.now,
    asker: ({ headers }) => headers["x-who"] as string | undefined,
    ...(most !== undefined && { most }),
  });
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Refusal ? sendProblem(reply, error.body) : reply.code(500).send(),
  );
  const schema = { tags: ["calls"] };
  app.post("/do", { schema }, async (request, reply) => {
    const { fail, wait } = (request.body ?? {}) as { fail?: true; wait?: true };
    done += 1;
    if (wait) await new Promise<void>((resolve) => (release = resolve));
    return reply
      .code(fail ? 503 : 201)
      .header("etag", `"${done}"`)
      .send({ done });
  });
  app.delete("/do", { schema }, (_request, reply) => {
    done += 1;
    return reply.code(204).send();
  });
  app.post("/secret", { schema: { tags: ["tokens"] } }, () => ({ done: ++done }));
  app.post("/once", { schema: { tags: ["devices"], operationId: "addDevice" } }, () => {
    return { done: ++done, secret: "hush" };
  });
  app.addContentTypeParser("application/octet-stream", (_request, payload, next) =>
    next(null, payload),
  );
  app.put("/file", { schema: { tags: ["backups"] } }, async ({ body }) => {
    let length = 0;
    for await (const part of body as AsyncIterable<Uint8Array>) length += part.length;
    return { done: ++done, length };
  });
  const ask = (key: string, payload: object = {}, more: { who?: string; url?: string } = {}) =>
    app.inject({
      method: "POST",
      url: more.url ?? "/do",
      payload,
      headers: { "idempotency-key": key, "x-who": more.who ?? "ada" },
    });
  return { app, ask, clock, release: () => release(), done: () => done };
}

test("the same key is the same answer, and done once", async () => {
  const { ask, done } = counting();
  const [first, again] = [await ask("k"), await ask("k")];
  assert.deepEqual(
    [first.statusCode, first.json(), first.headers["etag"]],
    [201, { done: 1 }, '"1"'],
  );
  assert.deepEqual(
    [again.statusCode, again.json(), again.headers["etag"]],
    [201, { done: 1 }, '"1"'],
  );
  assert.equal(done(), 1);
});

test("an answer without a body is told again too", async () => {
  const { app, done } = counting();
  const headers = { "idempotency-key": "k", "x-who": "ada" };
  for (let i = 0; i < 2; i++)
    assert.equal((await app.inject({ method: "DELETE", url: "/do", headers })).statusCode, 204);
  assert.equal(done(), 1);
});

test("the same key with another body is refused", async () => {
  const { ask } = counting();
  await ask("k", { to: "a" });
  const other = await ask("k", { to: "b" });
  assert.deepEqual([other.statusCode, other.json().code], [422, "web.otherRequest"]);
});

test("two askers may choose the same key; a stranger's is not kept", async () => {
  const { ask, app, done } = counting();
  await ask("k");
  await ask("k", {}, { who: "bob" });
  assert.equal(done(), 2);
  const headers = { "idempotency-key": "k" };
  await app.inject({ method: "POST", url: "/do", payload: {}, headers });
  await app.inject({ method: "POST", url: "/do", payload: {}, headers });
  assert.equal(done(), 4);
});

test("what failed by itself is tried again", async () => {
  const { ask, done } = counting();
  assert.equal((await ask("k", { fail: true })).statusCode, 503);
  assert.equal((await ask("k", { fail: true })).statusCode, 503);
  assert.equal(done(), 2);
});

test("a request that is still being done is not begun again", async () => {
  const { ask, release, done } = counting();
  const first = ask("k", { wait: true });
  while (done() === 0) await new Promise(setImmediate);
  const second = await ask("k", { wait: true });
  assert.deepEqual([second.statusCode, second.json().code], [409, "web.inHand"]);
  release();
  assert.equal((await first).statusCode, 201);
});

test("a key is remembered for a day, and so many of them", async () => {
  const { ask, clock, done } = counting(2);
  for (const key of ["a", "b", "c"]) await ask(key);
  await ask("c");
  assert.equal(done(), 3);
  await ask("a");
  assert.equal(done(), 4, "the oldest was forgotten");
  clock.now += 25 * 3600_000;
  await ask("a");
  assert.equal(done(), 5);
});

test("a secret is made once and told once", async () => {
  const { ask, done } = counting();
  const [first, again] = [
    await ask("k", {}, { url: "/once" }),
    await ask("k", {}, { url: "/once" }),
  ];
  assert.equal(first.json().secret, "hush");
  assert.deepEqual([again.statusCode, again.json().code], [409, "web.toldOnce"]);
  assert.equal(done(), 1);
});

test("a file that comes bit by bit is taken once, too", async () => {
  const { app, done } = counting();
  const put = (payload: Buffer) =>
    app.inject({
      ...{ method: "PUT", url: "/file", payload },
      headers: {
        ...{ "idempotency-key": "k", "x-who": "ada" },
        "content-type": "application/octet-stream",
      },
    });
  for (let i = 0; i < 2; i++)
    assert.deepEqual((await put(Buffer.alloc(9))).json(), { done: 1, length: 9 });
  assert.equal((await put(Buffer.alloc(8))).json().code, "web.otherRequest");
  assert.equal(done(), 1);
});

test("a key that is too long is refused, and an answer with a secret is never kept", async () => {
  const { ask, done } = counting();
  assert.equal((await ask("k".repeat(201))).statusCode, 422);
  await ask("k", {}, { url: "/secret" });
  await ask("k", {}, { url: "/secret" });
  assert.equal(done(), 2);
});

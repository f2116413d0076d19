import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { millis, seconds } from "#kit/time.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { HttpAnswer, HttpRequest } from "#world/http.ts";
import type { SimHttp, SimService } from "#world/sim/simHttp.ts";
import { type Tried, worlds } from "./worlds.ts";

const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.problem.code);

/** A service at the host of this world, and its port. */
async function serving({ world, host }: Tried, t: TestContext, service: SimService) {
  if ("serve" in world.http) {
    (world.http as SimHttp).serve(host, service);
    return 80;
  }
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Uint8Array[] = [];
      for await (const part of request) parts.push(part as Uint8Array);
      const answer = service({
        method: request.method as HttpRequest["method"],
        url: new URL(`http://${request.headers.host}${request.url}`),
        address: host,
        headers: request.headers as Record<string, string>,
        body: new Uint8Array(Buffer.concat(parts)),
        most: 0,
        abandoned: new AbortController().signal,
      });
      if (!answer) return;
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(answer.body);
    })();
  });
  server.listen(0, host);
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const request = (host: string, port: number, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url: new URL(`http://hooks.example:${port}/a?b=c`),
  address: host,
  headers: {},
  most: 1000,
  abandoned: new AbortController().signal,
  ...more,
});

for (const { name, make } of worlds) {
  const begun = (t: TestContext): Tried => {
    const tried = make();
    t.after(() => tried.close());
    return tried;
  };

  test(`${name}: a question and its answer`, async (t) => {
    const tried = begun(t);
    const asked: HttpRequest[] = [];
    const port = await serving(tried, t, (one) => {
      asked.push(one);
      return { status: 201, headers: { etag: '"x"' }, body: one.body ?? utf8("none") };
    });
    const body = utf8('{"a":"ä"}');
    const headers = { "content-type": "application/json", "x-key": "1" };
    const sent = request(tried.host, port, { method: "POST", headers, body });
    const got = await tried.until(tried.world.http.ask(sent));
    assert.ok(got.ok, JSON.stringify(got));
    const answer: HttpAnswer = got.value;
    assert.deepEqual([answer.status, answer.headers["etag"]], [201, '"x"']);
    assert.equal(fromUtf8(answer.body), '{"a":"ä"}');
    assert.equal(asked[0]?.url.hostname, "hooks.example");
    assert.equal(asked[0].url.search, "?b=c");
    assert.equal(asked[0].headers["x-key"], "1");
  });

  test(`${name}: a longer answer than wished is too large`, async (t) => {
    const tried = begun(t);
    const port = await serving(tried, t, () => ({ body: new Uint8Array(200_000) }));
    const got = await tried.until(tried.world.http.ask(request(tried.host, port)));
    assert.equal(code(got), "http.tooLarge");
  });

  test(`${name}: a service that says nothing is let go`, async (t) => {
    const tried = begun(t);
    const gone = new AbortController();
    const port = await serving(tried, t, () => {
      gone.abort();
      return undefined;
    });
    const sent = request(tried.host, port, { abandoned: gone.signal });
    assert.equal(code(await tried.until(tried.world.http.ask(sent))), "http.abandoned");
    assert.equal(code(await tried.until(tried.world.http.ask(sent))), "http.abandoned");
  });

  test(`${name}: nobody there refuses`, async (t) => {
    const tried = begun(t);
    const got = await tried.until(tried.world.http.ask(request(tried.host, 1)));
    assert.equal(code(got), "network.refused");
  });

  test(`${name}: the guard holds, opens by name, and its time ends`, async (t) => {
    const tried = begun(t);
    let says = true;
    const port = await serving(tried, t, () => (says ? { body: utf8("in") } : undefined));
    const at = `${tried.host}:${port}`;
    const url = `http://${at}/`;
    const fetch = (allow: readonly string[], within = seconds(5)) =>
      tried.until(guardedFetch({ url, within, most: 100, allow }, tried.world));
    assert.equal(code(await fetch([])), "http.inside");
    const got = await fetch([at]);
    assert.equal(got.ok && fromUtf8(got.value.body), "in");
    says = false;
    assert.equal(code(await fetch([at], millis(50))), "http.timeout");
  });
}

test("what is no HTTP is a bad answer", async (t) => {
  const tried = worlds[0]?.make();
  assert.ok(tried);
  t.after(() => tried.close());
  for (const nonsense of [
    "SSH-2.0-x\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort",
    "",
  ]) {
    const listener = await tried.world.network.listen({ host: tried.host, port: 0 }, (stream) => {
      stream.bytes(() => {
        stream.write(utf8(nonsense));
        stream.close();
      });
    });
    assert.ok(listener.ok);
    const got = await tried.world.http.ask(request(tried.host, listener.value.local.port));
    listener.value.close();
    assert.match(code(got), /^(http\.badAnswer|network\.reset)$/, nonsense);
  }
});

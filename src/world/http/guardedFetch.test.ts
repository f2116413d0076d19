import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { millis, seconds } from "#kit/time.ts";
import type { HttpRequest } from "#world/http.ts";
import type { SimService } from "#world/sim/simHttp.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { type Fetch, type Fetched, guardedFetch } from "./guardedFetch.ts";

const outside = "203.0.113.9";

/** A name in the DNS, a service behind it, and what was asked there. */
function internet(service: SimService = () => ({ body: utf8("hello") })) {
  const sim = simWorld();
  const world = sim.host("192.168.1.2");
  const asked: HttpRequest[] = [];
  const serve = (address: string, answers: SimService = service, delay = millis(20)): void =>
    sim.http.serve(
      address,
      (request) => {
        asked.push(request);
        return answers(request);
      },
      delay,
    );
  const name = (host: string, ...addresses: readonly string[]): void => {
    const of = (six: boolean) => addresses.filter((one) => one.includes(":") === six);
    sim.network.record(host, "A", ...of(false).map((one) => [one]));
    sim.network.record(host, "AAAA", ...of(true).map((one) => [one]));
  };
  serve(outside);
  name("hooks.example", outside);
  return {
    sim,
    asked,
    serve,
    name,
    async fetch(more: Partial<Fetch> & { readonly url: string }): Promise<Result<Fetched>> {
      const limits = { within: seconds(3), most: 1000 };
      const coming = guardedFetch({ ...limits, ...more }, world);
      await sim.runs(seconds(30));
      assert.deepEqual(sim.leftovers(), []);
      return coming;
    },
  };
}

const code = (result: Result<Fetched>): string => (result.ok ? "ok" : result.problem.code);

test("a name is looked up once, and what was looked at is connected to", async () => {
  const { fetch, asked } = internet();
  const headers = { "if-none-match": '"a"', "if-modified-since": "Tue, 01 Dec 2026 00:00:00 GMT" };
  const got = await fetch({ url: "https://hooks.example/a?b=c", headers });
  assert.ok(got.ok);
  assert.equal(fromUtf8(got.value.body), "hello");
  assert.equal(got.value.url, "https://hooks.example/a?b=c");
  const [only, ...more] = asked;
  assert.equal(more.length, 0);
  assert.equal(only?.address, outside);
  assert.equal(only.url.host, "hooks.example");
  assert.deepEqual(only.headers, headers);
});

test("304 is an answer", async () => {
  const { fetch } = internet(() => ({ status: 304, headers: { etag: '"a"' } }));
  const got = await fetch({ url: "http://hooks.example/", redirects: 3 });
  assert.equal(got.ok && got.value.status, 304);
});

const refused = [
  "http://127.0.0.1/",
  "http://localhost/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0/",
  "http://[::1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://[::ffff:a00:1]/",
  "http://[fd00::1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://169.254.169.254/latest/meta-data/",
  "http://192.168.1.1/",
  "http://router.example/",
  "http://six.example/",
  "http://both.example/",
];
for (const url of refused)
  test(`${url} is refused, and nothing is sent`, async () => {
    const { fetch, name, serve, asked } = internet();
    name("localhost", "127.0.0.1", "::1");
    name("router.example", "192.168.1.1");
    name("six.example", "fd00::1");
    name("both.example", outside, "10.0.0.1");
    for (const there of ["127.0.0.1", "192.168.1.1", "10.0.0.1", "fd00::1", "::1"]) serve(there);
    assert.equal(code(await fetch({ url })), "http.inside");
    assert.deepEqual(asked, []);
  });

for (const url of [
  "ftp://hooks.example/",
  "file:///etc/passwd",
  "nothing",
  "https://a:b@hooks.example/",
  "gopher://hooks.example:70/",
])
  test(`${url} is no URL to fetch`, async () =>
    assert.equal(code(await internet().fetch({ url })), "http.badUrl"));

test("a host of the house is reached when it is allowed by name, and no other", async () => {
  const { fetch, name, serve } = internet();
  name("ha.lan", "192.168.1.20");
  name("nas.lan", "192.168.1.20");
  serve("192.168.1.20");
  const allow = ["ha.lan:8123"];
  assert.equal(code(await fetch({ url: "http://ha.lan:8123/api", allow })), "ok");
  assert.equal(code(await fetch({ url: "http://HA.lan:8123/api", allow: ["HA.LAN"] })), "ok");
  assert.equal(code(await fetch({ url: "http://ha.lan/", allow })), "http.inside");
  assert.equal(code(await fetch({ url: "http://nas.lan:8123/", allow })), "http.inside");
  assert.equal(code(await fetch({ url: "http://192.168.1.20:8123/", allow })), "http.inside");
});

test("link-local and metadata stay shut even when they are allowed", async () => {
  const { fetch, name, asked } = internet();
  name("meta.lan", "169.254.169.254");
  const allow = ["meta.lan", "169.254.169.254"];
  assert.equal(code(await fetch({ url: "http://meta.lan/", allow })), "http.inside");
  assert.equal(code(await fetch({ url: "http://169.254.169.254/", allow })), "http.inside");
  assert.deepEqual(asked, []);
});

const leads =
  (location: string, status = 302): SimService =>
  () => ({
    status,
    headers: { location },
  });

test("a redirect is looked at as the first address was", async () => {
  const { fetch, serve, name, asked } = internet(leads("http://inner.example/"));
  name("inner.example", "192.168.1.1");
  serve("192.168.1.1", () => ({}));
  assert.equal(code(await fetch({ url: "http://hooks.example/", redirects: 3 })), "http.inside");
  assert.equal(asked.length, 1);
});

test("nobody outside leads into the house, not even to what is allowed there", async () => {
  const { fetch, serve, name } = internet(leads("http://ha.lan/"));
  name("ha.lan", "192.168.1.20");
  serve("192.168.1.20", () => ({}));
  const asked = { url: "http://hooks.example/", redirects: 3, allow: ["ha.lan"] };
  assert.equal(code(await fetch(asked)), "http.inside");
});

test("a redirect is followed where it may be, with no secret for another host", async () => {
  const { fetch, serve, name, asked } = internet(leads("https://other.example/there", 301));
  name("other.example", "203.0.113.10");
  serve("203.0.113.10", () => ({ body: utf8("there") }));
  const headers = { authorization: "Basic x", accept: "text/calendar" };
  const got = await fetch({ url: "https://hooks.example/", redirects: 1, headers });
  assert.equal(got.ok && got.value.url, "https://other.example/there");
  assert.deepEqual(asked[1]?.headers, { accept: "text/calendar" });
});

test("without leave to follow it, a redirect is the answer", async () => {
  const got = await internet(leads("/b")).fetch({ url: "http://hooks.example/" });
  assert.equal(got.ok && got.value.status, 302);
});

test("redirects end", async () => {
  const { fetch, asked } = internet(leads("/again"));
  assert.equal(code(await fetch({ url: "http://hooks.example/", redirects: 4 })), "http.redirects");
  assert.equal(asked.length, 5);
});

test("https is not left for http", async () => {
  const { fetch } = internet(leads("http://hooks.example/"));
  assert.equal(code(await fetch({ url: "https://hooks.example/", redirects: 4 })), "http.badUrl");
});

for (const [status, method] of [
  [302, "GET"],
  [307, "POST"],
] as const)
  test(`behind ${status} a POST is a ${method}`, async () => {
    const { fetch, asked } = internet(({ url }) =>
      url.pathname === "/" ? { status, headers: { location: "/b" } } : {},
    );
    const body = utf8("question");
    await fetch({ url: "http://hooks.example/", method: "POST", body, redirects: 1 });
    assert.equal(asked[1]?.method, method);
    assert.equal(asked[1].body, method === "POST" ? body : undefined);
  });

test("an answer that is too long is none", async () => {
  const { fetch } = internet(() => ({ body: new Uint8Array(1001) }));
  assert.equal(code(await fetch({ url: "http://hooks.example/" })), "http.tooLarge");
});

test("an answer that is late is none, and the question is not left open", async () => {
  const { fetch, serve } = internet();
  serve(outside, () => ({}), seconds(4));
  assert.equal(code(await fetch({ url: "http://hooks.example/" })), "http.timeout");
});

test("one time limit holds for all redirects together", async () => {
  const { fetch, serve, asked } = internet();
  serve(outside, leads("/on"), seconds(1));
  assert.equal(code(await fetch({ url: "http://hooks.example/", redirects: 9 })), "http.timeout");
  assert.equal(asked.length, 2);
});

test("a DNS that says nothing is not waited for longer", async () => {
  const { fetch, sim } = internet();
  sim.network.dnsIsSilent = true;
  assert.equal(code(await fetch({ url: "http://hooks.example/" })), "http.timeout");
});

test("who asked may go away", async () => {
  const gone = new AbortController();
  const { sim, serve } = internet();
  serve(outside, () => undefined);
  const world = sim.host("192.168.1.3");
  const limits = { within: seconds(60), most: 9, abandoned: gone.signal };
  const coming = guardedFetch({ url: "http://hooks.example/", ...limits }, world);
  await sim.runs(seconds(1));
  gone.abort();
  assert.equal(code(await coming), "http.abandoned");
  assert.deepEqual(sim.leftovers(), []);
});

test("a name without an address is no host", async () => {
  assert.equal(code(await internet().fetch({ url: "http://gone.example/" })), "http.noSuchHost");
});

test("of several addresses the first that takes a connection is asked", async () => {
  const { fetch, name, asked } = internet();
  name("many.example", "203.0.113.7", outside);
  assert.equal(code(await fetch({ url: "http://many.example/" })), "ok");
  assert.equal(asked.length, 1);
});

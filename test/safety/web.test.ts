import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { WebSocket } from "ws";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashPassword } from "#web/auth/password.ts";
import { changes } from "#web/auth/scopes.ts";
import { addressOf, allRoutes } from "#web/routes/allRoutes.ts";
import { webApp } from "#web/webApp.ts";
import { fakeControl } from "../pages/fakeControl.ts";
import { afternoon } from "../pages/fakeHouse.ts";

/* OWASP ASVS 5.0, level 2, as far as a machine sees it at the web's own doors. Each test names its clause. */

const password = "correct horse battery";

async function site(pages?: string) {
  const vault = memoryVault();
  const clock = { now: afternoon };
  const passwordHash = await hashPassword(password);
  await vault.saveOwner({ name: "Ada", passwordHash, passkeys: [], recoveryHashes: [] });
  const control = fakeControl({ now: () => clock.now, house: "ada" });
  const app = await webApp({ control, vault, pages, now: () => clock.now, version: "0" });
  const signIn = (more: { cookie?: string; from?: string; password?: string } = {}) =>
    app.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { password: more.password ?? password },
      remoteAddress: more.from ?? "192.0.2.1",
      headers: more.cookie === undefined ? {} : { cookie: more.cookie },
    });
  return { app, control, vault, clock, signIn };
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof site>>["signIn"]>>;
const cookiesOf = (answer: Answer): string =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

test("3.3: no script, no other site and no other path ever gets a cookie", async () => {
  const { signIn } = await site();
  const { cookies } = await signIn();
  assert.deepEqual(cookies.map(({ name }) => name).sort(), ["ringwise", "ringwise-browser"]);
  for (const { httpOnly, sameSite, path, domain, value } of cookies) {
    assert.deepEqual([httpOnly, sameSite, path, domain], [true, "Strict", "/", undefined]);
    assert.ok(value.length >= 43, "256 bits");
  }
});

test("7.2: each sign-in makes a new session, and what the browser held before is over", async () => {
  const { app, signIn } = await site();
  const first = cookiesOf(await signIn());
  const second = cookiesOf(await signIn({ cookie: first }));
  const status = async (cookie: string) =>
    (await app.inject({ url: "/api/v1/status", headers: { cookie } })).statusCode;
  assert.deepEqual([await status(first), await status(second)], [401, 200]);
});

test("7.2: a session that was chosen by somebody else is never taken over", async () => {
  const { signIn } = await site();
  const answer = await signIn({ cookie: "ringwise=chosen-by-somebody-else" });
  assert.notEqual(answer.cookies[0]?.value, "chosen-by-somebody-else");
});

test("7.4: signed out is signed out, and a session ends by itself", async () => {
  const { app, signIn, clock } = await site();
  const signedIn = await signIn();
  const cookie = cookiesOf(signedIn);
  const status = async (held: string) =>
    (await app.inject({ url: "/api/v1/status", headers: { cookie: held } })).statusCode;
  const headers = { cookie, "x-csrf-token": signedIn.json().csrf };
  await app.inject({ method: "DELETE", url: "/api/v1/session", headers });
  assert.equal(await status(cookie), 401);
  const another = cookiesOf(await signIn());
  clock.now += 31 * 24 * 3600_000;
  assert.equal(await status(another), 401);
});

test("3.5: no route changes anything for a page of another site, whatever cookies it brings", async () => {
  const { app, signIn } = await site();
  const cookie = cookiesOf(await signIn());
  const byCookie = (await allRoutes()).filter(
    ({ method, tags, operationId }) =>
      changes(method) &&
      !["setup", "guest"].includes(tags[0] ?? "") &&
      operationId !== "signIn" &&
      operationId !== "passkeySignInOptions",
  );
  assert.ok(byCookie.length > 25);
  for (const route of byCookie)
    for (const token of [undefined, "0".repeat(64)]) {
      const answer = await app.inject({
        method: route.method,
        url: addressOf(route),
        headers: { cookie, ...(token !== undefined && { "x-csrf-token": token }) },
      });
      assert.deepEqual(
        [answer.statusCode, answer.json().code],
        [403, "web.csrf"],
        route.operationId,
      );
    }
});

test("3.4: the page runs its own files only; nothing inline, nothing from elsewhere, in nobody's frame", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-pages-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><style nonce="__NONCE__"></style><script type="module" src="/assets/a.js"></script>',
  );
  try {
    const { app } = await site(folder);
    const page = () => app.inject({ url: "/calls?x=<script>alert(1)</script>" });
    const [one, two] = [await page(), await page()];
    const policy = String(one.headers["content-security-policy"]);
    const directives = new Map(
      policy.split("; ").map((text) => [text.split(" ")[0] ?? "", text.split(" ").slice(1)]),
    );
    assert.deepEqual(directives.get("default-src"), ["'none'"]);
    assert.deepEqual(directives.get("script-src"), ["'self'"]);
    for (const name of ["base-uri", "frame-ancestors"])
      assert.deepEqual(directives.get(name), ["'none'"], name);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.notEqual(policy, two.headers["content-security-policy"], "a nonce is used once");
    assert.doesNotMatch(one.body, /alert|__NONCE__|<script(?![^>]*\bsrc=)/);
    assert.equal(one.headers["x-content-type-options"], "nosniff");
    assert.equal(one.headers["cross-origin-opener-policy"], "same-origin");
    await app.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("1.2: what the page is told in itself is data that ends nothing, and for whoever is signed in with it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-pages-"));
  mkdirSync(join(folder, "assets"));
  const asks = '<link rel="preload" as="fetch" href="/api/v1/opening">';
  writeFileSync(join(folder, "index.html"), `<!doctype html>${asks}<body></body>`);
  try {
    const { app, control, signIn } = await site(folder);
    const name = "</script><script>alert(1)</script><!-- __NONCE__ $& ";
    const { document, etag } = control.settings.read();
    const people = [{ id: "p1", name, numbers: [], groups: [] }];
    await control.settings.replace({ ...(document as object), people }, etag, "Ada");
    const cookie = cookiesOf(await signIn());
    const page = async (headers: Record<string, string>) =>
      (await app.inject({ url: "/calls", headers })).body;
    const theirs = await page({ cookie });
    assert.deepEqual([theirs.split("</script>").length, theirs.includes(asks)], [2, false]);
    const [, told = ""] =
      /<script type="application\/json" id="opening">(.*)<\/script>/.exec(theirs) ?? [];
    const opening = await app.inject({ url: "/api/v1/opening", headers: { cookie } });
    const { seq, ...same } = JSON.parse(told);
    assert.deepEqual([same, String(seq)], [opening.json(), opening.headers["x-seq"]]);
    assert.equal(same.settings.document.people[0].name, name);
    for (const stranger of [{}, { authorization: "Bearer t0ken" }])
      assert.equal(await page(stranger), `<!doctype html>${asks}<body></body>`);
    await app.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("14.3: what the API answers is kept by no cache, and is no page", async () => {
  const { app, signIn } = await site();
  const cookie = cookiesOf(await signIn());
  for (const url of ["/api/v1/status", "/api/v1/settings", "/api/v1/nowhere", "/api/v1/session"]) {
    const { headers } = await app.inject({ url, headers: { cookie } });
    assert.equal(headers["cache-control"], "no-store", url);
    assert.match(String(headers["content-security-policy"]), /^default-src 'none'/, url);
    assert.match(String(headers["content-type"]), /^application\/(problem\+)?json/, url);
  }
});

test("6.3: guesses are slowed where they come from, and nobody else is", async () => {
  const { signIn } = await site();
  const known = cookiesOf(await signIn())
    .split("; ")
    .filter((one) => one.includes("-browser="));
  const guess = (from: string) => signIn({ from, password: "guess" });
  for (let i = 0; i < 30; i++) await guess("192.0.2.1");
  const slowed = await signIn();
  assert.equal(slowed.statusCode, 429);
  assert.ok(Number(slowed.headers["retry-after"]) > 0);
  assert.equal((await signIn({ from: "192.0.2.2" })).statusCode, 200, "the owner elsewhere");
  assert.equal((await signIn({ cookie: known.join("") })).statusCode, 200, "a known browser");
});

test("6.3: one household of IPv6 is one source, however many addresses it has", async () => {
  const { signIn } = await site();
  const from = (i: number) => `2001:db8:1:2::${i.toString(16)}`;
  for (let i = 1; i < 9; i++) await signIn({ from: from(i), password: "guess" });
  assert.equal((await signIn({ from: from(99) })).statusCode, 429);
  assert.equal((await signIn({ from: "2001:db8:1:3::1" })).statusCode, 200);
});

test("6.3: a wrong name and a wrong password are answered alike", async () => {
  const { app, vault } = await site();
  await vault.members.save({
    ...{ id: "bob", name: "Bob", devices: [], numbers: [], joined: 1 },
    ...{ passwordHash: await hashPassword("another password"), passkeys: [], recoveryHashes: [] },
  });
  const shown = async (name: string) =>
    (
      await app.inject({
        method: "POST",
        url: "/api/v1/session",
        payload: { name, password: "not this one" },
        remoteAddress: `192.0.2.${name.length}`,
      })
    ).body;
  assert.equal(await shown("Bob"), await shown("Nobody"));
});

test("2.2: a body that is no JSON, too long or too deep is refused as a problem, and nothing more is told", async () => {
  const { app, signIn } = await site();
  const signedIn = await signIn();
  const headers = {
    ...{ cookie: cookiesOf(signedIn), "x-csrf-token": signedIn.json().csrf },
    "content-type": "application/json",
  };
  const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
  const bodies: readonly (readonly [payload: string, status: number])[] = [
    ["{", 400],
    ['{"__proto__": {"isOwner": true}, "device": "kitchen", "to": "echo"}', 400],
    [`{"device": "${"x".repeat(100_000)}"}`, 413],
    [deep, 422],
    ["[]", 422],
  ];
  for (const [payload, status] of bodies) {
    const answer = await app.inject({ method: "POST", url: "/api/v1/calls", payload, headers });
    assert.equal(answer.statusCode, status, payload.slice(0, 60));
    assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
    assert.doesNotMatch(answer.body, /node_modules|at \w+ \(|\.ts:/);
  }
});

test("4.4: sockets open for this site's pages only, and what is malformed opens nothing and breaks nothing", async () => {
  const { app, signIn } = await site();
  const cookie = cookiesOf(await signIn());
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const open = async (origin: string | undefined, path = "/api/v1/events", held = cookie) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      headers: { cookie: held, ...(origin !== undefined && { origin }) },
    });
    const state = await Promise.race([
      once(socket, "open").then(() => "open"),
      once(socket, "error").then(() => "refused"),
    ]).catch(() => "refused");
    socket.on("error", () => undefined);
    socket.terminate();
    return state;
  };
  try {
    assert.equal(await open(`http://127.0.0.1:${port}`), "open");
    for (const origin of ["http://evil.example", "null", "http://127.0.0.1:1", "file://", "%"])
      assert.equal(await open(origin), "refused", origin);
    assert.equal(await open(undefined, "/api/v1/handset?device=desk", "ringwise=guess"), "refused");
    for (const target of ["//", "http://[", "/api/v1/events%00"]) {
      const raw = connect(port, "127.0.0.1");
      raw.on("error", () => undefined).resume();
      raw.write(
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n\r\n`,
      );
      await once(raw, "close");
    }
    assert.equal(await open(`http://127.0.0.1:${port}`), "open", "it is still there");
  } finally {
    await app.close();
  }
});

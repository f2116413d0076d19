import assert from "node:assert/strict";
import { test } from "node:test";
import { hashSecret } from "#web/auth/secret.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { bearer, site } from "#web/quietSite.ts";

test("a stranger is told to sign in, and learns no name", async () => {
  const { app, vault } = await site();
  await vault.saveOwner({ name: "Ada", passkeys: [], recoveryHashes: [] });
  const settings = await app.inject({ url: "/api/v1/settings" });
  assert.equal(settings.statusCode, 401);
  assert.match(settings.headers["content-type"] as string, /application\/problem\+json/);
  const session = await app.inject({ url: "/api/v1/session" });
  assert.deepEqual(session.json(), { state: "signIn", passkey: false, family: false });
});

test("the one-time link makes an owner once, and the session then changes settings with the page's token only", async () => {
  const { app, vault } = await site();
  const key = await newSetupKey(vault, 1_000_000);
  const body = { key, name: "Ada", password: "correct horse battery" };
  const made = await app.inject({ method: "POST", url: "/api/v1/setup", payload: body });
  assert.equal(made.statusCode, 201);
  assert.equal(made.json().recoveryCodes.length, 8);
  const again = await app.inject({ method: "POST", url: "/api/v1/setup", payload: body });
  assert.equal(again.statusCode, 403);

  const cookie = String(made.headers["set-cookie"]).split(";")[0] ?? "";
  const put = (headers: Record<string, string>) =>
    app.inject({
      method: "PUT",
      url: "/api/v1/settings",
      payload: { version: 1 },
      headers: { cookie, "if-match": '"1"', ...headers },
    });
  assert.equal((await put({})).statusCode, 403);
  assert.equal((await put({ "x-csrf-token": made.json().csrf })).statusCode, 200);
});

test("a wrong password is 401 and slows its source, an unused recovery code lets in once", async () => {
  const { app, vault } = await site();
  const key = await newSetupKey(vault, 1_000_000);
  const made = await app.inject({
    method: "POST",
    url: "/api/v1/setup",
    payload: { key, name: "Ada", password: "correct horse battery" },
  });
  const [code] = made.json().recoveryCodes as string[];
  const signIn = (payload: object) =>
    app.inject({ method: "POST", url: "/api/v1/session", payload });
  assert.equal((await signIn({ recoveryCode: code })).statusCode, 200);
  assert.equal((await signIn({ recoveryCode: code })).statusCode, 401);
  const answers: number[] = [];
  for (let i = 0; i < 4; i++) answers.push((await signIn({ password: "guess" })).statusCode);
  assert.deepEqual(answers, [401, 401, 401, 429]);
});

test("settings need If-Match, and an old one is 412", async () => {
  const { app } = await site();
  const put = (headers: Record<string, string>) =>
    app.inject({ method: "PUT", url: "/api/v1/settings", payload: { version: 1 }, headers });
  assert.equal((await put({ ...bearer })).statusCode, 428);
  assert.equal((await put({ ...bearer, "if-match": '"7"' })).statusCode, 412);
  const done = await put({ ...bearer, "if-match": '"1"' });
  assert.equal(done.statusCode, 200);
  assert.equal(done.headers["etag"], '"2"');
});

test("settings may be as large as an address book that was imported, and a stranger's body is not read", async () => {
  const { app } = await site();
  const people = Array.from({ length: 10_000 }, (_, i) => ({
    id: `person-${i}`,
    name: `Somebody with a name of some length, number ${i}`,
    numbers: [`+4420794${String(i).padStart(5, "0")}`],
    groups: ["family"],
  }));
  const put = (payload: object | string, headers: object) =>
    app.inject({ method: "PUT", url: "/api/v1/settings", payload, headers: { ...headers } });
  const document = { version: 1, people };
  assert.ok(JSON.stringify(document).length > 1 << 20);
  assert.equal((await put(document, { ...bearer, "if-match": '"1"' })).statusCode, 200);
  const json = { "content-type": "application/json" };
  assert.equal((await put("{", { ...json, ...bearer })).statusCode, 400);
  assert.equal((await put("{", json)).statusCode, 401);
});

test("a draft is carried out for who may write settings, and for no other token", async () => {
  const { app, vault } = await site();
  const ask = async (name: string, scopes: readonly string[], payload: object) => {
    await vault.saveToken({ name, scopes, made: 1, id: hashSecret(name) });
    const headers = { authorization: `Bearer ${name}` };
    const answer = await app.inject({
      method: "POST",
      url: "/api/v1/calls/test",
      payload,
      headers,
    });
    return [answer.statusCode, answer.json().code ?? "begun"];
  };
  const draft = { rules: [{ id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] }] };
  assert.deepEqual(await ask("calls", ["calls:write"], {}), [202, "begun"]);
  assert.deepEqual(await ask("drafts", ["calls:write"], draft), [403, "web.scope"]);
  assert.deepEqual(await ask("both", ["calls:write", "settings:write"], draft), [202, "begun"]);
});

test("what is hardly meant is told of the settings in force; a draft with problems is refused", async () => {
  const { app } = await site();
  const url = "/api/v1/settings/check";
  assert.equal((await app.inject({ url })).statusCode, 401);
  const told = await app.inject({ url, headers: bearer });
  assert.equal(told.json().warnings[0].code, "check.shadowed");
  const draft = await app.inject({ method: "POST", url, payload: {}, headers: bearer });
  assert.equal(draft.statusCode, 422);
  assert.equal(draft.json().problems[0].path, "/rules");
});

test("each problem of a refused change names its path", async () => {
  const { app } = await site();
  const answer = await app.inject({
    method: "PUT",
    url: "/api/v1/mode",
    payload: { now: "dancing" },
    headers: bearer,
  });
  assert.equal(answer.statusCode, 422);
  assert.equal(answer.json().problems[0].path, "/mode/now");
});

test("a guessed token is refused, and after some guesses even the right one must wait", async () => {
  const { app } = await site();
  const ask = (token: string) =>
    app.inject({ url: "/api/v1/status", headers: { authorization: `Bearer ${token}` } });
  for (let i = 0; i < 5; i++) assert.equal((await ask(`guess${i}`)).statusCode, 401);
  assert.equal((await ask("an-environment-token")).statusCode, 401);
});

test("a call that is repeated with its Idempotency-Key is placed once", async () => {
  const { app } = await site();
  const place = () =>
    app.inject({
      method: "POST",
      url: "/api/v1/calls",
      payload: { device: "desk", to: "echo" },
      headers: { ...bearer, "idempotency-key": "k1" },
    });
  assert.equal((await place()).statusCode, 202);
  assert.deepEqual((await place()).json(), { id: "c1" });
});

test("the OpenAPI document names every promised path", async () => {
  const { app } = await site();
  const { paths } = (await app.inject({ url: "/api/v1/openapi.json" })).json();
  for (const path of [
    "/api/v1/settings",
    "/api/v1/settings/check",
    "/api/v1/devices",
    "/api/v1/accounts",
    "/api/v1/subscriptions",
    "/api/v1/decide",
    "/api/v1/calls",
    "/api/v1/calls/{id}",
    "/api/v1/calls/{id}/ladder",
    "/api/v1/messages",
    "/api/v1/messages/{id}/audio",
  ])
    assert.ok(paths[path], path);
});

test("the key that signs policies is shown, and rotated by who may let others in", async () => {
  const { app, vault } = await site();
  const ask = async (method: "GET" | "POST", url: string, secret: string) => {
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await app.inject({ method, url: `/api/v1/policy-key${url}`, headers });
    return [answer.statusCode, answer.json().key ?? answer.json().code];
  };
  const token = { name: "t", scopes: ["settings:write"], made: 1 };
  await vault.saveToken({ ...token, id: hashSecret("settings-only") });
  await vault.saveToken({ ...token, id: hashSecret("access"), scopes: ["access:write"] });
  assert.deepEqual(await ask("POST", "/rotate", "settings-only"), [403, "web.scope"]);
  assert.deepEqual(await ask("POST", "/rotate", "access"), [200, "key-of-now"]);
  assert.deepEqual(await ask("GET", "", "access"), [200, "key-of-now"]);
});

test("every answer forbids sniffing and framing tricks, and says no more than it must", async () => {
  const { app } = await site();
  const answer = await app.inject({ url: "/nowhere" });
  assert.equal(answer.statusCode, 404);
  assert.equal(answer.headers["x-content-type-options"], "nosniff");
  assert.equal(answer.headers["referrer-policy"], "no-referrer");
});

test("greetings are uploaded as WAV files, and what is none is refused with the reason", async () => {
  const { app } = await site();
  const put = (payload: Buffer | string, type: string) =>
    app.inject({
      method: "PUT",
      url: "/api/v1/greetings/asleep",
      payload,
      headers: { ...bearer, "content-type": type },
    });
  assert.equal((await put(Buffer.alloc(100), "audio/wav")).statusCode, 204);
  const bad = await put(Buffer.alloc(4), "audio/wav");
  assert.deepEqual([bad.statusCode, bad.json().code], [422, "media.badWav"]);
  assert.equal((await put("{}", "application/json")).statusCode, 415);
  assert.equal((await put("x", "audio/mpeg")).statusCode, 415);
  const stranger = await app.inject({
    method: "PUT",
    url: "/api/v1/greetings/asleep",
    payload: Buffer.alloc(100),
    headers: { "content-type": "audio/wav" },
  });
  assert.equal(stranger.statusCode, 401);
  assert.equal((await put(Buffer.alloc(9 << 20), "audio/wav")).statusCode, 413);
});

test("what callers are told is heard as they hear it; what nobody says is not there", async () => {
  const { app } = await site();
  const hear = (name: string) =>
    app.inject({ url: `/api/v1/prompts/${name}/audio`, headers: bearer });
  assert.equal((await hear("beep")).headers["content-type"], "audio/wav");
  assert.equal((await hear("greeting:none")).statusCode, 404);
});

test("where no voice is installed, a greeting is not spoken, and that is said", async () => {
  const { app } = await site();
  const spoken = await app.inject({
    method: "POST",
    url: "/api/v1/greetings/asleep/speech",
    payload: { text: "Nobody is here." },
    headers: bearer,
  });
  assert.deepEqual([spoken.statusCode, spoken.json().code], [503, "speech.notInstalled"]);
  const gone = (name: string) =>
    app.inject({ method: "DELETE", url: `/api/v1/greetings/${name}`, headers: bearer });
  assert.equal((await gone("asleep")).statusCode, 204);
  assert.equal((await gone("other")).statusCode, 404);
});

test("which program writes messages down is the owner's to say, not a token's", async () => {
  const { app, vault } = await site();
  const secret = "a-long-secret";
  await vault.saveToken({ id: hashSecret(secret), name: "script", scopes: ["*"], made: 1 });
  const transcription = { by: "command", command: ["sh", "-c", "id"] };
  const put = (authorization: string, etag: string, mailbox: object) =>
    app.inject({
      method: "PUT",
      url: "/api/v1/settings",
      payload: { version: 1, mailbox },
      headers: { authorization, "if-match": `"${etag}"` },
    });
  const byToken = await put(`Bearer ${secret}`, "1", { transcription });
  assert.deepEqual([byToken.statusCode, byToken.json().code], [403, "settings.ownerOnly"]);
  assert.equal((await put(`Bearer ${secret}`, "1", {})).statusCode, 200);
  assert.equal((await put(bearer.authorization, "2", { transcription })).statusCode, 200);
  const kept = await put(`Bearer ${secret}`, "3", { transcription, enabled: true });
  assert.equal(kept.statusCode, 200, "it has not changed it");
});

test("a message is shared by a link that needs no account, and only its key opens it", async () => {
  const { app } = await site();
  const url = "/api/v1/messages/m1/link";
  assert.equal((await app.inject({ method: "POST", url, payload: { hours: 1 } })).statusCode, 401);
  const made = await app.inject({ method: "POST", url, payload: { hours: 1 }, headers: bearer });
  assert.deepEqual(made.json(), { path: "/api/v1/shared/k1", until: 2_000_000 });
  const heard = await app.inject({ url: "/api/v1/shared/k1", headers: { range: "bytes=40-" } });
  assert.deepEqual([heard.statusCode, heard.rawPayload.length], [206, 4]);
  assert.equal(heard.headers["content-range"], "bytes 40-43/44");
  assert.equal(heard.headers["cache-control"], "no-store");
  assert.equal((await app.inject({ url: "/api/v1/shared/k2" })).statusCode, 404);
  const tooLong = await app.inject({
    method: "POST",
    url,
    payload: { hours: 9000 },
    headers: bearer,
  });
  assert.equal(tooLong.statusCode, 422);
});

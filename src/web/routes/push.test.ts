import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { Control } from "#server/control.ts";
import { newKeyPair } from "#server/push/encryption.ts";
import { PushDesk } from "#server/push/pushDesk.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { webApp } from "#web/webApp.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { mayBeTold } from "./push.ts";

test("a browser is told of calls as long as somebody is signed in there, and the telephone theirs", async () => {
  const vault = memoryVault();
  const common = { began: 0, expires: 100, agent: "" };
  await vault.saveSession({ ...common, id: "owner" });
  await vault.saveSession({ ...common, id: "old", expires: 5 });
  await vault.saveSession({ ...common, id: "bea", member: "bea" });
  await vault.members.save({
    ...{ id: "bea", name: "Bea", joined: 0, passkeys: [], recoveryHashes: [] },
    ...{ devices: ["hers"], numbers: [] },
  });
  const may = mayBeTold({ vault, now: () => 10 });
  const asked: readonly (readonly [string, string])[] = [
    ["owner", "any"],
    ["old", "any"],
    ["gone", "any"],
    ["bea", "hers"],
    ["bea", "other"],
  ];
  assert.deepEqual(
    asked.map(([session, device]) => may(session, device)),
    [true, false, false, true, false],
  );
});

test("a browser subscribes and unsubscribes for whoever signed in; a program does not", async () => {
  const world = simWorld({ seed: 1, began: wallTime(0) }).host("192.0.2.1");
  const push = new PushDesk({ world, store: memoryStore(), devices: () => ["bedroom"] });
  const control = { push, devices: () => [{ id: "bedroom" }] } as unknown as Control;
  const vault = memoryVault();
  const app = await webApp({ control, vault, token: "t".repeat(32), now: () => 10, version: "0" });
  await vault.saveOwner({ name: "Ada", passkeys: [], recoveryHashes: [] });
  const as = async (cookie: string) => {
    await vault.saveSession({ id: hashSecret(cookie), began: 0, expires: 100, agent: "" });
    return { cookie: `ringwise=${cookie}`, "x-csrf-token": hashSecret(`csrf ${cookie}`) };
  };
  const [ada, elsewhere] = [await as("ada"), await as("elsewhere")];
  const url = "/api/v1/session/push";
  type Method = "GET" | "POST" | "DELETE";
  const ask = async (headers: object, method: Method, at: string, payload?: object) => {
    const asked = { method, url: at, headers: { ...headers }, ...(payload && { payload }) };
    const { statusCode, body } = await app.inject(asked);
    return { status: statusCode, json: JSON.parse(body || "{}") } as {
      status: number;
      json: { id: string; code: string; key: string; items: { id: string; device: string }[] };
    };
  };
  const pair = newKeyPair();
  const wish = {
    device: "bedroom",
    endpoint: "https://push.example/abc",
    keys: { p256dh: pair.getPublicKey("base64url"), auth: "A".repeat(22) },
    language: "de",
  };
  const { json: key } = await ask(ada, "GET", "/api/v1/session/push-key");
  assert.match(key.key, /^B[\w-]{86}$/);
  const made = await ask(ada, "POST", url, wish);
  assert.equal(made.status, 201);
  assert.deepEqual((await ask(ada, "GET", url)).json.items, [
    { id: made.json.id, device: "bedroom" },
  ]);
  assert.deepEqual((await ask(elsewhere, "GET", url)).json.items, []);
  const { id } = made.json;
  assert.equal((await ask(elsewhere, "DELETE", `${url}/${id}`)).status, 404);
  const bad: readonly (readonly [object, number, string])[] = [
    [{ device: "attic" }, 404, "server.noDevice"],
    [{ endpoint: "http://push.example/abc" }, 422, "push.badEndpoint"],
    [{ endpoint: "https://10.0.0.1/abc" }, 422, "push.badEndpoint"],
    [{ keys: { ...wish.keys, p256dh: "A".repeat(87) } }, 422, "push.badKey"],
    [{ keys: { ...wish.keys, auth: "A" } }, 422, "web.invalid"],
  ];
  for (const [more, status, code] of bad) {
    const refused = await ask(ada, "POST", url, { ...wish, ...more });
    assert.deepEqual([refused.status, refused.json.code], [status, code]);
  }
  const program = { authorization: `Bearer ${"t".repeat(32)}` };
  assert.equal((await ask(program, "POST", url, wish)).status, 403);
  for (let nth = 0; nth < 12; nth++)
    await ask(ada, "POST", url, { ...wish, endpoint: `https://push.example/${nth}` });
  assert.equal((await ask(ada, "GET", url)).json.items.length, 10, "the oldest went");
  const [first] = (await ask(ada, "GET", url)).json.items;
  assert.equal((await ask(ada, "DELETE", `${url}/${first?.id}`)).status, 204);
  assert.equal((await ask(ada, "GET", url)).json.items.length, 9);
  await app.close();
});

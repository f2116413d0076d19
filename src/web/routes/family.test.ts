import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { fail, ok } from "#kit/result.ts";
import type { CallView, Control, MessageView, ServerEvent } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashPassword } from "#web/auth/password.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { addressOf, allRoutes, type Route } from "#web/routes/allRoutes.ts";
import { webApp } from "#web/webApp.ts";

/* Who of the house may do what: the owner, one of the family, a guest's link, and nobody at all. */

const call = (id: string, more: Partial<CallView>): CallView => ({
  ...{ id, direction: "in", from: { number: "+16135550171" }, to: "+16135550142", began: 1 },
  ...{ legs: [], rtp: [] },
  ...more,
});
const leg = (target: string) => ({ target, state: "over" });
const calls = [
  call("ring-attic", { legs: [leg("kitchen"), leg("attic")] }),
  call("ring-kitchen", { legs: [leg("kitchen")] }),
  call("to-bob", { to: "+16135550199", legs: [leg("mailbox")] }),
  call("from-attic", { direction: "out", via: "attic", to: "+16135550133" }),
  call("from-kitchen", { direction: "out", via: "kitchen", to: "+16135550133" }),
];
const message = (id: string, of?: string): MessageView => ({
  ...{ id, from: {}, received: 1, lengthMs: 1000, heard: false },
  ...(of !== undefined && { call: of }),
});
const messages = [message("m1", "to-bob"), message("m2", "ring-kitchen"), message("m3")];
const theirs = ["ring-attic", "to-bob", "from-attic"];

/** What reached the server. */
function house() {
  const done: string[] = [];
  const did = <T>(what: string, answer: T): T => {
    done.push(what);
    return answer;
  };
  const events = listeners<ServerEvent>();
  const page =
    <T extends { id: string }>(all: readonly T[]) =>
    (cursor?: string, limit = 50) => {
      const from = cursor === undefined ? 0 : Number(cursor);
      const next = from + limit < all.length ? { next: String(from + limit) } : {};
      return { items: all.slice(from, from + limit), ...next };
    };
  const control = {
    iceServers: () => [],
    settings: {
      read: () => ({
        document: {
          version: 1,
          owner: { name: "Ada", timeZone: "UTC", areaCode: "613" },
          devices: ["kitchen", "attic"].map((id) => ({ id, name: id, kind: "sip", username: id })),
          numbers: [{ id: "n", number: "+16135550142" }],
          people: [{ id: "mum" }],
        },
        etag: "1",
      }),
      schema: {},
      setMode: async (mode: string, until: number | undefined, who: string) => {
        return did(`mode ${mode} ${until} by ${who}`, { ok: true, etag: "2" });
      },
    },
    status: () => ({
      ...{ mode: { now: "schedule" }, line: "free", live: calls, newMessages: 3, today: { x: 1 } },
      ...{ troubles: [{ code: "a.b", detail: "x" }], ignored: [], version: "0" },
    }),
    devices: () =>
      ["kitchen", "attic"].map((id) => ({ id, name: id, kind: "sip", state: "idle", rungBy: [] })),
    calls: page(calls),
    call: (id: string) => calls.find((one) => one.id === id),
    placeCall: (device: string) => did(`call from ${device}`, ok({ id: "new" })),
    endCall: (id: string) => did(`end ${id}`, true),
    inHand: {
      choose: (id: string, choice: string) => did(`${choice} ${id}`, ok(undefined)),
      park: (id: string) => did(`park ${id}`, ok(undefined)),
      take: (id: string, device: string) => did(`take ${id} ${device}`, ok({ id: "new" })),
    },
    messages: {
      page: page(messages),
      find: (id: string) => messages.find((one) => one.id === id),
      audio: async () => ok(new Uint8Array(44)),
      mark: async (id: string) => did(`mark ${id}`, ok(undefined)),
      discard: async (id: string) => did(`discard ${id}`, ok(undefined)),
      delete: async (id: string) => did(`delete ${id}`, ok(undefined)),
    },
    lastEvent: 0,
    events: events.listen,
    metrics: async () => "ringwise_info 1\n",
  } as unknown as Control;
  return { control, done };
}

const password = "four words make one";

async function site() {
  const { control, done } = house();
  const vault = memoryVault();
  const clock = { now: 1_000_000 };
  const passwordHash = await hashPassword(password);
  await vault.saveOwner({ name: "Ada", passwordHash, passkeys: [], recoveryHashes: [] });
  const app = await webApp({ control, vault, now: () => clock.now, version: "0" });
  type Method = Route["method"];
  const ask = async (method: Method, url: string, payload?: object, headers: object = {}) => {
    const endless = url === "/api/v1/events";
    const asked = { method, url, headers: { ...headers }, ...(payload && { payload }) };
    const answer = await app.inject({ ...asked, payloadAsStream: endless });
    if (endless) answer.stream().destroy();
    return answer;
  };
  const signIn = async (shown: object) => {
    const answer = await ask("POST", "/api/v1/session", shown);
    assert.equal(answer.statusCode, 200, answer.body);
    return holding(answer);
  };
  const as = (headers: object) => (method: Method, url: string, payload?: object) =>
    ask(method, url, payload, headers);
  const owner = as(await signIn({ password }));
  const invite = async (name = "Bob") =>
    (
      await owner("POST", "/api/v1/invitations", {
        ...{ name, devices: ["attic"], numbers: ["+16135550199"] },
      })
    ).json() as { id: string; key: string; path: string };
  const join = async () => {
    const joined = await ask("POST", "/api/v1/join", { key: (await invite()).key, password });
    assert.equal(joined.statusCode, 201, joined.body);
    return { bob: as(holding(joined)), joined };
  };
  return { app, vault, clock, done, ask, as, signIn, owner, invite, join };
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof webApp>>["inject"]>>;

/** What a page sends that got this answer. */
const holding = (answer: Answer) => ({
  cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  "x-csrf-token": answer.json().csrf as string,
});

/** Everything that a member may ask; whatever else there is, now or later, is the owner's. */
const ofMembers = new Set([
  ...[
    "status",
    "events",
    "devices",
    "device",
    "settings",
    "setMode",
    "calls",
    "call",
    "placeCall",
    "endCall",
    "chooseForCall",
    "iceServers",
  ],
  ...["parkCall", "takeCall", "messages", "messageAudio", "markMessage", "deleteMessage"],
  ...["signOut", "credentials", "changePassword", "passkeyOptions", "addPasskey", "renamePasskey"],
  ...["removePasskey", "newRecoveryCodes", "sessions", "endSession"],
  ...["pushKey", "pushSubscriptions", "subscribeToPush", "unsubscribeFromPush"],
]);
/** How one comes in; asked before anybody is known. */
const open = new Set([
  ...["session", "opening", "signIn", "passkeySignInOptions", "setup", "setupPasskeyOptions"],
  ...[
    "lookAtInvitation",
    "joinPasskeyOptions",
    "join",
    "lookAtGuest",
    "actAsGuest",
    "sharedMessage",
  ],
]);

test("role by route: the owner may everything, the family what is listed, guests and strangers nothing", async () => {
  const { owner, join, ask } = await site();
  const guest = (
    await owner("POST", "/api/v1/guests", { name: "Eve", act: { mode: "quiet" } })
  ).json() as { key: string };
  const { bob } = await join();
  const asGuest = { authorization: `Bearer ${guest.key}` };
  const ends = new Set(["signOut", "newRecoveryCodes", "setMode"]);
  for (const route of await allRoutes()) {
    const { method, operationId } = route;
    if (open.has(operationId) || ends.has(operationId)) continue;
    const url = addressOf(route);
    const refused = (answer: Answer) => ({ status: answer.statusCode, code: codeOf(answer) });
    const byBob = refused(await bob(method, url));
    if (ofMembers.has(operationId)) assert.notEqual(byBob.code, "web.ownerOnly", operationId);
    else assert.deepEqual(byBob, { status: 403, code: "web.ownerOnly" }, operationId);
    const byOwner = refused(await owner(method, url));
    assert.ok(![401, 403].includes(byOwner.status), `the owner: ${operationId}`);
    assert.equal((await ask(method, url)).statusCode, 401, `a stranger: ${operationId}`);
    assert.equal((await ask(method, url, undefined, asGuest)).statusCode, 401, operationId);
  }
});

const codeOf = (answer: Answer): string =>
  /json/.test(String(answer.headers["content-type"])) ? (answer.json().code ?? "") : "";

test("one of the family sees their calls, messages and telephones, and no others", async () => {
  const { join } = await site();
  const { bob } = await join();
  const ids = (answer: Answer) => answer.json().items.map(({ id }: { id: string }) => id);
  assert.deepEqual(ids(await bob("GET", "/api/v1/calls")), theirs);
  assert.deepEqual(ids(await bob("GET", "/api/v1/devices")), ["attic"]);
  assert.deepEqual(ids(await bob("GET", "/api/v1/messages")), ["m1"]);
  const status = (await bob("GET", "/api/v1/status")).json();
  assert.deepEqual(
    status.live.map(({ id }: CallView) => id),
    theirs,
  );
  assert.deepEqual([status.troubles, status.today, status.newMessages], [[], {}, 1]);
  const settings = (await bob("GET", "/api/v1/settings")).json();
  assert.deepEqual(Object.keys(settings).sort(), ["devices", "numbers", "owner", "version"]);
  assert.deepEqual(settings.devices, [{ id: "attic", name: "attic", kind: "sip" }]);
  for (const [method, url] of [
    ["GET", "/api/v1/calls/ring-kitchen"],
    ["DELETE", "/api/v1/calls/ring-kitchen"],
    ["GET", "/api/v1/messages/m2/audio"],
    ["DELETE", "/api/v1/messages/m3"],
  ] as const)
    assert.equal((await bob(method, url)).statusCode, 404, url);
});

test("their page of calls is filled from several pages of all, and goes on where it ended", async () => {
  const { join } = await site();
  const { bob } = await join();
  const first = (await bob("GET", "/api/v1/calls?limit=2")).json();
  assert.equal(first.items.length, 2);
  const rest = (await bob("GET", `/api/v1/calls?limit=2&cursor=${first.next}`)).json();
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ id }: CallView) => id),
    theirs,
  );
});

test("they ring from their own telephones only, end their own calls, and change the mode", async () => {
  const { join, done } = await site();
  const { bob } = await join();
  const place = (device: string, to = "echo") => bob("POST", "/api/v1/calls", { device, to });
  assert.equal((await place("attic")).statusCode, 202);
  assert.equal((await place("kitchen")).statusCode, 403);
  for (const to of ["take:ring-kitchen", "listen:ring-kitchen", "take:", "message-00a1"])
    assert.equal(
      (await place("attic", to)).statusCode,
      403,
      `not by a name that none dials: ${to}`,
    );
  assert.equal((await bob("DELETE", "/api/v1/calls/ring-attic")).statusCode, 204);
  const take = (id: string, device: string) => bob("POST", `/api/v1/calls/${id}/take`, { device });
  assert.equal((await take("ring-attic", "attic")).statusCode, 202);
  assert.equal((await take("ring-kitchen", "attic")).statusCode, 403);
  assert.equal((await take("ring-attic", "kitchen")).statusCode, 403);
  const choose = (id: string, choice: string) =>
    bob("POST", `/api/v1/calls/${id}/choose`, { choice });
  assert.equal((await choose("ring-attic", "mailbox")).statusCode, 204);
  assert.equal((await choose("ring-attic", "block")).statusCode, 403);
  assert.equal((await choose("ring-kitchen", "mailbox")).statusCode, 403);
  assert.equal((await bob("PUT", "/api/v1/mode", { now: "quiet" })).statusCode, 200);
  assert.deepEqual(done, [
    "call from attic",
    "end ring-attic",
    "take ring-attic attic",
    "mailbox ring-attic",
    "mode quiet undefined by Bob",
  ]);
});

test("an invitation is used once, is no good when it is old or taken back, and hides whom it is for", async () => {
  const { ask, invite, owner, clock } = await site();
  const look = (key: string) => ask("POST", "/api/v1/join/look", { key });
  const take = (key: string) => ask("POST", "/api/v1/join", { key, password });
  const one = await invite();
  assert.equal(one.path, `/join#k=${one.key}`);
  assert.deepEqual((await look(one.key)).json(), { name: "Bob", owner: "Ada" });
  const listed = await owner("GET", "/api/v1/invitations");
  assert.equal(listed.json().items.length, 1);
  assert.ok(!listed.body.includes(one.key));
  assert.equal((await take(one.key)).statusCode, 201);
  assert.equal((await take(one.key)).statusCode, 403);
  const back = await invite("Cid");
  assert.equal((await owner("DELETE", `/api/v1/invitations/${back.id}`)).statusCode, 204);
  assert.equal((await take(back.key)).statusCode, 403);
  const old = await invite("Dee");
  clock.now += 8 * 24 * 3600_000;
  assert.equal((await take(old.key)).statusCode, 403);
});

test("no two are called the same, since one signs in by name", async () => {
  const { owner, join, signIn, ask } = await site();
  await join();
  for (const name of ["bob", " ADA "]) {
    const answer = await owner("POST", "/api/v1/invitations", { name, devices: [], numbers: [] });
    assert.equal(codeOf(answer), "access.sameName");
  }
  await signIn({ name: "BOB", password });
  const wrong = await ask("POST", "/api/v1/session", { name: "Nobody", password });
  assert.equal(wrong.statusCode, 401);
});

test("who lives here no more is out at once, wherever they were signed in", async () => {
  const { owner, join } = await site();
  const { bob } = await join();
  const [{ id }] = (await owner("GET", "/api/v1/family")).json().items;
  await owner("PATCH", `/api/v1/family/${id}`, { devices: ["kitchen"], numbers: [] });
  assert.equal((await bob("GET", "/api/v1/devices")).json().items[0].id, "kitchen");
  assert.equal((await owner("DELETE", `/api/v1/family/${id}`)).statusCode, 204);
  assert.equal((await bob("GET", "/api/v1/devices")).statusCode, 401);
});

test("a guest's link does its one thing, as often as one likes, until it is old or taken back", async () => {
  const { owner, ask, done, clock } = await site();
  const make = async (act: object) =>
    (await owner("POST", "/api/v1/guests", { name: "Eve", act, days: 2 })).json();
  const act = (key: string) => ask("POST", "/api/v1/guest/act", { key });
  const eve = await make({ mode: "quiet", minutes: 60 });
  const seen = (await ask("POST", "/api/v1/guest/look", { key: eve.key })).json();
  assert.deepEqual(seen.act, { mode: "quiet", minutes: 60 });
  assert.deepEqual((await act(eve.key)).json(), { until: clock.now + 3_600_000 });
  assert.equal((await act(eve.key)).statusCode, 200);
  assert.deepEqual(done, Array(2).fill(`mode quiet ${clock.now + 3_600_000} by guest Eve`));
  assert.equal((await owner("DELETE", `/api/v1/guests/${eve.id}`)).statusCode, 204);
  assert.equal((await act(eve.key)).statusCode, 403);
  const late = await make({ mode: "schedule" });
  clock.now += 3 * 24 * 3600_000;
  assert.equal((await act(late.key)).statusCode, 403);
});

test("a password is changed by who knows the present one, and ends the other sessions", async () => {
  const { signIn, as, owner } = await site();
  const other = as(await signIn({ password }));
  const change = (current: string) =>
    owner("PUT", "/api/v1/session/password", { current, password: "another four words" });
  assert.equal(codeOf(await change("wrong")), "web.wrongPassword");
  assert.equal((await change(password)).statusCode, 204);
  assert.equal((await other("GET", "/api/v1/status")).statusCode, 401);
  assert.equal((await owner("GET", "/api/v1/status")).statusCode, 200);
  await signIn({ password: "another four words" });
});

test("recovery codes let in once each, and new ones make the old ones void", async () => {
  const { owner, ask } = await site();
  const made = async (): Promise<string[]> =>
    (await owner("POST", "/api/v1/session/recovery-codes")).json().recoveryCodes;
  const enter = (recoveryCode = "") => ask("POST", "/api/v1/session", { recoveryCode });
  const [old, unused] = await made();
  assert.equal((await enter(old)).statusCode, 200);
  assert.equal((await enter(old)).statusCode, 401);
  const left = (await owner("GET", "/api/v1/session/credentials")).json();
  assert.deepEqual([left.recoveryCodes, left.password], [7, true]);
  const [fresh] = await made();
  assert.equal((await enter(unused)).statusCode, 401);
  assert.equal((await enter(fresh)).statusCode, 200);
});

test("sessions are seen and ended: one's own, and by the owner everybody's", async () => {
  const { owner, join } = await site();
  const { bob } = await join();
  const seen = async (who: typeof bob) => (await who("GET", "/api/v1/sessions")).json().items;
  const [his, all] = [await seen(bob), await seen(owner)];
  assert.deepEqual([his.length, all.length], [1, 2]);
  assert.deepEqual(his[0].current, true);
  const hers = all.find(({ current }: { current: boolean }) => current);
  assert.equal((await bob("DELETE", `/api/v1/sessions/${hers.id}`)).statusCode, 404);
  assert.equal((await owner("DELETE", `/api/v1/sessions/${his[0].id}`)).statusCode, 204);
  assert.equal((await bob("GET", "/api/v1/status")).statusCode, 401);
});

test("how the server fares is told on its own machine, and elsewhere to who may read its status", async () => {
  const { app, join, owner, vault } = await site();
  const { joined } = await join();
  const read = async (headers: object, remoteAddress: string) =>
    (await app.inject({ url: "/metrics", headers: { ...headers }, remoteAddress })).statusCode;
  const token = async (scope: string) => {
    await vault.saveToken({ id: hashSecret(scope), name: "t", scopes: [scope], made: 1 });
    return { authorization: `Bearer ${scope}` };
  };
  const elsewhere = "192.0.2.7";
  assert.equal(await read({}, "127.0.0.1"), 200);
  assert.equal(await read({}, elsewhere), 401);
  assert.equal(await read(holding(joined), elsewhere), 403, "one of the family");
  assert.equal(await read(await token("mode:write"), elsewhere), 403);
  assert.equal(await read(await token("status:read"), elsewhere), 200);
  assert.equal((await owner("GET", "/metrics")).statusCode, 200);
});

test("what cannot be kept is not handed out, and an unknown token is not said to be gone", async () => {
  const { owner, ask, vault } = await site();
  assert.equal((await owner("DELETE", "/api/v1/tokens/none")).statusCode, 404);
  const full = async () => fail("store.full", "the disk is full");
  Object.assign(vault, { saveToken: full, saveSession: full });
  const token = await owner("POST", "/api/v1/tokens", { name: "program" });
  const session = await ask("POST", "/api/v1/session", { password });
  for (const answer of [token, session]) {
    assert.deepEqual([answer.statusCode, codeOf(answer)], [503, "store.full"]);
    assert.deepEqual(answer.cookies, []);
  }
});

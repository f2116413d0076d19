import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeControl, PassedCall } from "#exchange/control.ts";
import { memoryShelf } from "#exchange/operator/auditBook.ts";
import { exchangeControl } from "#exchange/operator/exchangeControl.ts";
import type { Hosts } from "#exchange/operator/hostingActs.ts";
import { settingsFiles } from "#exchange/store/fileDrawer.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";
import { addOperatorRoutes } from "#web/operator/routes/all.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { routesOf } from "#web/routes/allRoutes.ts";
import { serverHost } from "../phones/person.ts";
import { exchangeSettings, memberSettings, numbers, ring, user, Village } from "./village.ts";

/* What the operator sees and does, while calls go by. */

interface Operated {
  readonly town: Village;
  readonly control: ExchangeControl;
  /** The settings' file, as it is now. */
  file(): Promise<string>;
  closes(): Promise<void>;
}

/** An exchange whose settings are kept in a file, and its operator's control. */
async function operated(more: object = {}, hosts?: Hosts): Promise<Operated> {
  const settings = exchangeSettings(more);
  const town = await Village.open(settings);
  await town.host.files.write("exchange.json", utf8(JSON.stringify(settings)));
  const { exchange, wires, bound } = town.opened;
  const desk = exchangeControl({
    ...{ world: town.host, exchange, wires, bound, version: "1", audit: memoryShelf() },
    kept: settingsFiles(town.host.files),
    ...{ place: () => ({ server: serverHost }), ...(hosts && { hosts }) },
  });
  return {
    ...{ town, control: desk.control },
    async file() {
      const read = await town.host.files.read("exchange.json");
      return read.ok ? fromUtf8(read.value) : "";
    },
    async closes() {
      desk.close();
      await town.mustBeIdle();
    },
  };
}

/** The value; an act of the operator has been done. */
async function done<T>(town: Village, act: Promise<Result<T>>): Promise<T> {
  await town.runs(100);
  const result = await act;
  return result.ok ? result.value : assert.fail(JSON.stringify(result.problem));
}

const liveIn = ({ control }: Operated): readonly PassedCall[] =>
  control.calls.page({ state: "live" }, undefined, 50).items;
const lastIn = ({ control }: Operated): PassedCall =>
  control.calls.page({ state: "over" }, undefined, 50).items[0] ?? assert.fail("no call is over");
async function actsIn({ control }: Operated): Promise<readonly string[]> {
  const page = await control.audit.page(undefined, 50);
  assert.ok(page.ok);
  return page.value.items.map(({ who, act, of = "" }) => `${who} ${act} ${of}`.trim()).toReversed();
}

test("a call is seen on its way, up and over: who, for whom, where, and each message of this hop", async () => {
  const house = await operated();
  const { town, control } = house;
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring));
  const desk = await town.desk(ada, 440);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const call = await carrier.calls(numbers.ada);
  await town.runs(3000);
  const [ringing] = liveIn(house);
  assert.deepEqual(
    [ringing?.state, ringing?.by, ringing?.for, ringing?.hops.map(({ of, at }) => [of, at])],
    ["ringing", "trunk/carrier", "user/ada", [["user/ada", "192.0.2.31:5060"]]],
  );
  assert.equal(control.status().callsNow, 1);
  desk.talk.lifts();
  await town.runs(2000);
  assert.equal(liveIn(house)[0]?.state, "up");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(liveIn(house), []);
  const { lastEvent } = control; // a page that has seen all of it is told nothing again
  assert.ok(lastEvent >= 3, `${lastEvent} events`);
  assert.deepEqual(control.eventsSince(lastEvent), []);
  const over = lastIn(house);
  assert.deepEqual([over.outcome, over.status, over.why], ["answered", 200, undefined]);
  const seen = control.users.find("ada");
  assert.deepEqual([seen?.hours.length, seen?.hours.at(-1), seen?.lastSeen], [24, 1, undefined]);
  const tier = control.tiers.all().find(({ id }) => id === seen?.tier);
  assert.equal(tier?.hours.at(-1), 1);
  await town.runs(2 * 3_600_000);
  assert.deepEqual(control.users.find("ada")?.hours.slice(-4), [0, 1, 0, 0], "two hours ago");
  assert.equal(control.users.find("ben")?.hours.join(""), "0".repeat(24));
  const rows = (await control.calls.ladder(over.id)) ?? [];
  const lines = rows.map(({ from, to, text }) => `${from} → ${to} ${text}`);
  for (const line of [
    "trunk/carrier → Ringwise INVITE",
    "Ringwise → user/ada INVITE",
    "user/ada → Ringwise 180 Ringing",
    "Ringwise → trunk/carrier 200 OK",
    "Ringwise → user/ada BYE",
  ])
    assert.ok(lines.includes(line), `${line} in\n${lines.join("\n")}`);
  assert.deepEqual(control.calls.page({ of: "ada" }, undefined, 5).items.length, 1);
  assert.deepEqual(control.calls.page({ of: "ben" }, undefined, 5).items, []);
  await house.closes();
});

test("from the invitation to the suspension: each act is in force at once, noted, and tells its reason", async () => {
  const house = await operated();
  const { town, control, file } = house;
  const made = await done(
    town,
    control.userActs.add("Olga", "cem", { numbers: ["+16135550103"], extension: "203" }),
  );
  assert.equal(control.users.find("cem")?.state, "invited");
  const looked = control.userActs.look(made.key);
  assert.equal(looked.ok && looked.value.text, made.text, "the link leads to the same text");
  const phone = await town.person("cem", "192.0.2.43", 440);
  phone.registers(made.password);
  await town.runs(1000);
  assert.ok(phone.isRegistered, "what was invited comes in");
  const before = await file();
  const seen = control.users.find("cem");
  assert.deepEqual([seen?.state, seen?.servers, seen?.invited?.used], ["there", 1, true]);
  assert.equal(control.userActs.look(made.key).ok, false, "the link is good no more");

  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await carrier.calls("+16135550103");
  await town.runs(2000);
  assert.equal(phone.talks.length, 1, "it rings");
  phone.talk.refuses(486);
  await town.runs(1000);
  assert.deepEqual(lastIn(house).why, {
    ...{ by: "called", code: "answeredSo", params: { of: "user/cem" } },
  });
  assert.equal(await file(), before, "nothing that a member does changes the settings");

  await done(town, control.userActs.suspend("Olga", "cem", "unpaid"));
  await carrier.calls("+16135550103");
  await town.runs(2000);
  assert.equal(phone.talks.length, 1, "nothing rings any more");
  const refused = lastIn(house);
  assert.deepEqual([refused.outcome, refused.status], ["refused", 480]);
  assert.deepEqual(refused.why, {
    ...{ by: "operator", code: "suspended", params: { user: "cem", reason: "unpaid" } },
  });
  await done(town, control.userActs.resume("Olga", "cem"));
  const rules = [{ when: { is: "always" }, do: "reject" }] as const;
  await done(town, control.userActs.narrow("Olga", "cem", { rules, reason: "a trial" }));
  await carrier.calls("+16135550103");
  await town.runs(2000);
  assert.deepEqual(
    [lastIn(house).why?.by, lastIn(house).why?.params?.["reason"]],
    ["operator", "a trial"],
  );
  await done(town, control.userActs.remove("Olga", "cem"));
  assert.deepEqual(await actsIn(house), [
    ...["Olga userAdded cem", "Olga userSuspended cem", "Olga userResumed cem"],
    ...["Olga userNarrowed cem", "Olga userRemoved cem"],
  ]);
  await house.closes();
});

test("an invitation that nobody used in a week is void, and a new one is another password", async () => {
  const house = await operated();
  const { town, control } = house;
  const old = await done(town, control.userActs.invite("Olga", "ada"));
  await town.runs(8 * 24 * 3600_000);
  assert.equal(control.userActs.look(old.key).ok, false);
  const phone = await town.person("ada", "192.0.2.41", 440);
  phone.registers(old.password);
  await town.runs(1000);
  assert.equal(phone.isRegistered, false);
  const fresh = await done(town, control.userActs.invite("Olga", "ada"));
  assert.notEqual(fresh.password, old.password);
  const again = await town.person("ada", "192.0.2.42", 440);
  again.registers(fresh.password);
  await town.runs(1000);
  assert.ok(again.isRegistered);
  await house.closes();
});

test("why a call went no further is told to the operator, and to nobody else", async () => {
  const house = await operated({
    users: [user("ada", { numbers: [numbers.ada] }), user("ben", { tier: "small" })],
    tiers: [
      { id: "standard", calls: "members" },
      { id: "small", calls: "members", channels: 0 },
    ],
  });
  const { town } = house;
  const stranger = await town.person("eve", "192.0.2.99", 1000);
  await stranger.calls("+16135550199");
  await town.runs(1000);
  const unknown = lastIn(house);
  assert.deepEqual(
    [unknown.by, unknown.status, unknown.why?.code],
    [undefined, 480, "unknownCalled"],
  );
  await stranger.calls(numbers.ada);
  await town.runs(1000);
  const away = lastIn(house);
  assert.deepEqual([away.status, away.for, away.why?.code], [480, "user/ada", "nobodyIn"]);
  await house.closes();
});

test("the settings are changed whole or not at all, by whoever saw them last; secrets stay", async () => {
  const house = await operated({
    trunks: [
      { id: "carrier", server: "192.0.2.10", login: { username: "m", secret: "of the carrier" } },
    ],
  });
  const { town, control, file } = house;
  const read = await done(town, control.settings.read());
  assert.doesNotMatch(JSON.stringify(read.document), /of the carrier|md5|sha256/);
  const next = { ...(read.document as object), country: "DE" };
  const etag = await done(town, control.settings.replace(next, read.etag, "Olga").then(first));
  assert.match(await file(), /of the carrier/, "what read as set was kept");
  assert.match(await file(), /"md5"/);
  const late = control.settings.replace(next, read.etag, "Otto");
  await town.runs(100);
  const conflict = await late;
  assert.equal(conflict.ok ? "" : conflict.problem[0]?.code, "settings.conflict");
  const bad = control.settings.replace({ ...next, domains: [] }, etag.etag, "Olga");
  await town.runs(100);
  const refused = await bad;
  assert.equal(refused.ok ? "" : refused.problem[0]?.path, "/domains");
  await done(town, control.trunks.put("Olga", "second", { server: "192.0.2.11" }));
  await done(town, control.tiers.put("Olga", "gold", { calls: "anywhere" }));
  await done(town, control.limits.change("Olga", { strangersPerMinute: 5 }));
  assert.deepEqual(
    control.trunks.all().map(({ id, state, login }) => [id, state, login?.username]),
    [
      ["carrier", "static", "m"],
      ["second", "static", undefined],
    ],
  );
  assert.deepEqual(control.limits.read().strangersPerMinute, 5);
  assert.deepEqual(await actsIn(house), [
    ...["Olga settingsReplaced", "Olga trunkSet second", "Olga tierSet gold"],
    "Olga limitsChanged",
  ]);
  await house.closes();
});

test("a part of the settings is changed by whoever saw it as it is; all others are told so", async () => {
  const house = await operated({
    trunks: [
      { id: "carrier", server: "192.0.2.10", login: { username: "m", secret: "of the carrier" } },
    ],
  });
  const { town, control, file } = house;
  const code = async (act: Promise<Result<unknown>>) => {
    await town.runs(100);
    const result = await act;
    return result.ok ? "done" : result.problem.code;
  };
  const etag = control.trunks.all()[0]?.etag ?? "";
  const trunk = {
    ...{ server: "192.0.2.10", channels: 4, prefixes: ["+49"] },
    login: { username: "m", secret: { set: true } },
  };
  assert.equal(
    await code(control.trunks.put("Olga", "carrier", trunk, "new")),
    "settings.conflict",
  );
  assert.equal(await code(control.trunks.put("Olga", "carrier", trunk, { etag })), "done");
  assert.equal(
    await code(control.trunks.put("Otto", "carrier", { server: "192.0.2.66" }, { etag })),
    "settings.conflict",
  );
  assert.equal(await code(control.trunks.remove("Otto", "carrier", { etag })), "settings.conflict");
  assert.deepEqual(
    control.trunks.all().map(({ server, channels }) => [server, channels.most]),
    [["192.0.2.10", 4]],
  );
  assert.match(await file(), /of the carrier/, "the password that reads as set is kept");

  const seen = control.limits.etag();
  const change = { domains: ["new.example", ...control.limits.read().domains] };
  const realm = control.limits.read().domains[0] ?? "";
  assert.equal(await code(control.limits.change("Olga", change, { etag: seen })), "done");
  assert.equal(
    await code(control.limits.change("Otto", { country: "DE" }, { etag: seen })),
    "settings.conflict",
  );
  const written = JSON.parse(await file()) as Record<string, unknown>;
  assert.deepEqual(
    [written["realm"], control.limits.read().domains[0]],
    [realm, "new.example"],
    "passwords stay good when domains change",
  );
  await done(town, control.limits.change("Olga", { expiry: { most: 900 }, membersCall: "peer" }));
  assert.deepEqual(
    [control.limits.read().expiry, control.limits.read().membersCall],
    [{ least: 60, most: 900 }, "peer"],
  );
  await done(town, control.userActs.change("Olga", "ada", { relay: "always" }));
  assert.equal(control.users.find("ada")?.relay, "always");
  await done(town, control.userActs.change("Olga", "ada", { relay: null }));
  assert.equal(control.users.find("ada")?.relay, undefined);
  await house.closes();
});

test("a user's server comes to run here, and moves out again with an invitation", async () => {
  const furnished: string[] = [];
  const inForce: string[] = [];
  const house = await operated(
    {},
    {
      place: (_settings, name, port = 5100) => ({ folder: name, port }),
      furnish(at, text) {
        furnished.push(`${at.folder} ${text.startsWith("ringwise-invitation:")}`);
        return Promise.resolve(at.folder === "ben" ? fail("store.full", "no room") : ok(undefined));
      },
      setupKey: () => Promise.resolve(ok("k")),
      folder: ({ folder }) => `/data/hosted/${folder}`,
      use: ({ users }) => inForce.push(users.flatMap(({ hosted }) => hosted?.port ?? []).join()),
    },
  );
  const { town, control, file } = house;
  const made = await done(town, control.hosting.begin("Olga", "ada"));
  assert.deepEqual(made, { name: "ada", key: "k", port: 5100 });
  assert.deepEqual(furnished, ["ada true"]);
  assert.deepEqual(inForce, ["5100"], "the process is told at once");
  assert.deepEqual(control.users.find("ada")?.hosted, { port: 5100 });
  const before = await file();
  await done(town, control.hosting.begin("Olga", "ada"));
  assert.equal(await file(), before, "a new key is no new password");
  const full = control.hosting.begin("Olga", "ben");
  const taken = control.hosting.begin("Olga", "ben", 5100);
  await town.runs(100);
  const refused = [await full, await taken].map((one) => (one.ok ? "" : one.problem.code));
  assert.deepEqual(refused, ["store.full", "exchange.portTaken"]);
  assert.equal(control.users.find("ben")?.hosted, undefined, "nothing was written");
  const out = await done(town, control.hosting.end("Olga", "ada"));
  assert.equal(out.folder, "/data/hosted/ada");
  assert.match(out.text, /^ringwise-invitation:/);
  assert.equal(control.users.find("ada")?.hosted, undefined);
  assert.deepEqual(await actsIn(house), [
    "Olga userHosted ada",
    "Olga hostedKeyMade ada",
    "Olga userUnhosted ada",
  ]);
  await house.closes();
});

test("no answer of the API holds a secret, of users, trunks or invitations", async () => {
  const house = await operated({
    trunks: [
      { id: "carrier", server: "192.0.2.10", login: { username: "m", secret: "of the carrier" } },
    ],
  });
  const { town, control, file } = house;
  const invitation = await done(town, control.userActs.invite("Olga", "ada"));
  const phone = await town.person("ada", "192.0.2.41", 440);
  phone.registers(invitation.password);
  await town.runs(1000);
  await phone.calls(numbers.ben);
  await town.runs(2000);
  const stored = JSON.parse(await file()).users as readonly { readonly login: object }[];
  const hashes = stored.flatMap(({ login }) => Object.values(login).map(String));
  const secrets = ["of the carrier", invitation.key, invitation.password, ...hashes];
  const app = await operatorApp({
    ...{ control, vault: memoryVault(), token: "a-token", version: "1", now: () => 0 },
  });
  const routes = await routesOf((to) =>
    addOperatorRoutes(to, { control, gate: {}, vault: {} } as Desk),
  );
  const call = lastIn(house).id;
  let looked = 0;
  for (const { url } of routes.filter(
    ({ method, url }) => method === "GET" && !/events/.test(url),
  )) {
    const at = url.replace(":name", "ada").replace(":id", call);
    const asked = app.inject({ url: at, headers: { authorization: "Bearer a-token" } });
    await town.runs(100);
    const { body, statusCode } = await asked;
    for (const secret of secrets) assert.ok(!body.includes(secret), `${at} tells ${secret}`);
    if (statusCode === 200) looked++;
  }
  assert.ok(looked >= 12, `${looked} routes have answered`);
  assert.match(
    JSON.stringify(await control.calls.ladder(call)),
    /Proxy-Authorization: \(removed\)/i,
    "the messages are there, without what proves",
  );
  await app.close();
  await house.closes();
});

const first = <T, P>(result: Result<T, readonly P[]>): Result<T> =>
  result.ok ? result : { ok: false, problem: result.problem[0] as never };

test("a trunk is asked whether it is there", async () => {
  const house = await operated({
    trunks: [
      { id: "carrier", server: "192.0.2.10" },
      { id: "gone", server: "192.0.2.77" },
    ],
  });
  const { town, control } = house;
  await town.person("carrier", "192.0.2.10", 1000);
  const there = control.trunks.probe("Olga", "carrier");
  const gone = control.trunks.probe("Olga", "gone");
  await town.runs(8000);
  const [a, b] = [await there, await gone];
  assert.deepEqual([a.ok && a.value.answered, a.ok && a.value.status], [true, 200]);
  assert.deepEqual(b.ok && b.value, { answered: false });
  await house.closes();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { settingsControl } from "#server/control/settingsControl.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";

const friday = wallTime(Date.parse("2026-11-27T18:05:00-05:00"));
const carrier = { id: "c", kind: "carrier", server: "sip.example.net", username: "ada" } as const;

async function desk(lockedBy?: string) {
  const store = settingsStore(memoryStore().settings, () => 1000);
  assert.ok(store.ok);
  await store.value.change(() => ({ accounts: [{ ...carrier, secret: "geheim" }] }), "file");
  return { store: store.value, control: settingsControl(store.value, lockedBy, () => friday) };
}
type Document = Record<string, unknown> & { accounts: Record<string, unknown>[] };
const read = ({ control }: Awaited<ReturnType<typeof desk>>) => {
  const { document, etag } = control.read();
  return { document: structuredClone(document) as Document, etag };
};
const code = (outcome: object): unknown => {
  const { ok, conflict, problems } = outcome as {
    ok: boolean;
    conflict?: boolean;
    problems?: { code: string }[];
  };
  return ok ? "ok" : conflict ? "conflict" : problems?.[0]?.code;
};

test("a secret is never read, and kept when its mark comes back", async () => {
  const at = await desk();
  const { document, etag } = read(at);
  assert.deepEqual(document.accounts[0]?.["secret"], { set: true });
  assert.doesNotMatch(JSON.stringify(document), /geheim/);
  const changed = { ...document, owner: { ...(document["owner"] as object), name: "Ada" } };
  assert.equal(code(await at.control.replace(changed, etag, "ada")), "ok");
  assert.equal(at.store.current().accounts[0]?.secret, "geheim");
  assert.equal(at.store.current().owner.name, "Ada");
});

test("of two who read the same, the second is told of the conflict, even when both write at once", async () => {
  const at = await desk();
  const { document, etag } = read(at);
  const named = (name: string) => ({ ...document, owner: { name } });
  const outcomes = await Promise.all([
    at.control.replace(named("Ada"), etag, "a"),
    at.control.replace(named("Bob"), etag, "b"),
  ]);
  assert.deepEqual(outcomes.map(code), ["ok", "conflict"]);
  assert.equal(at.store.current().owner.name, "Ada");
  assert.equal(code(await at.control.replace(named("Eve"), etag, "e")), "conflict");
});

test("wrong settings are refused whole, each problem with its path, and the old ones stay", async () => {
  const at = await desk();
  const { document, etag } = read(at);
  const outcome = await at.control.replace(
    { ...document, owner: { name: 5 }, colour: "red" },
    etag,
    "ada",
  );
  assert.ok(!outcome.ok && !outcome.conflict);
  assert.deepEqual(outcome.problems.map(({ path }) => path).sort(), ["/colour", "/owner/name"]);
  assert.equal(read(at).etag, etag);
});

test("locked settings change by their file alone, but for mode and services", async () => {
  const at = await desk("/etc/ringwise.yaml");
  assert.equal(at.control.lockedBy, "/etc/ringwise.yaml");
  const { document, etag } = read(at);
  const renamed = { ...document, owner: { name: "Eve" } };
  assert.equal(code(await at.control.replace(renamed, etag, "eve")), "settings.locked");
  const quiet = { ...document, services: { callWaiting: false } };
  assert.equal(code(await at.control.replace(quiet, etag, "ada")), "ok");
  assert.equal(at.store.current().services.callWaiting, false);
  assert.equal(code(await at.control.setMode("quiet", 2_000_000, "ada")), "ok");
  assert.deepEqual(at.store.current().mode, { now: "quiet", until: "1970-01-01T00:33:20.000Z" });
});

test("a moment that is none is a problem, not a crash", async () => {
  const at = await desk();
  assert.match(String(code(await at.control.setMode("quiet", 1e300, "ada"))), /^settings\./);
});

test("an earlier version is made the present one again, and that is a version too", async () => {
  const at = await desk();
  const { document, etag } = read(at);
  await at.control.replace({ ...document, owner: { name: "Eve" } }, etag, "eve");
  assert.equal(code(await at.control.restore(1, "ada")), "ok");
  assert.equal(at.store.current().owner.name, "");
  assert.deepEqual(
    at.control.history(10).map(({ version, who }) => [version, who]),
    [
      [3, "ada"],
      [2, "eve"],
      [1, "file"],
    ],
  );
  assert.equal(code(await at.control.restore(99, "ada")), "settings.unknownVersion");
});

test("a draft is checked and not kept: what is wrong is refused, what is hardly meant is told", async () => {
  const { control, store } = await desk();
  assert.deepEqual(control.check(), { ok: true, warnings: [] });
  const rules = [
    { id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] },
    { id: "else", when: { is: "always" }, then: [] },
  ];
  const { document } = control.read();
  const checked = control.check({ ...(document as object), rules });
  assert.ok(checked.ok);
  assert.deepEqual(
    checked.warnings.map(({ path, code }) => [path, code]),
    [
      ["/rules", "check.nothingEverRings"],
      ["/rules/1", "check.shadowed"],
    ],
  );
  const wrong = control.check({ rules: [] });
  assert.equal(!wrong.ok && wrong.problems[0]?.code, "settings.lastRuleMustFit");
  assert.equal(store.current().rules.length, 3);
});

test("a version tells which sections it changed, before and after, and no secret", async () => {
  const at = await desk();
  const { document, etag } = read(at);
  const accounts = [{ ...document.accounts[0], name: "Carrier" }];
  await at.control.replace({ ...document, accounts }, etag, "ada");
  const change = at.control.changeOf(2);
  assert.equal(change?.who, "ada");
  assert.deepEqual(Object.keys(change?.before ?? {}), ["accounts"]);
  const named = (side: unknown) => (side as Document["accounts"])[0]?.["name"];
  assert.equal(named(change?.before["accounts"]), "c");
  assert.equal(named(change?.after["accounts"]), "Carrier");
  assert.doesNotMatch(JSON.stringify(change), /geheim/);
  const first = at.control.changeOf(1);
  assert.deepEqual(first?.before, {});
  assert.ok("rules" in (first?.after ?? {}));
  assert.doesNotMatch(JSON.stringify(first), /geheim/);
  assert.equal(at.control.changeOf(9), undefined);
});

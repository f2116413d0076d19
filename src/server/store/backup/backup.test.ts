import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { concat, utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { BackupDesk } from "./backupDesk.ts";
import { aboutName, packed } from "./pack.ts";
import { padding, tarHeader } from "./tar.ts";
import { unpack } from "./unpack.ts";

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), "ringwise-backup-"));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function* inPieces(data: Uint8Array, length = 1000) {
  for (let at = 0; at < data.length; at += length) yield data.subarray(at, at + length);
}

const sound = randomBytes(200_000);

async function backupOf(t: TestContext, passphrase?: string): Promise<Uint8Array> {
  const data = folder(t);
  mkdirSync(join(data, "messages"));
  mkdirSync(join(data, "backups"));
  writeFileSync(join(data, "ringwise.db"), "in use");
  writeFileSync(join(data, "setup-link.txt"), "secret link");
  writeFileSync(join(data, "backups", "old.backup"), "old");
  writeFileSync(join(data, "messages", "m1.wav"), sound);
  writeFileSync(join(data, "empty.txt"), "");
  for (const name of [".DS_Store", "~lock", "\u00fc.txt", "a".repeat(120)])
    writeFileSync(join(data, name), "somebody else's");
  const store = {
    async backup(file: string) {
      writeFileSync(file, "database");
      return ok(undefined);
    },
  };
  const about = { format: 1, made: 1_700_000_000_000, product: "Ringwise/0" } as const;
  const parts: Uint8Array[] = [];
  for await (const piece of packed({ data, store, about, passphrase })) parts.push(piece);
  assert.deepEqual(
    readdirSync(data).filter((name) => name.startsWith("restore")),
    [],
  );
  return concat(parts);
}

async function unpacked(
  t: TestContext,
  data: Uint8Array,
  more: { readonly passphrase?: string; readonly most?: number } = {},
) {
  const to = join(folder(t), "to");
  const { most = 1e9, passphrase } = more;
  const done = await unpack(inPieces(data), { to, most, passphrase });
  return { to, done, code: done.ok ? "ok" : done.problem.code };
}

test("what is kept comes back to the byte; what is made anew is left out, and what others put there", async (t) => {
  for (const passphrase of [undefined, "correct horse"]) {
    const data = await backupOf(t, passphrase);
    const { to, done } = await unpacked(t, data, passphrase === undefined ? {} : { passphrase });
    assert.deepEqual(done, ok({ format: 1, made: 1_700_000_000_000, product: "Ringwise/0" }));
    assert.deepEqual(readFileSync(join(to, "messages", "m1.wav")), sound);
    assert.equal(readFileSync(join(to, "ringwise.db"), "utf8"), "database");
    assert.deepEqual(readdirSync(to).sort(), ["empty.txt", "messages", "ringwise.db"]);
  }
});

test("one that is not sealed is a tar as any other; one that is says nothing", async (t) => {
  assert.ok(Buffer.from(gunzipSync(await backupOf(t))).includes("ustar"));
  assert.ok(!Buffer.from(await backupOf(t, "p")).includes("database"));
});

test("without its passphrase, or with another, it stays shut", async (t) => {
  const data = await backupOf(t, "correct horse");
  assert.equal((await unpacked(t, data)).code, "store.sealed");
  assert.equal((await unpacked(t, data, { passphrase: "battery" })).code, "store.wrongPassphrase");
});

test("a sealed one that is cut, longer, or changed anywhere is told from a whole one", async (t) => {
  const data = await backupOf(t, "p");
  const flipped = (at: number): Uint8Array => data.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const chunk = 65_536 + 16;
  const swapped = concat([
    data.subarray(0, 50),
    data.subarray(50 + chunk, 50 + 2 * chunk),
    data.subarray(50, 50 + chunk),
    data.subarray(50 + 2 * chunk),
  ]);
  const broken = [
    data.subarray(0, data.length - 1),
    data.subarray(0, 50 + chunk),
    data.subarray(0, 50),
    concat([data, Uint8Array.of(0)]),
    concat([data, data.subarray(50)]),
    swapped,
    flipped(60),
    flipped(data.length - 1),
    flipped(45), // of the nonce
  ];
  for (const [i, one] of broken.entries())
    assert.equal((await unpacked(t, one, { passphrase: "p" })).code, "store.backupBroken", `${i}`);
  assert.equal((await unpacked(t, flipped(20), { passphrase: "p" })).code, "store.wrongPassphrase");
  assert.equal((await unpacked(t, flipped(8), { passphrase: "p" })).code, "store.noBackup");
});

test("a head that asks for the whole memory is refused", async (t) => {
  const data = (await backupOf(t, "p")).map((byte, i) => (i === 9 ? 40 : byte));
  assert.equal((await unpacked(t, data, { passphrase: "p" })).code, "store.noBackup");
});

type File = readonly [name: string, data: Uint8Array, twist?: (head: Uint8Array) => void];

function tarOf(files: readonly File[]): Uint8Array {
  const about: File = [aboutName, utf8('{"format":1,"made":1,"product":"x"}')];
  const parts = [about, ...files].flatMap(([name, data, twist]) => {
    const head = tarHeader({ name, size: data.length }, 0) ?? new Uint8Array(512);
    twist?.(head);
    summed(head);
    return [head, data, new Uint8Array(padding(data.length))];
  });
  return gzipSync(concat([...parts, new Uint8Array(1024)]));
}

function summed(head: Uint8Array): void {
  head.fill(32, 148, 156);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
}

const hostile: readonly (readonly [what: string, files: readonly File[]])[] = [
  ["climbs out", [["../evil", utf8("x")]]],
  ["climbs out further down", [["messages/../../evil", utf8("x")]]],
  ["begins at the root", [["/etc/evil", utf8("x")]]],
  ["has a backslash", [["..\\evil", utf8("x")]]],
  ["begins with a dot", [[".ssh/authorized_keys", utf8("x")]]],
  ["is a link", [["link", new Uint8Array(), (head) => head.set(utf8("2"), 156)]]],
  ["is a device", [["dev", new Uint8Array(), (head) => head.set(utf8("3"), 156)]]],
  ["has a size that is none", [["a", utf8("x"), (head) => head.set(utf8("-0000000001"), 124)]]],
  ["has a size beyond all", [["a", utf8("x"), (head) => head.fill(0xff, 124, 136)]]],
  [
    "is there twice",
    [
      ["a", utf8("x")],
      ["a", utf8("y")],
    ],
  ],
];
for (const [what, files] of hostile)
  test(`a file in a backup that ${what} is refused`, async (t) => {
    const { to, code } = await unpacked(t, tarOf(files));
    assert.notEqual(code, "ok");
    assert.equal(existsSync(join(to, "..", "evil")), false);
  });

test("a bomb ends where the disk would", async (t) => {
  const bomb = tarOf([["zeros.bin", new Uint8Array(50 << 20)]]);
  assert.ok(bomb.length < 100_000);
  const { code, to } = await unpacked(t, bomb, { most: 1 << 20 });
  assert.equal(code, "store.backupTooLarge");
  assert.equal(existsSync(join(to, "zeros.bin")), false);
});

test("what is no backup at all is told so, or that it is broken", async (t) => {
  const none = [
    new Uint8Array(),
    utf8("hello"),
    randomBytes(5000),
    gzipSync(utf8("hello")),
    gzipSync(new Uint8Array(2048)),
    (await backupOf(t)).subarray(0, 100_000),
  ];
  for (const data of none)
    assert.match((await unpacked(t, data)).code, /^store\.(noBackup|backupBroken)$/);
});

test("trouble with the disk is told, and nobody has to catch it", async (t) => {
  const data = folder(t);
  writeFileSync(join(data, "backups"), "this is no folder");
  const store = { backup: () => Promise.resolve(ok(undefined)) };
  const restart = (): void => assert.fail("nothing was restored");
  const desk = new BackupDesk({ data, store, product: "Ringwise/0", now: () => 0, restart });
  const made = await desk.make();
  assert.equal(made.ok ? "" : made.problem.code, "store.cannotKeep");
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import { House } from "../phones/house.ts";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
const settings = { version: 1, owner: { name: "Ada" }, numbers: [] };

function ringwise(cwd: string, ...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
  });
  return { status, stderr };
}

test("a data folder is kept while its server runs, and comes back whole in a new place", async (t) => {
  const house = await House.open(settings);
  t.after(() => house.close());
  const { folder } = house;
  writeFileSync(join(folder, "data", "hello.wav"), "a message");
  const kept = ringwise(folder, "backup", "kept", "--data", "data");
  assert.equal(kept.status, 0, kept.stderr);
  assert.equal(existsSync(join(folder, "kept", "setup-link.txt")), false);
  const again = ringwise(folder, "restore", "kept", "--data", "again");
  assert.equal(again.status, 0, again.stderr);
  for (const file of ["hello.wav", "keys/certificate.json"])
    assert.deepEqual(
      readFileSync(join(folder, "again", file)),
      readFileSync(join(folder, "data", file)),
    );
  const store = sqliteStore(join(folder, "again", "ringwise.db"));
  assert.ok(store.ok);
  const [first] = store.value.settings.all();
  assert.match(JSON.stringify(first?.document), /"name":"Ada"/);
  await store.value.close();

  const refused: readonly (readonly [args: string[], why: RegExp])[] = [
    [["backup", "kept", "--data", "data"], /is there already/],
    [["backup", "data/kept", "--data", "data"], /in the data folder itself/],
    [["restore", "kept", "--data", "data"], /has a database already/],
    [["restore", "nothing", "--data", "new"], /is no backup/],
    [["backup"], /usage/],
  ];
  for (const [args, why] of refused) {
    const { status, stderr } = ringwise(folder, ...args);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, why);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { openDirectoryKey } from "#exchange/members/directoryKey.ts";
import { fail } from "#kit/result.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

test("the key is that of the first start, and one that cannot be read for now is not written over", async () => {
  const files = memoryFiles();
  const given = { files, random: seededRandom(1), crypto: nodeCrypto };
  const [first, kept] = await openDirectoryKey(given);
  assert.ok(kept.ok);
  const locked = { ...files, read: async () => fail("files.denied", "locked") };
  const [other, told] = await openDirectoryKey({ ...given, files: locked });
  assert.equal(told.ok ? undefined : told.problem.code, "files.denied");
  assert.notDeepEqual(other.publicKey, first.publicKey);
  const [again] = await openDirectoryKey(given);
  assert.deepEqual(again.publicKey, first.publicKey);
});

import assert from "node:assert/strict";
import type { FileHandle } from "node:fs/promises";
import { test } from "node:test";
import { setImmediate as settles } from "node:timers/promises";
import { openFile } from "#world/node/openFile.ts";

/** A file whose syncs end when they are told to. */
function slowDisk() {
  const done: string[] = [];
  const syncs: (() => void)[] = [];
  const handle = {
    write(_data: Uint8Array, _from: number, length: number, at: number) {
      done.push(`write ${at}`);
      return Promise.resolve({ bytesWritten: length });
    },
    datasync() {
      const { promise, resolve } = Promise.withResolvers<void>();
      done.push("sync");
      syncs.push(resolve);
      return promise;
    },
    close() {
      done.push("close");
      return Promise.resolve();
    },
  };
  return { file: openFile(handle as unknown as FileHandle, "message.wav"), done, syncs };
}

const some = new Uint8Array(10);

test("what is written does not wait for a disk that takes its time to sync", async () => {
  const { file, done, syncs } = slowDisk();
  file.writeAt(0, some);
  const first = file.sync();
  await settles();
  file.writeAt(10, some);
  const second = file.sync();
  file.writeAt(20, some);
  const third = file.sync();
  await settles();
  assert.deepEqual(done, ["write 0", "sync", "write 10", "write 20"]);
  syncs[0]?.();
  assert.ok((await first).ok);
  await settles();
  assert.deepEqual(done.slice(4), ["sync"], "one for both");
  syncs[1]?.();
  assert.deepEqual([(await second).ok, (await third).ok], [true, true]);
});

test("it closes when all of it is on the disk", async () => {
  const { file, done, syncs } = slowDisk();
  file.writeAt(0, some);
  void file.sync();
  await settles();
  file.writeAt(10, some);
  const closed = file.close();
  syncs[0]?.();
  await settles();
  assert.deepEqual(done, ["write 0", "sync", "write 10", "sync"]);
  syncs[1]?.();
  assert.ok((await closed).ok);
  assert.equal(done.at(-1), "close");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { openJournal } from "#exchange/journal.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail } from "#kit/result.ts";
import { type MemoryFiles, memoryFiles } from "#world/sim/memoryFiles.ts";
import { type MemoryLog, memoryLog } from "#world/sim/memoryLog.ts";

const log = memoryLog();

const lines = async (files: MemoryFiles): Promise<readonly string[]> => {
  const read = await files.read("j");
  return read.ok ? fromUtf8(read.value).trimEnd().split("\n") : [];
};

const troubles = (log: MemoryLog): readonly string[] =>
  log.find(/is not kept in j /).map(({ level, about }) => `${level} ${codeOf(about)}`);
const codeOf = (about: object): unknown => ("code" in about ? about.code : undefined);

test("the last word about each key is there at the next start, and a torn line is not", async () => {
  const files = memoryFiles();
  const torn = '["a",1]\n["b\\"",2]\nnothing\n["c",{"x":3}]\n["a",4]\n["d",5';
  await files.write("j", utf8(torn));
  const journal = await openJournal<unknown>({ files, log }, "j");
  assert.deepEqual(Object.fromEntries(journal.kept), { a: 4, 'b"': 2, c: { x: 3 } });
  journal.note("c", 6);
  await journal.close();
  assert.deepEqual(await lines(files), ['["a",4]', '["b\\"",2]', '["c",{"x":3}]', '["c",6]']);
});

test("it does not grow with time: it is written anew, and what is noted meanwhile is not lost", async () => {
  const files = memoryFiles();
  const journal = await openJournal<number>({ files, log }, "j", 100);
  for (let n = 0; n < 1000; n++) {
    journal.note(`user ${n % 3}`, n);
    if (n % 50 === 0) await new Promise(setImmediate);
  }
  await journal.close();
  assert.ok((await lines(files)).length < 150);
  const again = await openJournal<number>({ files, log }, "j");
  assert.deepEqual(Object.fromEntries(again.kept), { "user 0": 999, "user 1": 997, "user 2": 998 });
});

test("while the disk is full that is told, and nothing of before is lost; then it goes on", async () => {
  const [files, log] = [memoryFiles(), memoryLog()];
  await files.write("j", utf8('["a",1]\n["a",2]\n["b",3'));
  files.full = true;
  const journal = await openJournal<number>({ files, log }, "j", 40);
  assert.deepEqual(Object.fromEntries(journal.kept), { a: 2 });
  for (let n = 4; n < 8; n++) journal.note("a", n);
  assert.deepEqual(await lines(files), ['["a",1]', '["a",2]', '["b",3']);
  assert.deepEqual(troubles(log), ["warn files.full"]);
  files.full = false;
  journal.note("c", 8);
  journal.note("c", 9); // it has grown so far that it is written anew
  journal.note("d", 10);
  await journal.close();
  assert.deepEqual(troubles(log), ["warn files.full", "warn files.full"]);
  assert.deepEqual(await lines(files), ['["a",2]', '["d",10]']);
});

test("what cannot be read is not written over", async () => {
  const [files, log] = [memoryFiles(), memoryLog()];
  await files.write("j", utf8('["a",1]\n'));
  const locked = { ...files, read: async () => fail("files.denied", "j") };
  const journal = await openJournal<number>({ files: locked, log }, "j");
  journal.note("a", 2);
  await journal.close();
  assert.deepEqual(await lines(files), ['["a",1]']);
  assert.deepEqual(troubles(log), ["warn files.denied"]);
});

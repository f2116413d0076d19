import assert from "node:assert/strict";
import { test } from "node:test";
import { openJournal } from "#exchange/journal.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";

const lines = async (files: ReturnType<typeof memoryFiles>): Promise<readonly string[]> => {
  const read = await files.read("j");
  return read.ok ? fromUtf8(read.value).trimEnd().split("\n") : [];
};

test("the last word about each key is there at the next start, and a torn line is not", async () => {
  const files = memoryFiles();
  const torn = '["a",1]\n["b\\"",2]\nnothing\n["c",{"x":3}]\n["a",4]\n["d",5';
  await files.write("j", utf8(torn));
  const journal = await openJournal<unknown>(files, "j");
  assert.deepEqual(Object.fromEntries(journal.kept), { a: 4, 'b"': 2, c: { x: 3 } });
  journal.note("c", 6);
  assert.ok((await journal.close()).ok);
  assert.deepEqual(await lines(files), ['["a",4]', '["b\\"",2]', '["c",{"x":3}]', '["c",6]']);
});

test("it does not grow with time: it is written anew, and what is noted meanwhile is not lost", async () => {
  const files = memoryFiles();
  const journal = await openJournal<number>(files, "j", 100);
  for (let n = 0; n < 1000; n++) {
    journal.note(`user ${n % 3}`, n);
    if (n % 50 === 0) await new Promise(setImmediate);
  }
  await journal.close();
  assert.ok((await lines(files)).length < 150);
  const again = await openJournal<number>(files, "j");
  assert.deepEqual(Object.fromEntries(again.kept), { "user 0": 999, "user 1": 997, "user 2": 998 });
});

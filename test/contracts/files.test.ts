import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { worlds } from "./worlds.ts";

const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.problem.code);
const text = (result: Result<Uint8Array>): string | undefined =>
  result.ok ? new TextDecoder().decode(result.value) : undefined;

for (const { name, make } of worlds) {
  test(`${name}: what was written is read, and written over whole`, async (t) => {
    const { world, close } = make();
    t.after(close);
    const { files } = world;
    assert.equal(code(await files.write("a/b/greeting.wav", utf8("a long text"))), "ok");
    assert.equal(code(await files.write("a/b/greeting.wav", utf8("short"))), "ok");
    assert.equal(text(await files.read("a/b/greeting.wav")), "short");
    const read = await files.read("a/b/greeting.wav");
    assert.equal(read.ok && read.value.constructor, Uint8Array);
  });

  test(`${name}: files are listed by their whole names, sorted, and only what is below`, async (t) => {
    const { world, close } = make();
    t.after(close);
    const { files } = world;
    for (const file of ["m/2.wav", "m/1.wav", "m/deep/3.wav", "mm/4.wav"])
      await files.write(file, utf8("x"));
    assert.deepEqual(await files.list("m"), ["m/1.wav", "m/2.wav", "m/deep/3.wav"]);
    assert.equal((await files.list("")).length, 4);
    assert.deepEqual(await files.list("nothing"), []);
  });

  test(`${name}: a file that is not there is missing, to readers and removers`, async (t) => {
    const { world, close } = make();
    t.after(close);
    const { files } = world;
    assert.equal(code(await files.read("no")), "files.missing");
    assert.equal(code(await files.remove("no")), "files.missing");
    await files.write("yes", utf8("x"));
    assert.equal(code(await files.remove("yes")), "ok");
    assert.equal(code(await files.read("yes")), "files.missing");
  });

  for (const bad of ["../up", "a/../../up", "/etc/passwd", "a//b", "", ".", "a\0b", "a\\b"])
    test(`${name}: ${JSON.stringify(bad)} leads nowhere`, async (t) => {
      const { world, close } = make();
      t.after(close);
      const { files } = world;
      const all = [
        files.read(bad),
        files.write(bad, utf8("x")),
        files.remove(bad),
        files.open(bad),
      ];
      for (const result of await Promise.all(all)) assert.equal(code(result), "files.badName");
    });

  test(`${name}: an open file is written in place, in order, and its buffer may be reused`, async (t) => {
    const { world, close } = make();
    t.after(close);
    const opened = await world.files.open("m/new.wav");
    assert.ok(opened.ok);
    const buffer = utf8("head");
    opened.value.writeAt(0, buffer);
    buffer.fill(0);
    opened.value.writeAt(4, utf8("tail"));
    opened.value.writeAt(0, utf8("HE"));
    assert.equal(code(await opened.value.sync()), "ok");
    assert.equal(text(await world.files.read("m/new.wav")), "HEadtail");
    assert.equal(code(await opened.value.close()), "ok");
    const again = await world.files.open("m/new.wav");
    assert.ok(again.ok);
    again.value.writeAt(8, utf8("!"));
    await again.value.close();
    assert.equal(text(await world.files.read("m/new.wav")), "HEadtail!");
  });
}

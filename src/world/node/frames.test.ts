import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { framed, unframed } from "#world/node/frames.ts";

const texts = ["", "one", "two, and longer", "x".repeat(3000)];
const stream = Buffer.concat(texts.map((text) => framed(utf8(text))));

for (const cut of [1, 3, 4, 7, 1000, stream.length])
  test(`what was framed comes out whole when the stream is cut every ${cut} bytes`, () => {
    const heard: string[] = [];
    const read = unframed((frame) => void heard.push(fromUtf8(frame)));
    for (let at = 0; at < stream.length; at += cut) read(stream.subarray(at, at + cut));
    assert.deepEqual(heard, texts);
  });

test("a frame that is longer than it may be is not waited for, and nothing behind it is read", () => {
  const heard: string[] = [];
  let told = 0;
  const limit = { most: 3, tooLong: () => void told++ };
  const read = unframed((frame) => void heard.push(fromUtf8(frame)), limit);
  read(Buffer.concat([framed(utf8("one")), framed(utf8("four")).subarray(0, 4)]));
  read(framed(utf8("two")));
  assert.deepEqual([heard, told], [["one"], 1]);
});

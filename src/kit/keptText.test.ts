import assert from "node:assert/strict";
import { test } from "node:test";
import { keptIn, textOf } from "#kit/keptText.ts";

test("bytes come back as they went, wherever they were, Node's own too", () => {
  const said = { a: [Uint8Array.of(0, 255, 10)], b: Buffer.from("v=0\r\n"), c: "text", d: null };
  const back = keptIn(textOf(said));
  assert.deepEqual(back, { ...said, b: Uint8Array.from(said.b) });
});

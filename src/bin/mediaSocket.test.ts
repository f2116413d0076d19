import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { newMediaSocket } from "./mediaSocket.ts";

const folder = mkdtempSync(join(tmpdir(), "ringwise-data-"));
const made = [folder];
after(() => {
  for (const one of made) rmSync(one, { recursive: true });
});

test("the media process is found in the data folder", async () => {
  assert.equal(await newMediaSocket(folder), join(folder, "media-socket"));
  assert.equal(existsSync(join(folder, "media-socket")), false, "nobody listens there yet");
});

for (const [why, data] of [
  ["too deep for a socket", join(folder, "x".repeat(120))],
  ["no place for one", join(folder, "not-there")],
] as const)
  test(`a data folder that is ${why}: it is found elsewhere`, async () => {
    const elsewhere = await newMediaSocket(data);
    made.push(dirname(elsewhere));
    assert.equal(elsewhere.startsWith(folder), false);
    assert.ok(existsSync(dirname(elsewhere)));
  });

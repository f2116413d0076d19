import assert from "node:assert/strict";
import { test } from "node:test";
import { nodeRandom } from "#world/node/nodeRandom.ts";
import { randomBelow, token } from "#world/random.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

const lucks = [
  ["the kernel's luck", nodeRandom],
  ["seeded luck", seededRandom(7)],
] as const;

for (const [name, random] of lucks) {
  test(`${name} gives as many bytes as asked for, each time others`, () => {
    for (const count of [0, 1, 16, 1000]) assert.equal(random(count).length, count);
    assert.notDeepEqual(random(16), random(16));
    assert.equal(random(4).constructor, Uint8Array);
  });

  test(`${name} knows every byte, none much more often than others`, () => {
    const counts = new Map<number, number>();
    for (const byte of random(256 * 200)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
    assert.equal(counts.size, 256);
    for (const count of counts.values()) assert.ok(count > 100 && count < 320, String(count));
  });

  test(`${name} makes tokens of the asked length and numbers below a bound`, () => {
    assert.match(token(random, 128), /^[0-9a-f]{32}$/);
    for (let i = 0; i < 100; i++) assert.ok(randomBelow(random, 6) < 6);
  });
}

test("the same seed brings the same luck, another seed another", () => {
  assert.deepEqual(seededRandom("ada")(32), seededRandom("ada")(32));
  assert.notDeepEqual(seededRandom("ada")(32), seededRandom("adb")(32));
  assert.notDeepEqual(seededRandom(1)(32), seededRandom(2)(32));
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { formatWav } from "#media/audio/wav.ts";
import { type SimHost, simWorld } from "#world/sim/simWorld.ts";
import { Greetings } from "./greetings.ts";

let world: SimHost;
let greetings: Greetings;
const sound = (seconds: number): Uint8Array =>
  formatWav({ rate: 16_000, samples: new Int16Array(16_000 * seconds) });

beforeEach(() => {
  world = simWorld().host("192.0.2.1");
  greetings = new Greetings(world);
});

test("a greeting is played by its name, and is there at the next start", async () => {
  assert.ok((await greetings.put("asleep", sound(2))).ok);
  const next = new Greetings(world);
  await next.open();
  for (const one of [greetings, next]) {
    assert.deepEqual(one.all(), [{ name: "asleep", lengthMs: 2000 }]);
    assert.equal(one.fileOf("asleep"), "greetings/asleep.wav");
    assert.equal(one.fileOf("away"), undefined);
  }
  assert.ok((await next.audio("asleep")).ok);
  assert.ok((await next.remove("asleep")).ok);
  assert.deepEqual([next.all(), await world.files.list("greetings")], [[], []]);
});

const refused: readonly (readonly [string, string, Uint8Array, string])[] = [
  ["no sound", "asleep", new Uint8Array(100), "media.badWav"],
  ["too short", "asleep", sound(0.1), "greetings.length"],
  ["too long", "asleep", sound(121), "greetings.length"],
  ["a way out of the folder", "../asleep", sound(2), "greetings.name"],
];
for (const [what, name, file, code] of refused)
  test(`${what} is refused, and nothing has changed`, async () => {
    const put = await greetings.put(name, file);
    assert.equal(!put.ok && put.problem.code, code);
    assert.deepEqual([greetings.all(), await world.files.list("greetings")], [[], []]);
  });

test("there are no more than fifty", async () => {
  for (let i = 0; i < 50; i++) await greetings.put(`g${i}`, sound(1));
  const put = await greetings.put("more", sound(1));
  assert.equal(!put.ok && put.problem.code, "greetings.tooMany");
  assert.ok((await greetings.put("g7", sound(2))).ok, "another one in its place");
});

test("a draft of a call that went down with the server is gone at the next start", async () => {
  await world.files.write(greetings.draftOf("c1.b1"), sound(2));
  await greetings.open();
  assert.deepEqual(await world.files.list("greeting-drafts"), []);
});

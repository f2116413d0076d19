import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { hours, seconds } from "#kit/time.ts";
import { formatWav } from "#media/audio/wav.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { type SimHost, simWorld } from "#world/sim/simWorld.ts";
import { messageLinks } from "./messageLinks.ts";
import { Messages } from "./messages.ts";
import { WasteBasket } from "./wasteBasket.ts";
import { waveformOf } from "./waveform.ts";

let sim: ReturnType<typeof simWorld>;
let world: SimHost;
let messages: Messages;
let basket: WasteBasket;

beforeEach(() => {
  sim = simWorld();
  world = sim.host("192.0.2.1");
  const limits = () => ({ count: 10, bytes: 1_000_000 });
  messages = new Messages({ world, table: memoryStore().messages, limits });
  basket = new WasteBasket(messages, world.clock);
});

async function leaves(): Promise<string> {
  const { id, file } = messages.begin({ number: "+442079460123" }, "c1");
  const samples = Int16Array.from({ length: 8000 }, (_, i) => (i < 4000 ? 16_384 : 0));
  await world.files.write(file, formatWav({ rate: 8000, samples }));
  messages.keep(id, seconds(1));
  await sim.runs(seconds(1));
  return id;
}
const listed = (): readonly string[] => messages.all().map(({ id }) => id);

test("a message that was thrown away is out of sight at once, and can be taken back for a minute", async () => {
  const id = await leaves();
  assert.equal((await basket.put(id)).ok, true);
  assert.deepEqual(listed(), []);
  await sim.runs(seconds(50));
  assert.equal((await basket.takeBack(id)).ok, true);
  await sim.runs(seconds(120));
  assert.deepEqual(listed(), [id]);
  assert.equal((await messages.audio(id)).ok, true);
  assert.deepEqual(sim.leftovers(), []);
});

test("after that minute it is gone, sound and all", async () => {
  const id = await leaves();
  const file = messages.get(id)?.file ?? "";
  await basket.put(id);
  await basket.put(id);
  await sim.runs(seconds(61));
  assert.equal((await basket.takeBack(id)).ok, false);
  assert.equal((await world.files.read(file)).ok, false);
  assert.deepEqual(sim.leftovers(), []);
});

test("who hangs up on the mailbox empties no basket but the own one", async () => {
  const [thrown, other] = [await leaves(), await leaves()];
  await basket.put(thrown);
  await messages.discard(other, true);
  messages.purge();
  await sim.runs(seconds(1));
  assert.equal((await messages.discard(other, false)).ok, false);
  assert.equal((await basket.takeBack(thrown)).ok, true);
  assert.deepEqual(listed(), [thrown]);
});

test("a link lets its holder hear one message, until its time is over", async () => {
  const links = messageLinks(messages, world);
  const id = await leaves();
  const made = await links.make(id, 2);
  assert.ok(made.ok);
  assert.equal((await links.audio(made.value.key)).ok, true);
  assert.equal((await links.audio(`${made.value.key}0`)).ok, false);
  assert.doesNotMatch(JSON.stringify(messages.all()), new RegExp(made.value.key));
  assert.doesNotMatch(JSON.stringify(messages.page(undefined, 9)), /hash/);
  await sim.runs(hours(3));
  assert.equal((await links.audio(made.value.key)).ok, false);
});

test("a link that was taken back or replaced leads to nothing", async () => {
  const links = messageLinks(messages, world);
  const id = await leaves();
  const first = await links.make(id, 2);
  const second = await links.make(id, 2);
  assert.ok(first.ok && second.ok);
  assert.equal((await links.audio(first.value.key)).ok, false);
  assert.equal((await links.audio(second.value.key)).ok, true);
  await links.end(id);
  assert.equal((await links.audio(second.value.key)).ok, false);
  assert.equal((await links.make("nobody", 2)).ok, false);
});

test("how loud a message is can be drawn, and is not guessed where its sound is missing", async () => {
  const id = await leaves();
  const file = messages.get(id)?.file ?? "";
  const outline = Buffer.from((await waveformOf({ file }, world.files)) ?? "", "base64");
  assert.deepEqual([outline.length, outline[0], outline.at(-1)], [400, 128, 0]);
  assert.equal(await waveformOf({ file: "messages/none.wav" }, world.files), undefined);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { seconds } from "#kit/time.ts";
import { formatWav, wavHeader } from "#media/audio/wav.ts";
import { Messages } from "#server/mailbox/messages.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { type SimHost, simWorld } from "#world/sim/simWorld.ts";

const margaret = { number: "+442079460123", name: "Margaret" };
const limits = () => ({ count: 4, bytes: 1_000_000 });
let world: SimHost;
let runs: ReturnType<typeof simWorld>["runs"];
let store: ReturnType<typeof memoryStore>;
let messages: Messages;

beforeEach(() => {
  const sim = simWorld();
  world = sim.host("192.0.2.1");
  runs = sim.runs;
  store = memoryStore();
  messages = new Messages({ world, table: store.messages, limits });
});

/** Somebody leaves a message of that many seconds. */
async function leaves(length: number, call = "c1"): Promise<string> {
  const { id, file } = messages.begin(margaret, call);
  await world.files.write(file, formatWav({ rate: 8000, samples: new Int16Array(8000 * length) }));
  messages.keep(id, seconds(length));
  await runs(seconds(60));
  return id;
}

test("a message that is being left is not listed before it is kept", async () => {
  const { id } = messages.begin(margaret, "c1");
  assert.deepEqual(messages.all(), []);
  assert.equal(messages.get(id), undefined);
  messages.keep(id, seconds(4));
  assert.equal(messages.get(id)?.lengthMs, 4000);
});

test("messages are listed newest first, page by page", async () => {
  const ids = [await leaves(1), await leaves(2), await leaves(3)].reverse();
  const first = messages.page(undefined, 2);
  assert.deepEqual(
    first.items.map(({ id }) => id),
    ids.slice(0, 2),
  );
  const second = messages.page(first.next, 2);
  assert.deepEqual(
    second.items.map(({ id }) => id),
    ids.slice(2),
  );
  assert.equal(second.next, undefined);
  assert.deepEqual(first.items[0]?.from, margaret);
});

test("a caller who is hidden leaves a message of nobody", () => {
  const { from } = messages.begin({ ...margaret, hidden: true }, "c1");
  assert.deepEqual(from, {});
});

test("what was heard is no longer new, and can be made new again", async () => {
  const id = await leaves(2);
  const told: string[] = [];
  messages.changes((changed) => told.push(changed));
  assert.equal(messages.fresh(), 1);
  await messages.mark(id, true);
  await messages.mark(id, true);
  assert.equal(messages.fresh(), 0);
  await messages.mark(id, false);
  assert.equal(messages.fresh(), 1);
  assert.deepEqual(told, [id, id], "twice, for the second mark changed nothing");
});

test("a deleted message is gone with its file", async () => {
  const id = await leaves(2);
  assert.ok((await messages.audio(id)).ok);
  assert.ok((await messages.delete(id)).ok);
  assert.deepEqual([messages.all(), await world.files.list("messages")], [[], []]);
  const audio = await messages.audio(id);
  assert.equal(!audio.ok && audio.problem.code, "messages.unknown");
  assert.equal((await messages.delete(id)).ok, false);
});

test("a kill in the midst of a message keeps what was heard of it, if it is a second or more", async () => {
  const long = messages.begin(margaret, "c1");
  const short = messages.begin(margaret, "c2");
  const none = messages.begin(margaret, "c3");
  const cut = (samples: number) => {
    const whole = formatWav({ rate: 8000, samples: new Int16Array(samples) });
    whole.set(wavHeader(8000, 0)); // the header was never brought up to date
    return whole;
  };
  await world.files.write(long.file, cut(8000 * 5));
  await world.files.write(short.file, cut(4000));

  const next = new Messages({ world, table: store.messages, limits });
  await next.recover();
  assert.deepEqual(
    next.all().map(({ id, lengthMs, from }) => ({ id, lengthMs, from })),
    [{ id: long.id, lengthMs: 5000, from: margaret }],
  );
  assert.deepEqual(await world.files.list("messages"), [long.file]);
  assert.equal(store.messages.get(none.id), undefined);
});

test("there is room for so many messages, and for so many bytes", async () => {
  await leaves(60);
  assert.equal(messages.isFull(), false);
  await leaves(3);
  assert.equal(messages.isFull(), true, "over a megabyte");
  for (const { id } of messages.all()) await messages.delete(id);
  for (let i = 0; i < 4; i++) await leaves(1);
  assert.equal(messages.isFull(), true, "four");
});

test("what was deleted in a call that a kill has ended is gone at the next start", async () => {
  const id = await leaves(2);
  await messages.discard(id, true);
  assert.deepEqual([messages.all(), messages.counts()], [[], { fresh: 0, heard: 0 }]);
  const next = new Messages({ world, table: store.messages, limits });
  await next.recover();
  assert.equal((await next.discard(id, false)).ok, false);
});

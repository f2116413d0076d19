import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { seconds } from "#kit/time.ts";
import { formatWav } from "#media/audio/wav.ts";
import { knownCalls } from "#server/mailbox/knownCalls.ts";
import { Messages } from "#server/mailbox/messages.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import type { KeptCall } from "#server/store/store.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/* A data folder as a kill has left it: recordings whose rows were still on their way to the disk. */

const folder = mkdtempSync(join(tmpdir(), "ringwise-found-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const { log } = simWorld().host("192.0.2.1");
const world = nodeWorld(folder, log);
const margaret = { number: "+442079460123", name: "Margaret" };
const limits = () => ({ count: 10, bytes: 10_000_000 });

/** What the next process finds. */
async function begins(): Promise<{ readonly store: SqliteStore; readonly messages: Messages }> {
  const opened = sqliteStore(join(folder, "ringwise.db"));
  assert.ok(opened.ok);
  const store = opened.value;
  const messages = new Messages({
    ...{ world, table: store.messages, limits },
    callOf: knownCalls({ store }),
  });
  await messages.recover();
  return { store, messages };
}

/** Somebody speaks for that long, and nothing of it but the sound gets to the disk. */
async function isLeft(call: string, length: number): Promise<string> {
  const { messages: table } = memoryStore();
  const { id, file } = new Messages({ world, table, limits }).begin(margaret, call);
  const samples = new Int16Array(8000 * length).fill(1000);
  assert.ok((await world.files.write(file, formatWav({ rate: 8000, samples }))).ok);
  return id;
}

const filesThere = (): readonly string[] => readdirSync(join(folder, "messages")).toSorted();

test("a recording that no row names becomes a message, once, with what is known of its call", async () => {
  const first = await begins();
  const began = Date.parse("2026-11-27T12:00:00Z");
  const record = { id: "c1", from: margaret, began } as unknown as KeptCall["record"];
  await first.store.calls.put("c1", began, { record, rtp: [], ladder: [] });
  await first.store.close();
  const [known, unknown] = [await isLeft("c1", 3), await isLeft("c2", 2)];
  await isLeft("c3", 0.5);
  await world.files.write("messages/of-another-program.wav", new Uint8Array(9));

  for (const start of ["the next", "and the one after it"]) {
    const { store, messages } = await begins();
    const found = messages
      .all()
      .map(({ id, call, from, lengthMs }) => ({ id, call, from, lengthMs }));
    assert.deepEqual(
      found.toSorted((a, b) => a.call.localeCompare(b.call)),
      [
        { id: known, call: "c1", from: margaret, lengthMs: 3000 },
        { id: unknown, call: "c2", from: {}, lengthMs: 2000 },
      ],
      `at ${start}`,
    );
    assert.equal(messages.get(known)?.received, began);
    assert.ok((await messages.audio(known)).ok);
    await store.close();
  }
  assert.deepEqual(
    filesThere(),
    [`c1.${known}.wav`, `c2.${unknown}.wav`, "of-another-program.wav"].toSorted(),
    "what nobody said is gone, what is not ours is left alone",
  );
});

test("a message that a kill has half deleted does not come back", async () => {
  const { store, messages } = await begins();
  const { id, file } = messages.begin(margaret, "c9");
  await world.files.write(file, formatWav({ rate: 8000, samples: new Int16Array(24_000) }));
  messages.keep(id, seconds(3));
  const killed = new Messages({
    ...{ table: store.messages, limits },
    world: { ...world, files: { ...world.files, remove: () => new Promise(() => undefined) } },
  });
  void killed.delete(id);
  await store.close();

  const next = await begins();
  assert.equal(next.messages.get(id), undefined);
  await next.store.close();
  const later = await begins();
  assert.deepEqual(
    [later.store.messages.get(id), filesThere().join().includes(id)],
    [undefined, false],
  );
  await later.store.close();
});

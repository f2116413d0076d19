import assert from "node:assert/strict";
import { test } from "node:test";
import { hex } from "#kit/bytes.ts";
import { millis } from "#kit/time.ts";
import { keptOpen } from "#sip/transport/keptOpen.ts";
import { readStun } from "#sip/transport/stun.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/** Whoever is asked answers with what `seenAt` says; undefined: not at all. */
function door({ answers = true } = {}) {
  const sim = simWorld();
  const { clock, random } = sim.host("10.0.0.5");
  const asked: number[] = [];
  const ids = new Set<string>();
  let [seenAt, lost]: [seenAt: string | undefined, lost: number] = [
    answers ? "outside" : undefined,
    0,
  ];
  const send = (data: Uint8Array): void => {
    asked.push(clock.now());
    const stun = readStun(data);
    assert.equal(stun?.kind, "request");
    const id = hex(stun?.id ?? new Uint8Array());
    ids.add(id);
    if (seenAt !== undefined) clock.at(clock.now(), () => kept.answered(id, seenAt ?? ""));
  };
  const kept = keptOpen({ clock, random, send }, () => lost++);
  return {
    asked,
    ids,
    kept,
    lost: () => lost,
    isSeenAt: (now: string | undefined) => {
      seenAt = now;
    },
    runs: (ms: number) => sim.runs(millis(ms)),
    leftovers: () => sim.leftovers(),
  };
}

test("RFC 5626 §4.4.2: asks every 24 to 29 seconds, each time by another name", async () => {
  const { asked, ids, runs, kept, lost, leftovers } = door();
  await runs(290_000);
  const waits = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
  assert.ok(waits.length >= 10);
  assert.ok(
    waits.every((wait) => wait >= 24_000 && wait <= 29_000),
    waits.join(),
  );
  assert.equal(ids.size, asked.length);
  assert.equal(lost(), 0);
  kept.close();
  assert.deepEqual(leftovers(), []);
});

test("seen elsewhere than before: that is told once, and the new address is the one from then on", async () => {
  const { isSeenAt, runs, kept, lost } = door();
  await runs(60_000);
  isSeenAt("elsewhere");
  await runs(30_000);
  assert.equal(lost(), 1);
  await runs(120_000);
  assert.equal(lost(), 1);
  kept.close();
});

test("no answer any more: asked four times within eight seconds, then told; nobody who never answered is missed", async () => {
  const { asked, isSeenAt, runs, kept, lost } = door();
  await runs(1000);
  isSeenAt(undefined);
  await runs(28_000 + 8000);
  assert.deepEqual([asked.length, lost()], [5, 1]);
  await runs(120_000);
  assert.equal(lost(), 1);
  kept.close();

  const silent = door({ answers: false });
  await silent.runs(120_000);
  assert.ok(silent.asked.length > 8);
  assert.equal(silent.lost(), 0);
  silent.kept.close();
});

test("an answer to an older question counts for nothing", async () => {
  const { ids, runs, kept, lost } = door();
  await runs(60_000);
  const [first = ""] = ids;
  kept.answered(first, "elsewhere");
  kept.answered("nonsense", "elsewhere");
  assert.equal(lost(), 0);
  kept.close();
});

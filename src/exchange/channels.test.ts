import assert from "node:assert/strict";
import { test } from "node:test";
import { channels } from "#exchange/channels.ts";
import { minutes } from "#kit/time.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/** One channel, and whether another call finds it free as time goes by. */
async function isFree(story: (all: ReturnType<typeof channels>) => void): Promise<boolean> {
  const { clock, runs } = simWorld();
  const all = channels(clock);
  assert.ok(all.take("user/ada", "one", 1));
  story(all);
  await runs(minutes(121));
  return all.take("user/ada", "two", 1);
}

test("a channel of which nothing passes is free after two hours", async () => {
  assert.equal(await isFree(() => undefined), true);
});

test("a channel that somebody holds is free when they say so, and not before", async () => {
  assert.equal(await isFree((all) => all.hold("one")), false);
  assert.equal(
    await isFree((all) => {
      all.hold("one");
      all.release("one");
    }),
    true,
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { after, millis } from "#kit/time.ts";
import { worlds } from "./worlds.ts";

for (const { name, make } of worlds) {
  test(`${name}: an alarm wakes once, not before its time and never before it is set`, async (t) => {
    const { world, until, close } = make();
    t.after(close);
    const due = after(world.clock.now(), millis(10));
    let isSet = false;
    let woken = 0;
    await until(
      new Promise<void>((resolve) => {
        world.clock.at(due, () => {
          woken += 1;
          assert.ok(isSet);
          resolve();
        });
        isSet = true;
      }),
    );
    assert.ok(world.clock.now() >= due);
    assert.equal(woken, 1);
  });

  test(`${name}: an alarm for a moment that is past wakes at once, but not within at`, async (t) => {
    const { world, until, close } = make();
    t.after(close);
    const heard: string[] = [];
    await until(
      new Promise<void>((resolve) => {
        world.clock.at(after(world.clock.now(), millis(-1000)), () => {
          heard.push("woken");
          resolve();
        });
        heard.push("set");
      }),
    );
    assert.deepEqual(heard, ["set", "woken"]);
  });

  test(`${name}: an alarm taken back never wakes, twice taken back is once`, async (t) => {
    const { world, until, close } = make();
    t.after(close);
    const { clock } = world;
    const cancel = clock.at(after(clock.now(), millis(1)), () => assert.fail("woken"));
    cancel();
    cancel();
    await until(new Promise<void>((resolve) => clock.at(after(clock.now(), millis(20)), resolve)));
  });

  test(`${name}: both clocks go forward together`, async (t) => {
    const { world, until, close } = make();
    t.after(close);
    const { clock } = world;
    const [now, wall] = [clock.now(), clock.wallTime()];
    await until(new Promise<void>((resolve) => clock.at(after(now, millis(30)), resolve)));
    assert.ok(clock.now() - now >= 29);
    assert.ok(clock.wallTime() - wall >= 15);
  });
}

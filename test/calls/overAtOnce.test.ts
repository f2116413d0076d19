/** A call that is over is nobody's live call, whatever its goodbyes still wait for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, number, ring, settingsOf, talking } from "./household.ts";

test("from the moment that a call is told to be over, no page shows it as one that goes on", async () => {
  const { town, desk } = await talking();
  const { control } = town;
  const [live] = control.status().live;
  assert.deepEqual([live?.state, control.status().line], ["talking", "talking"]);
  const seen: unknown[] = [];
  control.events(({ type }) => {
    if (type === "call.ended") seen.push(control.status().live, control.status().line);
  });
  desk.hangsUp(); // and the carrier's goodbye is still on its way
  await town.runs(1000);
  assert.deepEqual(seen, [[], "free"]);
  const [past] = control.calls(undefined, 10).items;
  assert.deepEqual([past?.id, past?.state, past?.outcome], [live?.id, undefined, "answered"]);
  await town.mustBeIdle();
});

test("nor is a call that nobody answered, or that was refused", async () => {
  const stories: readonly (readonly [
    object,
    (home: Awaited<ReturnType<typeof household>>) => Promise<void>,
  ])[] = [
    [
      ring("kitchen"),
      async ({ carrier, town }) => {
        const call = await carrier.calls(number);
        await town.runs(3000);
        assert.equal(town.control.status().live.length, 1);
        call.hangsUp();
      },
    ],
    [{ do: "reject", cause: "busy" }, async ({ carrier }) => void (await carrier.calls(number))],
  ];
  for (const [step, story] of stories) {
    const home = await household(settingsOf([step]));
    await story(home);
    await home.town.runs(2000);
    assert.deepEqual(home.town.control.status().live, []);
    assert.equal(home.town.control.status().line, "free");
    await home.town.mustBeIdle();
  }
});

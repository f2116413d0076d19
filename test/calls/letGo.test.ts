import assert from "node:assert/strict";
import { test } from "node:test";
import { talking } from "./household.ts";

test("what a call holds is told, and that it was let go of", async () => {
  const { town, caller } = await talking();
  const held = async () =>
    Object.fromEntries(
      [...(await town.control.metrics()).matchAll(/^ringwise_held\{what="(\w+)"\} (\d+)$/gm)].map(
        ([, what, count]) => [what, Number(count)],
      ),
    );
  assert.deepEqual(await held(), { dialogs: 2, transactions: 0, ports: 2, files: 0 });
  caller.hangsUp();
  await town.runs(40_000);
  assert.deepEqual(await held(), { dialogs: 0, transactions: 0, ports: 0, files: 0 });
  await town.mustBeIdle();
});

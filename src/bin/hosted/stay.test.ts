import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, ok } from "#kit/result.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import type { HostedHouse } from "./hostedHouse.ts";
import { Stay } from "./stay.ts";

function guest(ways: readonly ("opens" | "fails" | "throws")[]) {
  const done: string[] = [];
  const log = memoryLog();
  const house = { close: async () => void done.push("closed") } as unknown as HostedHouse;
  let restart = (): void => undefined;
  const stay = new Stay({
    name: "ada",
    log,
    open: async (running) => {
      const way = ways[done.filter((one) => one === "asked").length] ?? "opens";
      done.push("asked");
      ({ restart } = running);
      if (way === "throws") throw new Error("a mistake of ours");
      return way === "opens" ? ok(house) : fail("store.cannotOpen", "no database");
    },
  });
  return { stay, done, log, restarts: () => restart() };
}

test("it opens at once, and closes when it ends", async () => {
  const { stay, done } = guest(["opens"]);
  await stay.settled();
  assert.ok(stay.house);
  await stay.end();
  assert.deepEqual([done, stay.house], [["asked", "closed"], undefined]);
});

test("what fails is closed, said, and opened again after a while; one failure counts once", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { stay, done, log } = guest(["opens", "opens"]);
  await stay.settled();
  stay.failed(new Error("thrown by a timer"));
  stay.failed(new Error("and by a socket"));
  await stay.settled();
  assert.deepEqual([done, stay.house], [["asked", "closed"], undefined]);
  assert.equal(log.find(/has failed/).length, 1);
  t.mock.timers.tick(2000);
  await stay.settled();
  assert.ok(stay.house, "it is back");
  await stay.end();
});

for (const way of ["fails", "throws"] as const)
  test(`what ${way} at its opening is tried less and less often`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { stay, done, log } = guest([way, way, "opens"]);
    await stay.settled();
    assert.equal(log.find(/cannot open/).length, 1);
    t.mock.timers.tick(2000);
    await stay.settled();
    t.mock.timers.tick(2000);
    await stay.settled();
    assert.equal(done.length, 2, "the second wait is longer");
    t.mock.timers.tick(2000);
    await stay.settled();
    assert.ok(stay.house);
    await stay.end();
  });

test("a restart, as a restored backup asks for, closes before it opens", async () => {
  const { stay, done, restarts } = guest(["opens", "opens"]);
  await stay.settled();
  restarts();
  await stay.settled();
  assert.deepEqual(done, ["asked", "closed", "asked"]);
  await stay.end();
});

test("once it has ended it is opened no more", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { stay, done } = guest(["fails"]);
  await stay.settled();
  await stay.end();
  t.mock.timers.tick(60_000);
  await stay.settled();
  assert.deepEqual(done, ["asked"]);
});

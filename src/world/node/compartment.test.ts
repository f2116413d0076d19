import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

/* A process of its own: what nobody catches is caught here. */

const module = new URL("./compartment.ts", import.meta.url).href;

function runs(script: string) {
  const head = `import { guardProcess, performIn } from ${JSON.stringify(module)};
    const failures = [];
    const ada = { failed: (error) => failures.push("ada " + error.message) };
    const ben = { failed: (error) => failures.push("ben " + error.message) };
    guardProcess();`;
  const args = ["--input-type=module", "--eval", `${head}\n${script}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, said: stdout.trim(), stderr };
}

test("what a compartment's timer, microtask or promise throws is its own failure, and the process goes on", () => {
  const { status, said } = runs(`
    performIn(ada, () => {
      setTimeout(() => { throw new Error("timer"); });
      queueMicrotask(() => { throw new Error("microtask"); });
      Promise.reject(new Error("promise"));
    });
    performIn(ben, async () => { await null; throw new Error("async"); });
    process.once("beforeExit", () => console.log(failures.sort().join(", ")));`);
  assert.deepEqual([status, said], [0, "ada microtask, ada promise, ada timer, ben async"]);
});

test("what nobody's timer throws ends the process, as ever", () => {
  const { status, stderr } = runs(`
    performIn(ada, () => performIn(undefined, () =>
      setTimeout(() => { throw new Error("the exchange itself"); })));
    setTimeout(() => console.log("still here"), 1000);`);
  assert.equal(status, 1);
  assert.match(stderr, /the exchange itself/);
});

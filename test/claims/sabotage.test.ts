import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { familyRows } from "./family/rows.ts";
import { claims } from "./rows.ts";
import { sabotages } from "./sabotage.ts";

/* Each row fails when the product does not do what it claims. */

const program = fileURLToPath(new URL("./run.ts", import.meta.url));
const rows = [
  ...claims.map(({ number, name }) => [`${number}`, name] as const),
  ...familyRows.map(({ id, name }) => [id, name] as const),
];

describe("switched off", { concurrency: 2 }, () => {
  for (const [id, name] of rows)
    test(`with ${id} switched off, it is seen to fail: ${name}`, async () => {
      assert.ok(sabotages[id], "it can be switched off");
      const run = spawn(process.execPath, [program, "--sabotage", id, id]);
      let said = "";
      run.stdout.on("data", (data) => {
        said += String(data);
      });
      const [code] = await once(run, "close");
      assert.match(said, new RegExp(`^fail {2}${id}[, ]`, "m"));
      assert.match(said, /^ {6}AssertionError/m, "by what was asserted, not by a mishap");
      assert.equal(code, 1);
    });
});

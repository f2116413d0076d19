import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { page } from "./page.ts";
import { play } from "./play.ts";
import { claims } from "./rows.ts";
import { sabotages } from "./sabotage.ts";

for (const claim of claims)
  test(`claim ${claim.number}: the server ${claim.name}`, async () => {
    const { file, text } = page(claim, await play(claim));
    const kept = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    assert.equal(text, kept, "`npm run claims` writes its page anew");
  });

const program = fileURLToPath(new URL("./run.ts", import.meta.url));

for (const { number, name } of claims)
  test(`with claim ${number} switched off, it is seen to fail: ${name}`, async () => {
    assert.ok(sabotages[number], "it can be switched off");
    const run = spawn(process.execPath, [program, "--sabotage", `${number}`, `${number}`]);
    let said = "";
    run.stdout.on("data", (data) => {
      said += String(data);
    });
    const [code] = await once(run, "close");
    assert.match(said, new RegExp(`^fail {2}${number}, `, "m"));
    assert.match(said, /^ {6}AssertionError/m, "by what was asserted, not by a mishap");
    assert.equal(code, 1);
  });

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { diagrams, folder } from "./diagrams.ts";

for (const [name, text] of Object.entries(diagrams))
  test(`docs/generated/${name} shows the machine as it is (node scripts/diagrams.ts)`, () =>
    assert.equal(readFileSync(`${folder}${name}`, "utf8"), text));

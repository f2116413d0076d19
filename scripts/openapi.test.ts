import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { operatorFile, operatorText, schemaFile, schemaText } from "./openapi.ts";

test("the page's types are those of the API that is served", async () => {
  const isSame = readFileSync(schemaFile, "utf8") === (await schemaText());
  const isSameToo = readFileSync(operatorFile, "utf8") === (await operatorText());
  assert.ok(isSame && isSameToo, "npm run openapi"); // two whole files beside each other tell nobody more
});

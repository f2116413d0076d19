import assert from "node:assert/strict";
import { test } from "node:test";
import { readCode } from "./code.ts";

test("a rule is read from its text; what is wrong with the text is told with its line", () => {
  const rule = { id: "night", when: { is: "always" }, then: [] };
  assert.deepEqual(readCode(JSON.stringify(rule), "night"), { ok: true, rule });
  assert.deepEqual(readCode('{\n "id": "night",\n oops }', "night"), {
    ok: false,
    why: "json",
    line: 3,
  });
  assert.deepEqual(readCode('{\n "id": "night",\n', "night"), { ok: false, why: "json", line: 3 });
  assert.deepEqual(readCode("[]", "night"), { ok: false, why: "object", line: 1 });
  assert.deepEqual(readCode('{"id": "day"}', "night"), { ok: false, why: "id", line: 1 });
});

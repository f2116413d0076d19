import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsFile, problemsPage } from "./problemCodes.ts";

test("docs/problems.md lists every problem's code (npm run docs)", () =>
  assert.equal(problemsFile(), problemsPage()));

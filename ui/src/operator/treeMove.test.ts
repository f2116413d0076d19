import assert from "node:assert/strict";
import { test } from "node:test";
import { nextNamed, treeMove } from "./treeMove.ts";

test("arrows lead through a tree the way that writing runs", () => {
  assert.equal(treeMove("ArrowRight", false), "in");
  assert.equal(treeMove("ArrowRight", true), "out");
  assert.equal(treeMove("ArrowLeft", true), "in");
  assert.equal(treeMove("ArrowDown", true), "next");
  assert.equal(treeMove("Tab", false), undefined);
});

test("a letter leads to the next that begins with it, round about", () => {
  const names = ["family", "ada", "ben", "Anna", "standard"];
  assert.equal(nextNamed(names, 0, "a"), 1);
  assert.equal(nextNamed(names, 1, "a"), 3);
  assert.equal(nextNamed(names, 3, "A"), 1);
  assert.equal(nextNamed(names, 2, "b"), 2);
  assert.equal(nextNamed(names, 2, "z"), -1);
});

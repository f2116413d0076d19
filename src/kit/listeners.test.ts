import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "./listeners.ts";

test("all are told, in the order in which they began to listen; the same function may listen twice", () => {
  const said = listeners<string>();
  const heard: string[] = [];
  const cancel = said.listen((word) => heard.push(`one ${word}`));
  const two = (word: string): void => void heard.push(`two ${word}`);
  said.listen(two);
  said.listen(two);
  said.tell("a");
  cancel();
  cancel();
  said.tell("b");
  assert.deepEqual(heard, ["one a", "two a", "two a", "two b", "two b"]);
  assert.equal(said.count, 2);
  said.clear();
  said.tell("c");
  assert.equal(heard.length, 5);
});

for (const others of [0, 1])
  test(`who begins to listen while ${others + 1} are told hears the next one`, () => {
    const said = listeners<string>();
    const heard: string[] = [];
    for (let i = 0; i < others; i++) said.listen(() => undefined);
    const cancel = said.listen(() => {
      cancel();
      said.listen((word) => heard.push(word));
    });
    said.tell("first");
    assert.deepEqual(heard, []);
    said.tell("second");
    assert.deepEqual(heard, ["second"]);
  });

test("who has stopped meanwhile hears nothing", () => {
  const said = listeners<string>();
  const heard: string[] = [];
  said.listen(() => cancel());
  const cancel = said.listen((word) => heard.push(word));
  said.tell("first");
  assert.deepEqual(heard, []);
});

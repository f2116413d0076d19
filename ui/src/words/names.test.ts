import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { wordsIn } from "./say.ts";

test("numbers and addresses are written as people write them", () => {
  const names = namesOf(undefined, wordsIn("en", en, "UTC"));
  assert.equal(names.written("+16135550142"), "(613) 555-0142");
  assert.equal(names.written("sip:ben@example.org"), "ben@example.org");
  assert.equal(names.party({ number: "sips:ben@example.org" }), "ben@example.org");
  assert.equal(names.party({ number: "sip:ben@example.org", name: "Ben" }), "Ben");
});

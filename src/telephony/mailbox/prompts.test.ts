import assert from "node:assert/strict";
import { test } from "node:test";
import { languages, prompts, spokenCount, spokenNumber } from "./prompts.ts";

test("every prompt says something in every language", () => {
  for (const [key, words] of Object.entries(prompts))
    for (const language of languages) assert.match(words[language], /\S/, `${key} ${language}`);
});

test("a key is fit to be a file's name, and an announcement's id in the settings", () => {
  for (const key of Object.keys(prompts)) assert.match(key, /^[a-z0-9][a-z0-9-]{0,63}$/);
});

const said = (keys: readonly string[], language: "en" | "de"): string =>
  keys.map((key) => prompts[key]?.[language] ?? `(${key})`).join(" ");

test("messages are counted as people count them", () => {
  assert.equal(said(spokenCount(0), "en"), "You have no new messages.");
  assert.equal(said(spokenCount(1), "de"), "Sie haben eine neue Nachricht.");
  assert.equal(said(spokenCount(3), "en"), "You have 3 new messages.");
  assert.equal(said(spokenCount(412), "de"), "Sie haben mehr als 59 neue Nachrichten.");
});

test("every number has a recording", () => {
  for (const n of [0, 9, 59, 60, 1e9]) assert.ok(prompts[spokenNumber(n)], `${n}`);
});

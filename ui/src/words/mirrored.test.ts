import assert from "node:assert/strict";
import { test } from "node:test";
import { filled } from "./blanks.ts";
import { en, type MessageId } from "./en.ts";
import { mirrored, mirroredSentence } from "./mirrored.ts";
import { partsOf, plain, wordsIn } from "./say.ts";

const shown = (text: string): string => text.replaceAll(/\u200f\u202e|\u202c\u200f/g, "|");

const sentences = [
  ["Delete {name}?", "|Delete| {name}?"],
  ["{n, number} MB", "{n, number} |MB|"],
  [
    "{n, plural, =0 {none} one {a day ago} other {# days ago}}.",
    "{n, plural, =0 {|none|} one {|a| |day| |ago|} other {# |days| |ago|}}.",
  ],
  ["<em>Rings</em> {who}", "<em>|Rings|</em> {who}"],
  [
    "{a, select, x {{b} in {c}} other {no}} end",
    "{a, select, x {{b} |in| {c}} other {|no|}} |end|",
  ],
] as const;
for (const [message, turned] of sentences)
  test(`turned round: ${message}`, () => assert.equal(shown(mirroredSentence(message)), turned));

test("every English sentence says the same, turned round", () => {
  const straight = wordsIn("en", en, "America/Toronto");
  const turned = wordsIn("en", mirrored(en), "America/Toronto");
  for (const id of Object.keys(en) as MessageId[]) {
    const values = filled(en[id]);
    const said = turned.say(id, values);
    const bare = said.replaceAll(/[\u200f\u202e\u202c]/g, "");
    assert.equal(bare, straight.say(id, values), id);
    assert.equal(partsOf(said).length, partsOf(straight.say(id, values)).length, plain(said));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { de as operatorDe } from "../operator/words/de.ts";
import { en as operatorEn } from "../operator/words/en.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { type Marks, readMessage, type Values } from "./message.ts";

const mark = (inside: string): string => `[${inside}]`;
const marks: Marks = { em: mark, emWho: mark, emWhen: mark, emWhat: mark, emNo: mark };
const said = (text: string, values: Values = {}): string => readMessage(text, "en", marks)(values);
const plural = "{n, plural, =0 {none} one {a {what}} other {# {what}s}}";

const cases: readonly (readonly [text: string, values: Values, said: string])[] = [
  ["All calls", {}, "All calls"],
  ["Call { name }", { name: "Ada" }, "Call Ada"],
  ["{a} and {b}", { a: "{b}$&", b: 7 }, "{b}$& and 7"],
  ["{n, number}", { n: 1234.5 }, "1,234.5"],
  [plural, { n: 0, what: "call" }, "none"],
  [plural, { n: 1, what: "call" }, "a call"],
  [plural, { n: 1200, what: "call" }, "1,200 calls"],
  ["#1 {is, select, yes {# on} other {off}}", { is: "yes" }, "#1 # on"],
  ["{is, select, yes {on} other {off}}", { is: "perhaps" }, "off"],
  ["it's '{'is'}', ''so'' '<b>'", {}, "it's {is}, 'so' <b>"],
  ["<em>{who} {n, plural, other {<em>#</em>}}</em> < 3", { who: "Bo", n: 2 }, "[Bo [2]] < 3"],
];
for (const [text, values, wanted] of cases)
  test(`“${text}” says “${wanted}”`, () => {
    assert.equal(said(text, values), wanted);
    assert.equal(wholly(text, "en", values), wanted);
  });

const wrong = [
  "{",
  "a } b",
  "{n, plural, one {a}}",
  "{n, plural, other {a}",
  "{n, date}",
  "<em>a",
  "a</em>",
  "<b>a</b>",
];
for (const text of wrong)
  test(`“${text}” is no sentence`, () => assert.throws(() => said(text, { n: 1 })));

test("a value that is not there is a mistake", () => {
  assert.throws(() => said("Call {name}"), /name/);
  assert.throws(() => said("{n, plural, other {#}}"), /n/);
});

/** As FormatJS reads and says it. */
function wholly(text: string, locale: string, values: Values): string {
  const joined = Object.fromEntries(
    Object.entries(marks).map(([name, make]) => [
      name,
      (inside: readonly unknown[]) => make(inside.join("")),
    ]),
  );
  const all = new IntlMessageFormat(text, locale).format<string>({ ...values, ...joined });
  return Array.isArray(all) ? all.join("") : String(all);
}

/** Values that lead to each choice of a sentence, one after the other. */
function valuesFor(text: string): readonly Values[] {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name = ""]) => name);
  const numbers = [...text.matchAll(/\{\s*(\w+), ?(?:plural|number)/g)].map(([, one]) => one);
  const choices = [...text.matchAll(/[\s,](=?\w+) \{/g)].map(([, choice = ""]) => choice);
  return [...new Set([...choices, "0", "1", "2", "1234"])].map((choice) =>
    Object.fromEntries(
      names.map((name) => {
        const n = Number(choice.replace("=", ""));
        return [name, numbers.includes(name) ? (Number.isNaN(n) ? 3 : n) : choice];
      }),
    ),
  );
}

for (const [locale, all] of [
  ["en", { ...en, ...operatorEn }],
  ["de", { ...de, ...operatorDe }],
] as const)
  test(`each of our sentences says what FormatJS makes of it: ${locale}`, () => {
    for (const [id, text] of Object.entries<string>(all)) {
      const message = readMessage(text, locale, marks);
      for (const values of valuesFor(text))
        assert.equal(message(values), wholly(text, locale, values), id);
    }
  });

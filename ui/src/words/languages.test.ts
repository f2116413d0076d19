import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { prompts } from "#telephony/mailbox/prompts.ts";
import { blanks, filled } from "./blanks.ts";
import { de } from "./de.ts";
import { far } from "./en/far.ts";
import { en, type MessageId } from "./en.ts";
import { namesOf } from "./names.ts";
import { wordsIn } from "./say.ts";
import { warningSentence } from "./warning.ts";
import { reasonSentence } from "./why.ts";

const ids = Object.keys(en) as readonly MessageId[];

for (const [locale, messages] of Object.entries({ en, de }))
  test(`every sentence of the pages can be said: ${locale}`, () => {
    const { say } = wordsIn(locale, messages, "America/Toronto");
    for (const id of ids) {
      // one sentence shows how a password stands in a document
      assert.doesNotMatch(say(id, filled(messages[id])).replace('{"set": true}', ""), /[{}<>]/, id);
    }
  });

test("a sentence that lacks a value is its own text, and the mistake is told", (t) => {
  const told: (() => void)[] = [];
  t.mock.method(globalThis, "queueMicrotask", (later: () => void) => told.push(later));
  assert.equal(wordsIn("en", en, "UTC").say("time.yesterdayAt"), en["time.yesterdayAt"]);
  assert.throws(told[0] ?? assert.fail, /"time" was not provided/);
});

test("whoever says a sentence by its name gives it all that it wants", () => {
  const lacking = globSync(`${import.meta.dirname}/../**/*.{ts,tsx}`).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/\bsay\(/g)].flatMap(({ index }) => {
      const [said = "", values = "{}"] = itemsFrom(text, index + "say(".length);
      if (file.endsWith(".test.ts") || !values.startsWith("{") || values.includes("...")) return [];
      const given = itemsFrom(values, 1).map((one) => /^\w+/.exec(one)?.[0]);
      const named = ids.filter((id) => said.includes(`"${id}"`));
      return named
        .filter((id) => !blanks(en[id]).every((blank) => given.includes(blank)))
        .map((id) => `${file}: ${id}`);
    });
  });
  assert.deepEqual(lacking, []);
});

test("German says what English says, with the same blanks to fill", () => {
  assert.deepEqual(Object.keys(de).sort(), [...ids].sort());
  for (const id of ids) assert.deepEqual(blanks(de[id]), blanks(en[id]), id);
});

test("no sentence is left over: each is named in the pages, or put together there from a word that is", () => {
  const sources = globSync(`${import.meta.dirname}/../**/*.{ts,tsx}`).filter(
    (file) => !/\/words\/(en|de)(\.ts|\/\w+\.ts)$|\.test\.ts$/.test(file),
  );
  const found = globSync(`${import.meta.dirname}/../../../src/server/{network,control}/*.ts`);
  const text = [...sources, ...found].map((file) => readFileSync(file, "utf8")).join("\n");
  const begun = new Set([...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? ""));
  const isNamed = (word: string): boolean =>
    text.includes(`"${word}"`) || new RegExp(`^\\s*(- )?${word}\\??: `, "m").test(text);
  const isMade = (id: string): boolean =>
    [...begun].some((start) => id.startsWith(start) && isNamed(id.slice(start.length)));
  assert.deepEqual(
    ids.filter((id) => !text.includes(`"${id}"`) && !isMade(id)),
    [],
  );
});

test("what is said every day needs no sentence of the screens that are seldom open", () => {
  const seldom =
    /\/screens\/(blocking|devices|family|guest|handling|join|people|settings|setup|signIn|voicemail)\/|\/shell\/search\/|\/operator\/|\/screens\/calls\/|\/words\/((en|de)\/|(changed|network|rule|warning|why|sound)\.ts|rules\/)|\.test\.ts$/;
  const sources = globSync(`${import.meta.dirname}/../**/*.{ts,tsx}`).filter(
    (file) => !seldom.test(file),
  );
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  assert.deepEqual(
    Object.keys(far).filter((id) => text.includes(`"${id}"`)),
    [],
  );
});

test("the owner is addressed as Sie, on the pages as by the voice", () => {
  const familiar = /\b(du|dich|dir|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)\b/i;
  const spoken = Object.entries(prompts).map(([key, { de: text }]) => [key, text] as const);
  const said = [...Object.entries(de), ...spoken];
  assert.deepEqual(
    said.filter(([, text]) => familiar.test(text)),
    [],
  );
  assert.ok(said.filter(([, text]) => /\b(Sie|Ihnen|Ihr(e[mnrs]?)?)\b/.test(text)).length > 50);
});

test("every reason of a decision has words", () => {
  const source = readFileSync(
    new URL(import.meta.resolve("#telephony/directing/explain.ts")),
    "utf8",
  );
  const [, table = ""] = /const sentences[^=]+= \{\n(.+?)\n\};/s.exec(source) ?? [];
  const codes = [...table.matchAll(/^ {2}"?([\w.]+)"?: \(/gm)].map(([, code]) => code ?? "");
  assert.ok(codes.length > 20);
  const words = wordsIn("en", en, "America/Toronto");
  const names = namesOf(undefined, words);
  const part = { code: "always", matched: true, params: {} };
  for (const code of codes) {
    const reason = { code, matched: true, params: { until: "12:00" }, parts: [part] };
    assert.ok(!reasonSentence(reason, words, names).includes(`(${code})`), code);
  }
});

test("every warning about settings has words", () => {
  const source = readFileSync(
    new URL(import.meta.resolve("#telephony/checking/explainWarning.ts")),
    "utf8",
  );
  const codes = [...source.matchAll(/^ {2}"(check\.\w+)": \(/gm)].map(([, code]) => code ?? "");
  assert.ok(codes.length > 15);
  const words = wordsIn("en", en, "America/Toronto");
  const names = namesOf(undefined, words);
  for (const code of codes)
    assert.notEqual(warningSentence({ path: "", code, params: {} }, { words, names }), code);
});

const deeper: Readonly<Record<string, number>> = {
  "(": 1,
  "[": 1,
  "{": 1,
  ")": -1,
  "]": -1,
  "}": -1,
};

/** What stands between commas from there up to the bracket that ends it; TypeScript, read roughly. */
function itemsFrom(text: string, from: number): readonly string[] {
  const items: string[] = [];
  let [begin, depth] = [0, 0];
  const rest = text.slice(from);
  for (const { 0: sign, index } of rest.matchAll(/"(\\.|[^"])*"|`[^`]*`|[([{)\]},]/g)) {
    depth += deeper[sign] ?? 0;
    if (depth < 0 || (depth === 0 && sign === ",")) {
      items.push(rest.slice(begin, index).trim());
      begin = index + 1;
    }
    if (depth < 0) break;
  }
  return items.filter((item) => item !== "");
}

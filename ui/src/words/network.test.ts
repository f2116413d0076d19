import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { checkText, findingSentence, type NetworkFinding } from "./network.ts";
import { wordsIn } from "./say.ts";

const finding = (code: string, params: NetworkFinding["params"] = {}): NetworkFinding => ({
  verdict: "mind",
  code,
  params,
  detail: "as the server says",
});

test("what a step found is said in the page's language, and a newer code as the server says it", () => {
  const [inEnglish, inGerman] = [wordsIn("en", en, "UTC"), wordsIn("de", de, "UTC")];
  const kept = finding("result.kept", { port: "5060" });
  assert.equal(
    findingSentence(kept, inEnglish),
    "Calls will work. Your router keeps 5060 open for us.",
  );
  assert.equal(findingSentence(kept, inGerman), "Anrufe gehen. Ihr Router hält uns 5060 offen.");
  assert.equal(findingSentence(finding("moon.full"), inGerman), "as the server says");
});

test("every finding that the server knows has words", () => {
  const files = globSync(`${import.meta.dirname}/../../../src/server/network/{judge*,result}.ts`);
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const codes = [...text.matchAll(/"([a-z][A-Za-z0-9]*\.[a-z][A-Za-z]*)"/g)].map(
    ([, code]) => code,
  );
  assert.ok(codes.length > 40);
  assert.deepEqual(
    codes.filter((code) => !(`network.${code}` in en)),
    [],
  );
});

test("a whole check is text that can be sent to somebody", () => {
  const steps = [
    { id: "clock", state: "done", finding: { ...finding("clock.right"), verdict: "well" } },
    { id: "alg", state: "done", finding: finding("alg.suspected", { account: "Maple" }) },
    { id: "sound", state: "waiting" },
  ] as const;
  const text = checkText(
    { began: 0, ended: 1, steps: [...steps], result: finding("result.mind", { n: 1 }) },
    wordsIn("en", en, "UTC"),
  );
  assert.equal(
    text,
    `Network check, 1970-01-01T00:00:00.000Z
Calls will work. One thing is worth a look.
✓ Clock: The clock is right.
! SIP left alone: The router changes SIP messages to Maple, which loses calls and sound. Switch off "SIP ALG" there, or use TLS.
`,
  );
});

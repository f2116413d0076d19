import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { numberList } from "./lookUp.ts";
import { readNumbers } from "./readNumbers.ts";

const home = { country: "GB" };
const listOf = (text: string) => numberList(readNumbers({ text, home }), home);
const has = (text: string, number: string): boolean => listOf(text).has({ number });

const rows: readonly (readonly [what: string, text: string, caller: string, is: boolean])[] = [
  ["a number a line", "+442079460000\r\n+442079460001\n", "+442079460001", true],
  ["nothing else", "+442079460000", "+442079460009", false],
  ["national, and as people write", "020 7946-0000", "+442079460000", true],
  ["the + was lost", "442079460000", "+442079460000", true],
  ["comments", "# spam\n; more\n// and more\n+442079460000 # sold me tiles", "+442079460000", true],
  ["what a comment names", "# +442079460000\n+442079460001", "+442079460000", false],
  ["a beginning", "+4420794*", "+442079460000", true],
  ["a national beginning", "020 794*", "+442079460000", true],
  ["another beginning", "+4420794*", "+442071000000", false],
  ["CSV, the number first", "+442079460000,Tiles,3\n", "+442079460000", true],
  ["CSV with a heading", "name;number\nTiles;+442079460000", "+442079460000", true],
  ["CSV, quoted, German", '"Firma";"Rufnummer"\n"Fliesen";"+442079460000"', "+442079460000", true],
  ["tabs and a byte order mark", "\uFEFF+442079460000\tTiles", "+442079460000", true],
  ["a beginning that is a country", "+44*\n+442079460001", "+442079460000", false],
  ["a beginning that is everything", "*\n+*\n0*\n+442079460001", "+442079460000", false],
  ["a page", "<html>+442079460000</html>", "+442079460000", false],
];
for (const [what, text, caller, is] of rows)
  test(`${what}: ${is}`, () => assert.equal(has(text, caller), is));

test("addresses, and everybody of a host", () => {
  const list = listOf("sip:Bob@Spam.example\nsip:*@worse.example");
  assert.ok(list.has({ address: "sip:bob@spam.example" }));
  assert.ok(list.has({ address: "sip:anybody@worse.example;x=y" }));
  assert.ok(!list.has({ address: "sip:carol@spam.example" }));
});

test("of a page nothing can be used, and of a huge list a hundred thousand are enough", () => {
  const page = readNumbers({ text: "<html>\n<body>", home });
  assert.deepEqual(
    page.problems.map(({ code }) => code),
    ["list.noNumbers"],
  );
  const text = Array.from({ length: 100_005 }, (_, n) => `+44207${1_000_000 + n}`).join("\n");
  const huge = readNumbers({ text, home });
  assert.equal(huge.problems[0]?.code, "list.tooMany");
  assert.equal(numberList(huge, home).size, 100_000);
  assert.ok(numberList(huge, home).has({ number: "+442071000042" }));
});

test("whatever the text, something comes of it, and nobody without a number is on it", () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      assert.ok(!listOf(text).has({}));
    }),
  ));

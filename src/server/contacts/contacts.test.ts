import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "#kit/plainText.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import { importPeople } from "./importPeople.ts";
import { readCards } from "./vcards.ts";

const card = (...lines: readonly string[]): string =>
  ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const three = card(
  "VERSION:3.0",
  "N:Lovelace;Ada;;;",
  "FN:Ada Lovelace",
  "TEL;TYPE=CELL,VOICE:+44 20 7946-0199",
  "item1.TEL;type=pref:(613) 555-0188",
  "CATEGORIES:Family,Friends",
  "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ",
  " AAAQABAAD",
);
const four = card(
  "VERSION:4.0",
  "FN:Grace Hopper",
  "TEL;VALUE=uri;TYPE=home:tel:+1-212-555-0142;ext=5",
  "IMPP:sip:grace@navy.example",
);

test("vCard 3.0 and 4.0: names, numbers however they are written, SIP addresses, categories", () =>
  assert.deepEqual(readCards(three + four), {
    cards: [
      {
        name: "Ada Lovelace",
        numbers: ["+442079460199", "6135550188"],
        categories: ["Family", "Friends"],
      },
      {
        name: "Grace Hopper",
        numbers: ["+12125550142", "sip:grace@navy.example"],
        categories: [],
      },
    ],
    problems: [],
  }));

test("a card without FN is named by N, and one that nobody can call is told of", () => {
  const { cards, problems } = readCards(
    card("VERSION:3.0", "N:Turing;Alan", "TEL:12345") + card("VERSION:3.0", "FN:Nobody"),
  );
  assert.deepEqual(
    cards.map(({ name }) => name),
    ["Alan Turing"],
  );
  assert.deepEqual(problems, [{ code: "contacts.broken", detail: "card 2: Nobody has no number" }]);
});

const hostile: readonly (readonly [what: string, text: string, name: string | undefined])[] = [
  [
    "markup",
    card("VERSION:3.0", "FN:<script>alert(1)</script>", "TEL:12"),
    "<script>alert(1)</script>",
  ],
  ["controls", card("VERSION:3.0", "FN:A\u0000d\u001b[31ma", "TEL:12"), "A d [31ma"],
  ["text that turns around", card("VERSION:3.0", "FN:Ada\u202Egpj.exe", "TEL:12"), "Ada gpj.exe"],
  ["a folded line end", card("VERSION:3.0", "FN:Ada\\nEvil", "TEL:12"), "Ada Evil"],
  [
    "a name as long as a book",
    card("VERSION:3.0", `FN:${"x".repeat(9999)}`, "TEL:12"),
    "x".repeat(120),
  ],
  ["no end", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:12\n", "Ada"],
  ["a line that is none", card("VERSION:3.0", "FN:Ada", "garbage", "TEL:12"), undefined],
  ["a card in a card", `BEGIN:VCARD\nVERSION:3.0\nFN:Outer\n${three}END:VCARD`, "Ada Lovelace"],
  ["another component", "BEGIN:VEVENT\nEND:VEVENT", undefined],
  ["nothing", "", undefined],
];
for (const [what, text, name] of hostile)
  test(`a hostile card with ${what}: ${name === undefined ? "left out" : "made plain"}`, () => {
    const { cards, problems } = readCards(text);
    assert.equal(cards.at(-1)?.name, name);
    if (name === undefined) assert.ok(problems.length > 0);
  });

test("a number that is none is not taken, and twenty are enough", () => {
  const many = Array.from({ length: 50 }, (_, n) => `TEL:+1613555${1000 + n}`);
  const [one] = readCards(card("VERSION:3.0", "FN:Ada", "TEL:javascript:alert(1)", ...many)).cards;
  assert.equal(one?.numbers.length, 20);
  assert.equal(one?.numbers[0], "+16135551000");
});

test("a huge file: ten thousand cards are read, one with a picture is left out, in good time", () => {
  const big = card("VERSION:3.0", "FN:Big", "TEL:12", `PHOTO:${"A".repeat(600_000)}`);
  const many = Array.from({ length: 10_005 }, (_, n) =>
    card("VERSION:3.0", `FN:P${n}`, `TEL:+1613${n}`),
  );
  const { cards, problems } = readCards(big + many.join(""));
  assert.equal(cards.length, 9999);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["contacts.broken", "contacts.tooMany"],
  );
});

test("who is known by a number is brought up to date, others are added, and the settings stay valid", () => {
  const margaret = card(
    "VERSION:3.0",
    "FN:Margaret Smith",
    "TEL:020 7946 0123",
    "TEL:+442079460123",
    "TEL:+442079460000",
    "CATEGORIES:family,blocked",
  );
  const ada = house();
  const { cards } = readCards(
    three + margaret + card("VERSION:3.0", "FN:王", "TEL:+8613800138000"),
  );
  const { people, added, updated } = importPeople(cards, ada);
  assert.deepEqual([added, updated], [2, 1]);
  const known = people.find(({ id }) => id === "margaret");
  assert.equal(known?.name, "Margaret Smith");
  assert.ok(known?.groups.includes("family") && !known.groups.includes("blocked"));
  assert.ok(people.some(({ id }) => id === "person"));
  assert.ok(validate({ ...ada, people }).ok);
  const again = importPeople(cards, { ...ada, people });
  assert.deepEqual([again.added, again.updated], [0, 0]);
});

test("plain text has one line and no marks", () =>
  assert.equal(plainText(" a\r\n\tb\u2066c ", 9), "a b c"));

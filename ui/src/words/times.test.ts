import assert from "node:assert/strict";
import { test } from "node:test";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { localeOf } from "./locale.ts";
import { wordsIn } from "./say.ts";
import { timeWords } from "./times.ts";

const now = Date.UTC(2026, 10, 24, 19, 28);
const hour = 3_600_000;
const british = wordsIn("en-GB", en, "America/Toronto");
const american = wordsIn("en-US", en, "America/Toronto");
const german = wordsIn("de-AT", de, "America/Toronto");

test("moments are written as in the reader's region", () => {
  assert.equal(british.moment(now), "Tuesday 24 November, 14:28");
  assert.match(american.moment(now), /^Tuesday, November 24, 2:28\sPM$/);
  assert.equal(german.moment(now), "Dienstag, 24. November, 14:28");
});

test("where whoever looks is in another zone, their own clock is told too, with its day where that is another", () => {
  const seenIn = (zone: string) => (at: number) =>
    timeWords("en-GB", "America/Toronto", british.say, zone).clockHere(at);
  assert.equal(seenIn("Europe/Berlin")(now), "20:28");
  assert.equal(seenIn("Europe/Berlin")(now + 5 * hour), "Wednesday 01:28");
  assert.equal(seenIn("America/New_York")(now), undefined);
});

test("the region comes from the browser, when it speaks the language of the pages", () => {
  assert.equal(localeOf("en", ["de-AT", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeOf("de", ["en-CA", "en"]), "de");
});

const since: readonly (readonly [said: string, gesagt: string, at: number])[] = [
  ["13:28", "13:28", now - hour],
  ["yesterday 21:28", "gestern 21:28", now - 17 * hour],
  ["Sunday 19:28", "Sonntag 19:28", now - 43 * hour],
  ["12 November", "12. November", now - 288 * hour],
  ["24 November 2025", "24. November 2025", now - 365 * 24 * hour],
];
for (const [said, gesagt, at] of since)
  test(`since ${said}`, () => {
    assert.equal(british.since(at, now), said);
    assert.equal(german.since(at, now), gesagt);
  });

test("times of a message are counted in round figures", () =>
  assert.equal(british.count(121.64007200000015), "122"));

test("days of the week are said together where they follow each other", () => {
  const said = (...days: readonly number[]): string => wordsIn("en-GB", en, "UTC").days(days);
  assert.deepEqual(
    [said(0, 1, 2, 3, 4, 5, 6), said(4, 0, 1, 2, 3), said(0, 3), said(5, 6)],
    ["every day", "Monday to Friday", "Monday and Thursday", "Saturday and Sunday"],
  );
});
test("a clock of the settings is written as the reader's are", () => {
  assert.equal(wordsIn("en-GB", en, "UTC").clockOf("07:30"), "07:30");
  assert.match(wordsIn("en-US", en, "UTC").clockOf("22:00"), /^10:00.PM$/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { validate } from "#telephony/settings/validate.ts";
import { spokenEnvelope } from "./envelope.ts";
import { prompts } from "./prompts.ts";

const read = validate({ owner: { timeZone: "America/Toronto", country: "CA" } });
if (!read.ok) throw new Error(JSON.stringify(read.problem));
const settings = read.value;
const at = (text: string) => wallTime(Date.parse(text));
const now = at("2026-11-27T12:00:00-05:00");

const said = (received: string, number?: string): string =>
  spokenEnvelope(
    { from: number === undefined ? {} : { number }, received: at(received) },
    now,
    settings,
  )
    .map((key) => prompts[key]?.en ?? `(${key})`)
    .join(" ");

const table: readonly (readonly [string, string | undefined, string])[] = [
  ["2026-11-27T08:05:00-05:00", undefined, "Today at 8 5 From a caller who is not shown."],
  ["2026-11-26T23:30:00-05:00", "+12", "Yesterday at 23 30 From"],
  ["2026-11-23T09:00:00-05:00", undefined, "Monday at 9 o'clock"],
  ["2026-11-15T09:00:00-05:00", undefined, "12 days ago at 9 o'clock"],
  ["2026-06-01T09:00:00-04:00", undefined, "more than 59 days ago at 9 o'clock"],
];
for (const [received, number, begins] of table)
  test(`a message of ${received} begins: ${begins}`, () =>
    assert.ok(said(received, number).startsWith(begins), said(received, number)));

test("a number is said as it is dialled at home, and a name that came as a number is not", () => {
  assert.match(said("2026-11-27T08:05:00-05:00", "+16135550142"), /From 6 1 3 5 5 5 0 1 4 2$/);
  assert.match(said("2026-11-27T08:05:00-05:00", "<script>"), /not shown\.$/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { threadReader } from "./reader.ts";

const home = { country: "GB" };
const calendar = (rule: string, events = 1) => ({
  text: [
    "BEGIN:VCALENDAR",
    ...Array.from({ length: events }, () =>
      ["BEGIN:VEVENT", "DTSTART:20261201T140000Z", "DURATION:PT1H", rule, "END:VEVENT"].join("\n"),
    ),
    "END:VCALENDAR",
  ].join("\n"),
  from: Date.parse("2026-11-30T00:00:00Z"),
  until: Date.parse("2027-11-30T00:00:00Z"),
  timeZone: "Europe/London",
});

test("texts are read on a thread, one after another", async () => {
  const reader = threadReader();
  const [events, numbers, dav] = await Promise.all([
    reader.read("calendar", calendar("RRULE:FREQ=DAILY;COUNT=3")),
    reader.read("numbers", { text: "+442079460000", home }),
    reader.read("dav", { text: "<multistatus xmlns='DAV:'/>" }),
  ]);
  assert.equal(events.ok && events.value.events.length, 3);
  assert.deepEqual(numbers.ok && numbers.value.exact, ["+442079460000"]);
  assert.deepEqual(dav.ok && dav.value, []);
});

test("a rule that never comes to its next day is given up, and the next text is read all the same", async () => {
  const reader = threadReader({ ms: 4000, megabytes: 128 });
  const never = reader.read("calendar", calendar("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"));
  const next = reader.read("numbers", { text: "+442079460000", home });
  const [hopeless, good] = await Promise.all([never, next]);
  assert.equal(!hopeless.ok && hopeless.problem.code, "subscription.tooHard");
  assert.ok(good.ok);
});

test("what takes more memory than it may have is given up", async () => {
  const reader = threadReader({ ms: 20_000, megabytes: 24 });
  const text = `<m>${"<a b='c'/>".repeat(600_000)}</m>`;
  const read = await reader.read("dav", { text });
  assert.equal(!read.ok && read.problem.code, "subscription.tooHard");
});

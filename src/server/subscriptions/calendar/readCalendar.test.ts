import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCalendar } from "./readCalendar.ts";

const span = {
  from: Date.parse("2026-11-30T00:00:00Z"),
  until: Date.parse("2027-06-01T00:00:00Z"),
};

const calendar = (...lines: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: readonly string[]): string =>
  ["BEGIN:VEVENT", "UID:one", "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"].join("\r\n");
const read = (text: string, timeZone = "America/Toronto") =>
  readCalendar({ text, timeZone, ...span });
/** `from until title`, the first few. */
const told = (text: string, timeZone?: string): readonly string[] =>
  read(text, timeZone)
    .events.slice(0, 4)
    .map(({ from, until, title, busy }) =>
      [from, until]
        .map((ms) => new Date(ms).toISOString().slice(0, 16))
        .concat(title || [], busy ? [] : "free")
        .join(" "),
    );

const ownZone = [
  "BEGIN:VTIMEZONE",
  "TZID:W. Europe Standard Time",
  "BEGIN:STANDARD",
  "DTSTART:16010101T030000",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:16010101T020000",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];
const daily = ["DTSTART;TZID=Europe/Berlin:20261201T090000", "DURATION:PT1H"];

const rows: readonly (readonly [what: string, text: string, events: readonly string[]])[] = [
  [
    "an hour in UTC",
    calendar(event("DTSTART:20261201T140000Z", "DTEND:20261201T150000Z", "SUMMARY:Dentist")),
    ["2026-12-01T14:00 2026-12-01T15:00 Dentist"],
  ],
  [
    "a time without a zone is the owner's",
    calendar(event("DTSTART:20261201T090000", "DTEND:20261201T100000")),
    ["2026-12-01T14:00 2026-12-01T15:00"],
  ],
  ["a zone by its name", calendar(event(...daily)), ["2026-12-01T08:00 2026-12-01T09:00"]],
  [
    "a zone that the file describes, in winter and in summer",
    calendar(
      ...ownZone,
      event(
        "DTSTART;TZID=W. Europe Standard Time:20261201T090000",
        "DURATION:PT1H",
        "RDATE;TZID=W. Europe Standard Time:20270501T090000",
      ),
    ),
    ["2026-12-01T08:00 2026-12-01T09:00", "2027-05-01T07:00 2027-05-01T08:00"],
  ],
  [
    "a whole day, of the owner",
    calendar(event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227")),
    ["2026-12-24T05:00 2026-12-27T05:00"],
  ],
  [
    "a day without an end is that day, and so is the one on which the clocks change",
    calendar(event("DTSTART;VALUE=DATE:20270314")),
    ["2027-03-14T05:00 2027-03-15T04:00"],
  ],
  [
    "nine o'clock stays nine o'clock when the clocks change",
    calendar(
      event(
        "DTSTART;TZID=Europe/Berlin:20270321T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=3",
      ),
    ),
    [
      "2027-03-21T08:00 2027-03-21T09:00",
      "2027-03-28T07:00 2027-03-28T08:00",
      "2027-04-04T07:00 2027-04-04T08:00",
    ],
  ],
  [
    "a series that began years ago",
    calendar(
      event(
        "DTSTART;TZID=Europe/Berlin:20200106T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=MONTHLY;BYDAY=1MO",
      ),
    ),
    [
      "2026-12-07T08:00 2026-12-07T09:00",
      "2027-01-04T08:00 2027-01-04T09:00",
      "2027-02-01T08:00 2027-02-01T09:00",
      "2027-03-01T08:00 2027-03-01T09:00",
    ],
  ],
  [
    "a last time in UTC",
    calendar(event(...daily, "RRULE:FREQ=DAILY;UNTIL=20261202T080000Z")),
    ["2026-12-01T08:00 2026-12-01T09:00", "2026-12-02T08:00 2026-12-02T09:00"],
  ],
  [
    "a time that is left out, as it is written and in UTC, and a day",
    calendar(
      event(
        ...daily,
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE;TZID=Europe/Berlin:20261201T090000",
        "EXDATE:20261203T080000Z",
        "EXDATE;VALUE=DATE:20261204",
      ),
    ),
    ["2026-12-02T08:00 2026-12-02T09:00", "2026-12-05T08:00 2026-12-05T09:00"],
  ],
  [
    "one of a series is moved, another cancelled",
    calendar(
      event(...daily, "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Stand-up"),
      event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261202T090000",
        "DTSTART:20261202T200000Z",
        "DTEND:20261202T210000Z",
        "SUMMARY:Late",
      ),
      event("RECURRENCE-ID:20261203T080000Z", "DTSTART:20261203T080000Z", "STATUS:CANCELLED"),
    ),
    ["2026-12-01T08:00 2026-12-01T09:00 Stand-up", "2026-12-02T20:00 2026-12-02T21:00 Late"],
  ],
  [
    "what leaves its owner free",
    calendar(
      event(...daily, "TRANSP:TRANSPARENT", "SUMMARY:Birthday"),
      event(...daily, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
    ),
    ["2026-12-01T08:00 2026-12-01T09:00 Birthday free", "2026-12-01T08:00 2026-12-01T09:00 free"],
  ],
  [
    "who tells only when busy",
    calendar(
      "BEGIN:VFREEBUSY",
      "UID:f",
      "DTSTAMP:20260101T000000Z",
      "FREEBUSY;FBTYPE=BUSY:20261201T080000Z/PT2H",
      "FREEBUSY;FBTYPE=FREE:20261202T080000Z/PT2H",
      "END:VFREEBUSY",
    ),
    ["2026-12-01T08:00 2026-12-01T10:00"],
  ],
  [
    "a title with markup and controls is plain text",
    calendar(
      event("DTSTART:20261201T140000Z", "DURATION:PT1H", "SUMMARY:<b>A\\nB\u202E\u0007</b>"),
    ),
    ["2026-12-01T14:00 2026-12-01T15:00 <b>A B </b>"],
  ],
  [
    "an event that cannot be read costs the others nothing",
    calendar(event("SUMMARY:no time"), event("DTSTART:20261201T140000Z", "DURATION:PT1H")),
    ["2026-12-01T14:00 2026-12-01T15:00"],
  ],
  [
    "two calendars in one file",
    calendar(event("DTSTART:20261201T140000Z", "DURATION:PT1H")) +
      calendar(event("DTSTART:20261202T140000Z", "DURATION:PT1H")),
    ["2026-12-01T14:00 2026-12-01T15:00", "2026-12-02T14:00 2026-12-02T15:00"],
  ],
  [
    "a zone that nobody knows is the owner's",
    calendar(event("DTSTART;TZID=Mars/Base:20261201T090000", "DURATION:PT1H")),
    ["2026-12-01T14:00 2026-12-01T15:00"],
  ],
];
for (const [what, text, events] of rows) test(what, () => assert.deepEqual(told(text), events));

const bombs: readonly (readonly [what: string, text: string, code: string])[] = [
  [
    "each second since 1970",
    calendar(event("DTSTART:19700101T000000Z", "RRULE:FREQ=SECONDLY")),
    "calendar.tooOften",
  ],
  [
    "each second from now on",
    calendar(event("DTSTART:20261201T000000Z", "RRULE:FREQ=SECONDLY")),
    "calendar.tooOften",
  ],
  [
    "two hundred events each minute",
    calendar(
      ...Array.from({ length: 200 }, () =>
        event("DTSTART:20200101T000000Z", "RRULE:FREQ=MINUTELY"),
      ),
    ),
    "calendar.tooOften",
  ],
  ["no calendar", "<html>Not found</html>", "calendar.broken"],
  ["nothing", "", "calendar.broken"],
  ["a card", "BEGIN:VCARD\r\nEND:VCARD", "calendar.broken"],
  ["no end", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "calendar.broken"],
  ["no beginning", calendar(event("SUMMARY:x")), "calendar.brokenEvent"],
  [
    "more than is kept",
    calendar(
      ...Array.from({ length: 5 }, () =>
        event("DTSTART:20261130T000000Z", "DURATION:PT1M", "RRULE:FREQ=HOURLY"),
      ),
    ),
    "calendar.tooMany",
  ],
  [
    "a rule that is none costs the others nothing",
    calendar(
      event("DTSTART:20261201T140000Z", "RRULE:FREQ="),
      event("DTSTART:20261201T140000Z", "DURATION:P99999999999W"),
    ),
    "calendar.brokenEvent",
  ],
];
for (const [what, text, code] of bombs)
  test(`hostile: ${what}: ${code}`, () => {
    const { problems, events } = read(text);
    assert.equal(problems[0]?.code ?? "", code);
    assert.ok(events.length <= 20_000);
  });

test("whatever is between the lines of an event, something comes of it and nothing is thrown", () => {
  const line = fc.constantFrom(
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;INTERVAL=2",
    "RRULE:FREQ=",
    "RRULE:FREQ=YEARLY;COUNT=-3",
    "DTSTART;VALUE=DATE:20261201",
    "DTSTART;VALUE=DATE:20269999",
    "DTSTART:20261201T140000Z",
    "DTEND:19700101T000000Z",
    "DURATION:-PT5H",
    "DURATION:P99999999999W",
    "EXDATE:x",
    "RDATE;VALUE=PERIOD:20261201T140000Z/PT1H,20261202T140000Z/20261202T150000Z",
    "RECURRENCE-ID:20261201T140000Z",
    "BEGIN:VALARM",
    "END:VALARM",
    "UID:",
    ":::;;;",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.string({ maxLength: 40 })), { maxLength: 12 }),
      (lines) => {
        const { events } = read(calendar(event(...lines)));
        for (const { from, until } of events) assert.ok(Number.isFinite(from) && until >= from);
      },
    ),
    { numRuns: 300 },
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { countriesWithHolidays, isHoliday, knowsHolidays, regionsOf } from "./holidays.ts";

function daysOf(where: string, year: number): string {
  const days: string[] = [];
  for (let month = 1; month <= 12; month++)
    for (let day = 1; day <= 31; day++) {
      const [m, d] = [month, day].map((n) => String(n).padStart(2, "0"));
      const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
      if (isDay && isHoliday(where, `${year}-${m}-${d}`)) days.push(`${m}-${d}`);
    }
  return days.join(" ");
}

/** As the governments have published them. */
const published: readonly (readonly [where: string, year: number, days: string])[] = [
  ["US", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"],
  [
    "US",
    2021,
    "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31",
  ],
  ["CA-ON", 2026, "01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 12-26"],
  ["CA-QC", 2026, "01-01 04-03 04-06 05-18 06-24 07-01 09-07 10-12 12-25"],
  ["CA-BC", 2025, "01-01 02-17 04-18 05-19 07-01 08-04 09-01 09-30 10-13 11-11 12-25"],
  ["DE-BY", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26"],
  ["DE-SN", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26"],
  ["DE-BE", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26"],
  ["AT", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26"],
  ["CH-GE", 2026, "01-01 04-03 04-06 05-14 05-25 08-01 09-10 12-25 12-31"],
  ["GB-ENG", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"],
  ["GB-SCT", 2026, "01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-26 12-28"],
  ["IE", 2026, "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26"],
  ["FR-67", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26"],
  ["NL", 2025, "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26"],
  ["SE", 2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26"],
  [
    "NZ",
    2027,
    "01-01 01-02 01-04 02-06 02-08 03-26 03-29 04-25 04-26 06-07 06-25 10-25 12-25 12-26 12-27 12-28",
  ],
  [
    "JP",
    2026,
    "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
  ],
  ["AU-NSW", 2026, "01-01 01-26 04-03 04-04 04-05 04-06 04-25 06-08 10-05 12-25 12-26 12-28"],
  ["ZA", 2026, "01-01 03-21 04-03 04-06 04-27 05-01 06-16 08-09 08-10 09-24 12-16 12-25 12-26"],
];
for (const [where, year, days] of published)
  test(`public holidays of ${where} in ${year}`, () => assert.equal(daysOf(where, year), days));

test("a substitute may fall into the year before", () => {
  assert.ok(isHoliday("US", "2021-12-31"));
  assert.ok(!isHoliday("GB-ENG", "2021-12-31"));
  assert.ok(isHoliday("GB-ENG", "2022-01-03"));
});

test("a region without a table, and a country without one, have no holidays and are known to have none", () => {
  assert.ok(!knowsHolidays("US-CA") && !knowsHolidays("XX") && !knowsHolidays("DE-XX"));
  assert.equal(daysOf("XX", 2026), "");
});

test("every table gives every region at least the country's own days, for a century", () => {
  assert.equal(countriesWithHolidays.length, 26);
  for (const country of countriesWithHolidays)
    for (const year of [1990, 2000, 2024, 2038, 2099]) {
      const own = daysOf(country, year).split(" ");
      assert.ok(own.length >= 3, `${country} ${year}`);
      for (const region of regionsOf(country)) {
        const all = daysOf(`${country}-${region}`, year);
        assert.ok(
          own.every((day) => all.includes(day)),
          `${country}-${region} ${year}`,
        );
      }
    }
});

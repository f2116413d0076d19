import assert from "node:assert/strict";
import { test } from "node:test";
import { dialledNumber } from "./dialledNumber.ts";
import { canonical, readNumber } from "./phoneNumber.ts";

/** How people of each country dial one number of their capital, in a house there: at home, in the country, from and to abroad. */
const homes: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    "CA",
    "613",
    "+16135550142",
    ["555 0142", "613 555 0142", "1 613 555 0142", "011 1 613 555 0142"],
  ],
  ["US", "202", "+12024561111", ["456-1111", "(202) 456-1111", "1-202-456-1111"]],
  ["DE", "30", "+4930901820", ["901820", "030 901820", "0049 30 901820", "004930901820"]],
  ["GB", "20", "+442079460123", ["7946 0123", "020 7946 0123", "0044 20 7946 0123"]],
  ["FR", "", "+33142683000", ["01 42 68 30 00", "0033 1 42 68 30 00"]],
  ["IT", "06", "+390669812345", ["69812345", "06 69812345", "0039 06 69812345"]],
  ["ES", "", "+34912345678", ["912 345 678", "0034 912 345 678"]],
  ["NL", "70", "+31703123456", ["3123456", "070 312 3456", "0031 70 312 3456"]],
  ["CH", "", "+41446681800", ["044 668 18 00", "0041 44 668 18 00"]],
  ["AT", "1", "+43140200", ["40200", "01 40200", "0043 1 40200"]],
  ["SE", "8", "+468123456", ["123 456", "08-123 456", "0046 8 123 456"]],
  ["AU", "2", "+61262771234", ["6277 1234", "02 6277 1234", "0011 61 2 6277 1234"]],
  ["JP", "3", "+81312345678", ["1234 5678", "03 1234 5678", "010 81 3 1234 5678"]],
  ["RU", "495", "+74951234567", ["123 45 67", "8 495 123-45-67", "810 7 495 123 4567"]],
  ["BR", "61", "+556133112345", ["3311 2345", "61 3311 2345", "0 15 61 3311 2345"]],
  ["IN", "11", "+911123456789", ["2345 6789", "011 2345 6789", "00 91 11 2345 6789"]],
  ["ZA", "12", "+27123456789", ["345 6789", "012 345 6789", "00 27 12 345 6789"]],
];

for (const [country, areaCode, number, ways] of homes)
  test(`a number of ${country} as it is dialled there`, () => {
    const home = { country, ...(areaCode !== "" && { areaCode }) };
    for (const text of [...ways, number, number.slice(1)]) {
      const read = readNumber(text, home);
      assert.equal(read && canonical(read), number, `${text} in ${country}`);
    }
  });

const plan = (country: string, areaCode?: string) => ({
  home: { country, ...(areaCode !== undefined && { areaCode }) },
  shortNumbers: false,
});

/** Dialled digit by digit: enough at the end, and never wrong on the way. */
for (const [country, areaCode, , ways] of homes)
  test(`what is keyed in ${country} is never cut short or refused`, () => {
    for (const text of ways) {
      const digits = text.replaceAll(/\D/g, "");
      for (let i = 1; i < digits.length; i++)
        assert.equal(
          dialledNumber(digits.slice(0, i), plan(country, areaCode || undefined)).is,
          "more",
          `${digits.slice(0, i)} of ${text} in ${country}`,
        );
      const last = dialledNumber(digits, plan(country, areaCode || undefined));
      assert(
        last.is === "complete" || (last.is === "more" && last.enough),
        `${text} in ${country}`,
      );
    }
  });

test("abroad has the prefix that the country dials", () => {
  for (const [country, prefix] of [
    ["CA", "011"],
    ["DE", "00"],
    ["AU", "0011"],
    ["JP", "010"],
    ["RU", "810"],
    ["HK", "001"],
    ["SG", "001"],
    ["KR", "00700"],
    ["BR", "0014"],
    ["TW", "002"],
    ["IL", "012"],
    ["TH", "001"],
    ["CO", "009"],
  ] as const) {
    const read = readNumber(`${prefix}442079460123`, { country });
    assert.equal(read && canonical(read), "+442079460123", `${prefix} in ${country}`);
    const last = dialledNumber(`${prefix}442079460123`, plan(country));
    assert(last.is === "more" && last.enough, `${prefix} in ${country}`);
  }
});

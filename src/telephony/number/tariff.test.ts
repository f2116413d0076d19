import assert from "node:assert/strict";
import { test } from "node:test";
import { tariffOf } from "./tariff.ts";

/** Of the countries' public numbering plans (ITU-T E.129 presentations), and the library's tables. */
const rows: readonly (readonly [string, string, string])[] = [
  ["CA", "613 555 0142", "usual"],
  ["CA", "+12125550123", "usual"],
  ["CA", "201", "usual"],
  ["CA", "+442079460123", "abroad"],
  ["CA", "+18765550123", "abroad"], // Jamaica
  ["US", "1 268 460 1234", "abroad"], // Antigua, dialled as at home
  ["CA", "011 44 20 7946 0123", "abroad"],
  ["CA", "01199", "abroad"],
  ["CA", "+19005550123", "premium"],
  ["US", "212 976 1234", "premium"],
  ["US", "800 234 5678", "usual"],
  ["DE", "0900 1234567", "premium"],
  ["DE", "0137 7123456", "premium"],
  ["DE", "11833", "premium"],
  ["DE", "0180 2123456", "shared"],
  ["DE", "0700 12345678", "shared"],
  ["DE", "030 901820", "usual"],
  ["DE", "0800 1234567", "usual"],
  ["DE", "00881 6 12345678", "satellite"],
  ["DE", "+870773111632", "satellite"],
  ["DE", "+80012345678", "usual"], // international freephone
  ["DE", "+97912345678", "premium"],
  ["DE", "+41 900 123456", "premium"], // premium, wherever
  ["GB", "0909 879 0123", "premium"],
  ["GB", "070 1234 5678", "premium"],
  ["GB", "118118", "premium"],
  ["GB", "020 7946 0123", "usual"],
  ["GB", "01534 456789", "abroad"], // Jersey
  ["FR", "0899 12 34 56", "premium"],
  ["FR", "01 23 45 67 89", "usual"],
  ["CH", "0848 123 456", "shared"],
  ["CH", "0900 123 456", "premium"],
  ["AU", "1300 123 456", "shared"],
  ["AU", "1900 123 456", "premium"],
  ["AU", "0011 44 20 7946 0123", "abroad"],
  ["AU", "0011 99", "abroad"],
  ["NZ", "0900 12345", "premium"],
  ["JP", "010 44 20 7946 0123", "abroad"],
  ["RU", "810 44 20 7946 0123", "abroad"],
  ["IT", "06 69812345", "usual"],
];

for (const [country, text, tariff] of rows)
  test(`${text} in ${country} is ${tariff}`, () =>
    assert.equal(tariffOf(text, { country }), tariff));

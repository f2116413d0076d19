import assert from "node:assert/strict";
import { test } from "node:test";
import { keyed } from "./keyed.ts";

const london = "+44 20 7946 0123";
const table: readonly (readonly [string, string, string | undefined, string])[] = [
  ["from Canada", london, "CA", "011442079460123"],
  ["from where nobody has said", london, undefined, "011442079460123"],
  ["from Germany", london, "DE", "00442079460123"],
  ["from Australia", london, "AU", "0011442079460123"],
  ["from Japan", london, "JP", "010442079460123"],
  ["from Russia", london, "RU", "810442079460123"],
  ["from Barbados, which is of North America", london, "BB", "011442079460123"],
  ["from Brazil, where each network has a prefix", london, "BR", "00442079460123"],
  ["within the country", "+1 613 555 0142", "CA", "6135550142"],
  ["within the country, with its zero", london, "GB", "02079460123"],
  ["as people write at home", "(613) 555-0142", "CA", "6135550142"],
  ["a star code", "*72", "AU", "*72"],
  ["nothing", "", "AU", ""],
];
for (const [what, number, country, digits] of table)
  test(`keyed for a number: ${what}`, () => assert.equal(keyed(number, country), digits));

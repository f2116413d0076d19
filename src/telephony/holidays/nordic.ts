/** Public holidays of the Nordic countries, each table by the law named above it. */
import { aroundEaster, easter, fixed, from, type HolidayTable } from "./holiday.ts";

/** Lukkeloven §1; the great prayer day went in 2024. */
export const DK: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 12-25 12-26"),
    ...aroundEaster(-3, -2, 0, 1, 39, 49, 50),
    { on: easter(26), until: 2023 },
  ],
};

/** Lov om helligdager §2, lov om 1. og 17. mai. */
export const NO: HolidayTable = {
  regions: "",
  days: [...fixed("01-01 05-01 05-17 12-25 12-26"), ...aroundEaster(-3, -2, 0, 1, 39, 49, 50)],
};

/** Lag (1989:253) om allmänna helgdagar. */
export const SE: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 01-06 05-01 06-06 12-25 12-26"),
    ...aroundEaster(-2, 0, 1, 39, 49),
    { on: from("06-20", "sat") },
    { on: from("10-31", "sat") },
  ],
};

/** Kirkkolaki, laki vapunpäivästä and laki itsenäisyyspäivästä. */
export const FI: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 01-06 05-01 12-06 12-25 12-26"),
    ...aroundEaster(-2, 0, 1, 39, 49),
    { on: from("06-20", "sat") },
    { on: from("10-31", "sat") },
  ],
};

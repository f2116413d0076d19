/** Public holidays of the Americas, Africa, Asia and the Pacific, each table by the law named above it. */
import { daysSince1970 } from "#kit/calendar.ts";
import {
  before,
  easter,
  fixed,
  from,
  type HolidayTable,
  last,
  listed,
  nth,
  on,
  weekdayOf,
} from "./holiday.ts";

/** 5 U.S.C. §6103: the federal days. The states' own are not in it. */
export const US: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 07-04 11-11 12-25", { observed: "nearest" }),
    { on: on("06-19"), since: 2021, observed: "nearest" },
    { on: nth(3, "mon", 1) },
    { on: nth(3, "mon", 2) },
    { on: last("mon", 5) },
    { on: nth(1, "mon", 9) },
    { on: nth(2, "mon", 10) },
    { on: nth(4, "thu", 11) },
  ],
};

/** The provinces' employment standards acts; the country alone: what all of them keep. */
export const CA: HolidayTable = {
  regions: "AB BC MB NB NL NS NT NU ON PE QC SK YT",
  days: [
    { on: on("01-01") },
    { on: easter(-2) },
    { on: on("07-01"), observed: "sunday" },
    { on: nth(1, "mon", 9) },
    { on: on("12-25") },
    { on: nth(3, "mon", 2), in: "AB MB NS ON PE SK" },
    { on: nth(2, "mon", 2), in: "BC", since: 2013, until: 2018 },
    { on: nth(3, "mon", 2), in: "BC", since: 2019 },
    { on: nth(3, "mon", 2), in: "NB", since: 2018 },
    { on: easter(1), in: "QC" },
    { on: before("05-25", "mon"), in: "AB BC MB NT NU ON QC SK YT" },
    { on: on("06-21"), in: "NT YT" },
    { on: on("06-24"), in: "QC", observed: "sunday" },
    { on: on("07-09"), in: "NU" },
    { on: nth(1, "mon", 8), in: "BC NB NT NU SK" },
    { on: nth(3, "mon", 8), in: "YT" },
    { on: on("09-30"), in: "BC MB NT NU PE YT", since: 2023 },
    { on: nth(2, "mon", 10), in: "AB BC MB NT NU ON QC SK YT" },
    { on: on("11-11"), in: "AB BC NB NL NS NT NU PE SK YT" },
    { on: on("12-26"), in: "ON" },
  ],
};

/** Ley Federal del Trabajo art. 74. */
export const MX: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 05-01 09-16 12-25"),
    { on: nth(1, "mon", 2) },
    { on: nth(3, "mon", 3) },
    { on: nth(3, "mon", 11) },
    { on: (year) => (year % 6 === 2 ? on("10-01")(year) : undefined), since: 2024 },
  ],
};

/** Leis 662/1949, 6.802/1980 and 14.759/2023. */
export const BR: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 04-21 05-01 09-07 10-12 11-02 11-15 12-25"),
    { on: easter(-2) },
    { on: on("11-20"), since: 2024 },
  ],
};

/** Public Holidays Act 36 of 1994. */
export const ZA: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 03-21 04-27 05-01 06-16 08-09 09-24 12-16 12-25 12-26", { observed: "sunday" }),
    { on: easter(-2) },
    { on: easter(1) },
  ],
};

/** The states' holidays acts; days that are proclaimed each year are not in it. */
export const AU: HolidayTable = {
  regions: "ACT NSW NT QLD SA TAS VIC WA",
  days: [
    ...fixed("01-01 01-26 12-25 12-26", { observed: "next" }),
    { on: on("04-25") },
    { on: easter(-2) },
    { on: easter(1) },
    { on: easter(-1), in: "ACT NSW NT QLD SA VIC" },
    { on: easter(0), in: "ACT NSW QLD VIC" },
    { on: nth(1, "mon", 3), in: "WA" },
    { on: nth(2, "mon", 3), in: "ACT SA TAS VIC" },
    { on: nth(1, "mon", 5), in: "NT QLD" },
    { on: from("05-27", "mon"), in: "ACT" },
    { on: nth(1, "mon", 6), in: "WA" },
    { on: nth(2, "mon", 6), in: "ACT NSW NT SA TAS VIC" },
    { on: nth(1, "mon", 8), in: "NT" },
    { on: nth(1, "mon", 10), in: "ACT NSW QLD SA" },
    { on: nth(1, "tue", 11), in: "VIC" },
  ],
};

const matariki = `2022-06-24 2023-07-14 2024-06-28 2025-06-20 2026-07-10 2027-06-25 2028-07-14
  2029-07-06 2030-06-21 2031-07-11 2032-07-02 2033-06-24 2034-07-07 2035-06-29`.split(/\s+/);

/** Holidays Act 2003 s 44; Te Kāhui o Matariki Public Holiday Act 2022, schedule 1. */
export const NZ: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 01-02 02-06 04-25 12-25 12-26", { observed: "next" }),
    { on: easter(-2) },
    { on: easter(1) },
    { on: nth(1, "mon", 6) },
    { on: listed(matariki) },
    { on: nth(4, "mon", 10) },
  ],
};

/** National Holidays Act (1948, 178); equinoxes after the almanac's formula for 1980 to 2099. */
export const JP: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 02-11 04-29 05-03 05-04 05-05 11-03 11-23", { observed: "sunday" }),
    { on: on("02-23"), since: 2020, observed: "sunday" },
    { on: on("08-11"), since: 2016, observed: "sunday" },
    { on: nth(2, "mon", 1) },
    { on: equinox(3, 20.8431), observed: "sunday" },
    { on: nth(3, "mon", 7) },
    { on: nth(3, "mon", 9) },
    { on: equinox(9, 23.2488), observed: "sunday" },
    { on: bridge },
    { on: nth(2, "mon", 10) },
  ],
};

function equinox(month: number, in1980: number) {
  return (year: number): number => {
    const since = year - 1980;
    const day = Math.floor(in1980 + 0.242194 * since - Math.floor(since / 4));
    return daysSince1970(year, month, day);
  };
}

/** Article 3 (3): a working day between two holidays is one too; only September has such. */
function bridge(year: number): number | undefined {
  const aged = nth(3, "mon", 9)(year) ?? 0;
  return equinox(9, 23.2488)(year) - aged === 2 && weekdayOf(aged + 1) !== 0 ? aged + 1 : undefined;
}

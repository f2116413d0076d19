/** Public holidays of western, southern and central Europe, each table by the law named above it. */
import {
  aroundEaster,
  before,
  easter,
  fixed,
  from,
  type HolidayTable,
  last,
  nth,
  on,
} from "./holiday.ts";

/** Feiertagsgesetze der Länder. Days of single communes (Augsburg; 15 August in Bavaria) are not in it. */
export const DE: HolidayTable = {
  regions: "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH",
  days: [
    { on: on("01-01") },
    { on: on("01-06"), in: "BW BY ST" },
    { on: on("03-08"), in: "BE", since: 2019 },
    { on: on("03-08"), in: "MV", since: 2023 },
    { on: easter(-2) },
    { on: easter(0), in: "BB" },
    { on: easter(1) },
    { on: on("05-01") },
    { on: on("05-08"), in: "BE", since: 2025, until: 2025 },
    { on: easter(39) },
    { on: easter(49), in: "BB" },
    { on: easter(50) },
    { on: easter(60), in: "BW BY HE NW RP SL" },
    { on: on("08-15"), in: "SL" },
    { on: on("09-20"), in: "TH", since: 2019 },
    { on: on("10-03") },
    { on: on("10-31"), in: "BB MV SN ST TH" },
    { on: on("10-31"), in: "HB HH NI SH", since: 2018 },
    { on: on("11-01"), in: "BW BY NW RP SL" },
    { on: before("11-23", "wed"), in: "SN" },
    { on: on("12-25") },
    { on: on("12-26") },
  ],
};

/** Feiertagsruhegesetz §1, Arbeitsruhegesetz §7. */
export const AT: HolidayTable = {
  regions: "1 2 3 4 5 6 7 8 9",
  days: [
    ...fixed("01-01 01-06 05-01 08-15 10-26 11-01 12-08 12-25 12-26"),
    ...aroundEaster(1, 39, 50, 60),
  ],
};

/** Bundesfeier (Bundesverfassung Art. 110) and what all cantons keep; six cantons by their own laws. */
export const CH: HolidayTable = {
  regions: "BE BS GE TI VD ZH",
  days: [
    ...fixed("01-01 08-01 12-25"),
    { on: easter(39) },
    { on: on("01-02"), in: "BE VD" },
    ...fixed("01-06 03-19 06-29 08-15 11-01 12-08", { in: "TI" }),
    { on: easter(-2), in: "BE BS GE VD ZH" },
    { on: easter(1), in: "BE BS GE TI VD ZH" },
    { on: on("05-01"), in: "BS TI ZH" },
    { on: easter(50), in: "BE BS GE TI VD ZH" },
    { on: easter(60), in: "TI" },
    { on: (year) => (nth(1, "sun", 9)(year) ?? 0) + 4, in: "GE" },
    { on: (year) => (nth(3, "sun", 9)(year) ?? 0) + 1, in: "VD" },
    { on: on("12-26"), in: "BE BS TI ZH" },
    { on: on("12-31"), in: "GE" },
  ],
};

/** Banking and Financial Dealings Act 1971, schedule 1, and the yearly proclamations that always come. */
export const GB: HolidayTable = {
  regions: "ENG NIR SCT WLS",
  days: [
    { on: on("01-01"), observed: "next" },
    { on: on("01-02"), in: "SCT", observed: "next" },
    { on: on("03-17"), in: "NIR", observed: "next" },
    { on: easter(-2) },
    { on: easter(1), in: "ENG NIR WLS" },
    { on: nth(1, "mon", 5) },
    { on: last("mon", 5) },
    { on: on("07-12"), in: "NIR", observed: "next" },
    { on: nth(1, "mon", 8), in: "SCT" },
    { on: last("mon", 8), in: "ENG NIR WLS" },
    { on: on("11-30"), in: "SCT", observed: "next" },
    { on: on("12-25"), observed: "next" },
    { on: on("12-26"), observed: "next" },
  ],
};

/** Organisation of Working Time Act 1997, schedule 2; St Brigid's since 2023. */
export const IE: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 03-17 12-25 12-26"),
    { on: brigid, since: 2023 },
    { on: easter(1) },
    ...[5, 6, 8].map((month) => ({ on: nth(1, "mon", month) })),
    { on: last("mon", 10) },
  ],
};

/** The first Monday of February, or the first itself when it is a Friday. */
function brigid(year: number): number | undefined {
  const first = on("02-01")(year);
  return from("02-01", "fri")(year) === first ? first : nth(1, "mon", 2)(year);
}

/** Code du travail L3133-1; Alsace and Moselle L3134-13. */
export const FR: HolidayTable = {
  regions: "57 67 68",
  days: [
    ...fixed("01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25"),
    ...aroundEaster(1, 39, 50),
    { on: easter(-2), in: "57 67 68" },
    { on: on("12-26"), in: "57 67 68" },
  ],
};

/** Legge 260/1949; 4 October again since 2026. South Tyrol keeps Whit Monday. */
export const IT: HolidayTable = {
  regions: "BZ",
  days: [
    ...fixed("01-01 01-06 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26"),
    { on: on("10-04"), since: 2026 },
    { on: easter(0) },
    { on: easter(1) },
    { on: easter(50), in: "BZ" },
  ],
};

/** Real Decreto 2001/1983 art. 45; three communities' own constant days. */
export const ES: HolidayTable = {
  regions: "AN CT MD",
  days: [
    ...fixed("01-01 01-06 05-01 08-15 10-12 11-01 12-06 12-08 12-25"),
    { on: easter(-2) },
    { on: on("02-28"), in: "AN" },
    { on: easter(1), in: "CT" },
    ...fixed("06-24 09-11 12-26", { in: "CT" }),
    { on: on("05-02"), in: "MD" },
  ],
};

/** Código do Trabalho art. 234. */
export const PT: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 04-25 05-01 06-10 08-15 10-05 11-01 12-01 12-08 12-25"),
    ...aroundEaster(-2, 0, 60),
  ],
};

/** Algemene termijnenwet art. 3; Liberation Day every fifth year. */
export const NL: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 12-25 12-26"),
    ...aroundEaster(0, 1, 39, 49, 50),
    { on: kingsDay, since: 2014 },
    { on: (year) => (year % 5 === 0 ? on("05-05")(year) : undefined) },
  ],
};

/** 27 April; the day before when that is a Sunday. */
function kingsDay(year: number): number | undefined {
  const day = on("04-27")(year);
  return from("04-27", "sun")(year) === day ? on("04-26")(year) : day;
}

/** Koninklijk besluit 18 april 1974 art. 1. */
export const BE: HolidayTable = {
  regions: "",
  days: [...fixed("01-01 05-01 07-21 08-15 11-01 11-11 12-25"), ...aroundEaster(1, 39, 50)],
};

/** Code du travail L.232-2. */
export const LU: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 05-01 06-23 08-15 11-01 12-25 12-26"),
    { on: on("05-09"), since: 2019 },
    ...aroundEaster(1, 39, 50),
  ],
};

/** Ustawa o dniach wolnych od pracy art. 1. */
export const PL: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 01-06 05-01 05-03 08-15 11-01 11-11 12-25 12-26"),
    { on: on("12-24"), since: 2025 },
    ...aroundEaster(0, 1, 49, 60),
  ],
};

/** Zákon 245/2000 Sb. §§1, 2. */
export const CZ: HolidayTable = {
  regions: "",
  days: [
    ...fixed("01-01 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26"),
    { on: easter(-2), since: 2016 },
    { on: easter(1) },
  ],
};

/** Whether a day is a public holiday somewhere: `CA` a country, `CA-ON` one of its regions (ISO 3166-2). */
import { dayOf } from "#kit/calendar.ts";
import { remembered } from "#kit/remembered.ts";
import * as europe from "./europe.ts";
import { type HolidayTable, holidaysOf } from "./holiday.ts";
import * as nordic from "./nordic.ts";
import * as overseas from "./overseas.ts";

const tables: ReadonlyMap<string, HolidayTable> = new Map(
  Object.entries({ ...europe, ...nordic, ...overseas }),
);

export const countriesWithHolidays: readonly string[] = [...tables.keys()].sort();

/** Undefined: no table for that country, or the table does not know the region. */
function tableOf(where: string): { table: HolidayTable; region?: string } | undefined {
  const [country = "", region] = where.split("-");
  const table = tables.get(country);
  if (!table) return undefined;
  if (region === undefined) return { table };
  return table.regions.split(" ").includes(region) ? { table, region } : undefined;
}

export const knowsHolidays = (where: string): boolean => tableOf(where) !== undefined;

/** Its regions with days of their own, by the second part of their codes. */
export const regionsOf = (country: string): readonly string[] =>
  tables.get(country)?.regions.split(" ").filter(Boolean) ?? [];

const yearOf = remembered(100, (key): ReadonlySet<number> => {
  const [where = "", year] = key.split(" ");
  const found = tableOf(where);
  return found ? holidaysOf(found.table, found.region, Number(year)) : new Set();
});

/** `date` as `2026-12-25`. New Year's substitute may fall into the year before. */
export function isHoliday(where: string, date: string): boolean {
  const [day, year] = [dayOf(date), Number(date.slice(0, 4))];
  return [year, year + 1].some((of) => yearOf(`${where} ${of}`).has(day));
}

import { france } from "#media/tone/countries/france.ts";
import { germany } from "#media/tone/countries/germany.ts";
import { northAmerica } from "#media/tone/countries/northAmerica.ts";
import { unitedKingdom } from "#media/tone/countries/unitedKingdom.ts";
import { type Country, type CountryFile, readCountry } from "#media/tone/country.ts";

/** The countries whose sounds we know. */
export const countryFiles: readonly CountryFile[] = [northAmerica, unitedKingdom, germany, france];

/** That country's sounds; North America's where we know none. */
export function countryOf(code: string): Country {
  const file = countryFiles.find(({ codes }) => codes.includes(code.toUpperCase()));
  const country = readCountry(file ?? northAmerica);
  if (!country.ok) throw new Error(`${code}: ${country.problem.detail}`); // a test reads every file
  return country.value;
}

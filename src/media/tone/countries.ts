import { australia } from "#media/tone/countries/australia.ts";
import { austria } from "#media/tone/countries/austria.ts";
import { belgium } from "#media/tone/countries/belgium.ts";
import { brazil } from "#media/tone/countries/brazil.ts";
import { china } from "#media/tone/countries/china.ts";
import { france } from "#media/tone/countries/france.ts";
import { germany } from "#media/tone/countries/germany.ts";
import { india } from "#media/tone/countries/india.ts";
import { italy } from "#media/tone/countries/italy.ts";
import { japan } from "#media/tone/countries/japan.ts";
import { korea } from "#media/tone/countries/korea.ts";
import { mexico } from "#media/tone/countries/mexico.ts";
import { netherlands } from "#media/tone/countries/netherlands.ts";
import { newZealand } from "#media/tone/countries/newZealand.ts";
import { northAmerica } from "#media/tone/countries/northAmerica.ts";
import { southAfrica } from "#media/tone/countries/southAfrica.ts";
import { spain } from "#media/tone/countries/spain.ts";
import { sweden } from "#media/tone/countries/sweden.ts";
import { switzerland } from "#media/tone/countries/switzerland.ts";
import { unitedKingdom } from "#media/tone/countries/unitedKingdom.ts";
import { type Country, type CountryFile, readCountry } from "#media/tone/country.ts";

/** The countries whose sounds we know. */
export const countryFiles: readonly CountryFile[] = [
  northAmerica,
  unitedKingdom,
  germany,
  france,
  italy,
  spain,
  netherlands,
  belgium,
  austria,
  switzerland,
  sweden,
  australia,
  newZealand,
  japan,
  china,
  korea,
  india,
  brazil,
  mexico,
  southAfrica,
];

/** That country's sounds; North America's where we know none. */
export function countryOf(code: string): Country {
  const file = countryFiles.find(({ codes }) => codes.includes(code.toUpperCase()));
  const country = readCountry(file ?? northAmerica);
  if (!country.ok) throw new Error(`${code}: ${country.problem.detail}`); // a test reads every file
  return country.value;
}

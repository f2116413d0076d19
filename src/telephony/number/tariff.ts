/** What a call costs beyond an ordinary one, as far as its number tells: what an owner may forbid. */
import { bare, countryOf, type Numbering, readNumber } from "./phoneNumber.ts";

export type Tariff = "usual" | "abroad" | "premium";

/** Ranges whose calls pay the called, from the countries' public numbering plans; with the ways round them. */
const premium =
  /^\+(1900|1[2-9]\d\d976|33 ?89|3489|39899|39892|41 ?90[016]|43900|43930|449|4487[0-3]|45 ?90|46900|47829|49900|49137|49118|61190|64900|979)/;

/** North America's two that dial each other as at home; the islands of +1 are abroad. */
const sharesTariff = (a: string, b: string): boolean =>
  a === b || (["US", "CA"].includes(a) && ["US", "CA"].includes(b));

export function tariffOf(text: string, home: Numbering): Tariff {
  const number = readNumber(text, home);
  if (number?.is !== "world") return isForeignDialling(text, home) ? "abroad" : "usual";
  if (premium.test(number.e164)) return "premium";
  const country = countryOf(number.e164);
  return country !== undefined && sharesTariff(country, home.country) ? "usual" : "abroad";
}

/** Digits that no plan knows, but that a carrier would send abroad. */
function isForeignDialling(text: string, { country }: Numbering): boolean {
  const digits = bare(text);
  return (
    digits.startsWith("+") || digits.startsWith(country === "US" || country === "CA" ? "011" : "00")
  );
}

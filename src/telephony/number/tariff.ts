/** What a call costs beyond an ordinary one, as far as its number tells: what an owner may forbid. */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { behindInternational } from "./internationalPrefix.ts";
import { bare, countryOf, type Numbering, readNumber } from "./phoneNumber.ts";

/** `premium` and `shared` (the caller pays more than for a place, and part of it goes to the called); `satellite` and the networks of no country. */
export type Tariff = "usual" | "abroad" | "premium" | "shared" | "satellite";

/**
 * Beside what the library's tables say: ranges that they leave out, from the countries' public
 * numbering plans. North America's 976; votes and directory enquiries; Britain's 070 and 087x;
 * ITU-T's own 979 (E.169.2).
 */
const premium =
  /^\+(1900|1[2-9]\d\d976|33 ?89|39899|39892|41 ?90[016]|43900|43930|449|4470|4487[0-3]|45 ?90|46900|47829|49900|49137|49118|61190|64900|979)/;

/** Inmarsat, the global satellite systems, and networks of no country (ITU-T E.164, list of assigned codes). */
const ofNoCountry = /^\+(87[0-8]|88[1-3])/;

/** Directory enquiries, the dearest short numbers of Europe. */
const enquiries = /^118[0-9]{2,3}$/;
const withEnquiries = new Set(
  "AT BE BG CH CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV NL NO PL PT RO SE SI SK".split(" "),
);

export function tariffOf(text: string, home: Numbering): Tariff {
  const number = readNumber(text, home);
  if (number?.is !== "world") return shortTariff(bare(text), home);
  if (ofNoCountry.test(number.e164)) return "satellite";
  const kind = kindOf(number.e164);
  if (premium.test(number.e164) || kind === "PREMIUM_RATE") return "premium";
  if (kind === "TOLL_FREE" && countryOf(number.e164) === undefined) return "usual";
  if (!isAtHome(number.e164, home)) return "abroad";
  return kind === "SHARED_COST" || kind === "PERSONAL_NUMBER" ? "shared" : "usual";
}

const kindOf = (e164: string): string | undefined => parsePhoneNumberFromString(e164)?.getType();

/** Countries of one plan whose numbers dial each other as at home, and cost the same. */
const alike: readonly (readonly string[])[] = [
  ["US", "CA"],
  ["IT", "VA"],
  ["FI", "AX"],
  ["NO", "SJ"],
  ["AU", "CX", "CC"],
];

/** The islands of +1 and +44 are abroad: they cost like it. */
function isAtHome(e164: string, { country }: Numbering): boolean {
  const there = countryOf(e164);
  if (there === undefined) return false;
  return there === country || alike.some((one) => one.includes(there) && one.includes(country));
}

/** Digits that no plan knows, but that a carrier would send abroad; and enquiries. */
function shortTariff(digits: string, { country }: Numbering): Tariff {
  if (digits.startsWith("+") || behindInternational(digits, country) !== undefined) return "abroad";
  return enquiries.test(digits) && withEnquiries.has(country) ? "premium" : "usual";
}

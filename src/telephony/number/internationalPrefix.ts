/** What is dialled at home for abroad: 00, 011, 0011, 010, 810 …, with the carriers' codes that some countries put into it. */
import { isSupportedCountry, Metadata } from "libphonenumber-js/min";
import { remembered } from "#kit/remembered.ts";

const prefixOf: (country: string) => RegExp = remembered(50, (country) => {
  if (!isSupportedCountry(country)) return /^00/;
  const plans = new Metadata();
  plans.selectNumberingPlan(country);
  return new RegExp(`^(?:${plans.numberingPlan?.IDDPrefix() ?? "00"})`);
});

/** The digits behind it, the country code first; undefined: it is not dialled for abroad. */
export function behindInternational(digits: string, country: string): string | undefined {
  const [prefix] = prefixOf(country).exec(digits) ?? [];
  return prefix === undefined ? undefined : digits.slice(prefix.length);
}

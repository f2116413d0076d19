/** A number that is dialled, digit by digit: whether it is whole yet, as the owner's country writes numbers. */
import {
  getCountryCallingCode,
  isSupportedCountry,
  validatePhoneNumberLength,
} from "libphonenumber-js/min";
import type { Dialled } from "#telephony/line/line.ts";
import { behindInternational } from "./internationalPrefix.ts";
import { type Numbering, readNumber } from "./phoneNumber.ts";

export interface NumberPlan {
  readonly home: Numbering;
  /** An exchange is there, which knows short numbers of its own. */
  readonly shortNumbers: boolean;
}

export const whole: Dialled = { is: "complete" };
export const invalid: Dialled = { is: "invalid" };
export const more = (enough: boolean): Dialled => ({ is: "more", enough });

export const dialledNumber = (digits: string, plan: NumberPlan): Dialled =>
  isNorthAmerica(plan.home) ? northAmerican(digits, plan) : byCountry(digits, plan);

export function isNorthAmerica({ country }: Numbering): boolean {
  return isSupportedCountry(country) && getCountryCallingCode(country) === "1";
}

/** NANP: seven digits at home, ten anywhere, 1 and ten, 011 abroad, N11 and 0 for services. */
function northAmerican(digits: string, plan: NumberPlan): Dialled {
  if (digits.startsWith("011")) return abroad(digits.slice(3));
  if (digits.startsWith("0")) return digits.length > 11 ? invalid : more(digits.length !== 2);
  if (/^[2-8]11$/.test(digits)) return whole;
  const national = digits.replace(/^1/, "");
  if (!/^([2-9][0-9]{0,9})?$/.test(national)) return invalid;
  if (national.length === 10) return whole;
  const local = digits.length === 7 && national === digits && plan.home.areaCode !== undefined;
  return more(local || digits === "988" || isShort(digits, plan));
}

const isShort = (digits: string, { shortNumbers }: NumberPlan): boolean =>
  shortNumbers && digits.length >= 2 && digits.length <= 5;

/** E.164 counts fifteen digits at most; how many a country has is in the library's tables. */
function abroad(digits: string): Dialled {
  if (digits.length < 5) return more(false);
  if (digits.length > 15) return invalid;
  return more(validatePhoneNumberLength(`+${digits}`) === undefined);
}

/** Where numbers have no fixed length, the wait behind the last digit ends them. */
function byCountry(digits: string, plan: NumberPlan): Dialled {
  const { home } = plan;
  const foreign = behindInternational(digits, home.country);
  if (foreign !== undefined) return abroad(foreign);
  if (digits.length > 18) return invalid;
  if (!isSupportedCountry(home.country)) return more(digits.length >= 2);
  const longest = validatePhoneNumberLength(`${digits}0`, home.country) === "TOO_LONG";
  const known = readNumber(digits, home)?.is === "world";
  if (known && longest) return whole;
  return more(digits.length >= 3 || isShort(digits, plan));
}

/**
 * What is dialled at a telephone: digit by digit, whether it is a whole number yet, and in the end
 * what is meant by it. Calls for help come first of all; then the few codes that this server knows,
 * then numbers as the owner's country writes them. Whether a call may be made is decided elsewhere.
 */
import {
  getCountryCallingCode,
  isSupportedCountry,
  validatePhoneNumberLength,
} from "libphonenumber-js/min";
import type { Dialled } from "#telephony/line/line.ts";
import { emergencyIn } from "./emergency.ts";
import { bare, type Numbering, readNumber } from "./phoneNumber.ts";

/** What the owner's settings say about dialling; `settings/home.ts` gathers it. */
export interface DialPlan {
  readonly home: Numbering;
  /** Every number that calls for help. */
  readonly help: readonly string[];
  /** An exchange is there, which knows short numbers of its own. */
  readonly shortNumbers: boolean;
  /** The ids of the telephones of the house, which call each other by them. */
  readonly telephones: readonly string[];
}

export type Meaning =
  | { readonly is: "emergency"; readonly number: string }
  /** The owner's menu of messages; one's own voice. */
  | { readonly is: "messages" | "echo" }
  /** As it was dialled, without what only ends it. */
  | { readonly is: "number"; readonly number: string }
  | { readonly is: "telephone"; readonly device: string }
  | { readonly is: "nothing" };

const services: Readonly<Record<string, "messages" | "echo">> = {
  "*98": "messages",
  "*43": "echo",
  messages: "messages",
  echo: "echo",
};
/** May stand before a number out of habit; so far only a call for help is put through behind them. */
const before = ["*67", "*82", "*70", "*31#", "#31#"];

const whole: Dialled = { is: "complete" };
const callForHelp: Dialled = { is: "complete", emergency: true };
const invalid: Dialled = { is: "invalid" };
const more = (enough: boolean): Dialled => ({ is: "more", enough });

/** `#` behind the digits says that there will be no more; names and addresses are always whole. */
export function dialled(digits: string, plan: DialPlan): Dialled {
  if (digits === "") return more(false);
  if (digits.length > 1 && digits.endsWith("#") && !before.includes(digits))
    return asWhole(meaningOf(digits, plan));
  if (!/^[0-9*#]+$/.test(digits)) return asWhole(meaningOf(digits, plan));
  if (isHelp(digits, plan)) return mayBeLonger(digits, plan) ? more(true) : callForHelp;
  const verdict = /[*#]/.test(digits) ? code(digits, plan) : number(digits, plan);
  return verdict.is === "invalid" && beginsHelp(digits, plan) ? more(false) : verdict;
}

const number = (digits: string, plan: DialPlan): Dialled =>
  isNorthAmerica(plan.home) ? northAmerican(digits, plan) : byCountry(digits, plan);

function asWhole(meaning: Meaning): Dialled {
  if (meaning.is === "nothing") return invalid;
  return meaning.is === "emergency" ? callForHelp : whole;
}

/** What was meant, once nothing more will come. */
export function meaningOf(text: string, { help: numbers, telephones }: DialPlan): Meaning {
  const ended = text.length > 1 ? text.replace(/#$/, "") : text;
  const emergency = emergencyIn(ended, numbers);
  if (emergency !== undefined) return { is: "emergency", number: emergency };
  const service = services[ended.toLowerCase()];
  if (service) return { is: service };
  if (telephones.includes(ended)) return { is: "telephone", device: ended };
  const number = /[A-Za-z@]/.test(ended) ? "" : bare(ended);
  return /^\+?[0-9]{1,15}$/.test(number) ? { is: "number", number } : { is: "nothing" };
}

/* Codes. */

const isHelp = (digits: string, { help }: DialPlan): boolean => help.includes(digits);
const beginsHelp = (digits: string, { help }: DialPlan): boolean =>
  help.some((number) => number.startsWith(digits));

/** In Berlin local numbers begin with 911 too: there the short wait tells them from a call for help. */
function mayBeLonger(digits: string, { home }: DialPlan): boolean {
  return digits === "911" && home.areaCode !== undefined && !isNorthAmerica(home);
}

function code(digits: string, plan: DialPlan): Dialled {
  if (services[digits]) return whole;
  const known = [...Object.keys(services), ...before];
  if (known.some((text) => text.startsWith(digits))) return more(false);
  const prefix = before.find((text) => digits.startsWith(text));
  if (prefix === undefined) return invalid;
  const rest = digits.slice(prefix.length);
  if (isHelp(rest, plan)) return callForHelp;
  return beginsHelp(rest, plan) ? more(false) : invalid;
}

/* Numbers. */

function isNorthAmerica({ country }: Numbering): boolean {
  return isSupportedCountry(country) && getCountryCallingCode(country) === "1";
}

/** NANP: seven digits at home, ten anywhere, 1 and ten, 011 abroad, N11 and 0 for services. */
function northAmerican(digits: string, plan: DialPlan): Dialled {
  if (digits.startsWith("011")) return abroad(digits.slice(3));
  if (digits.startsWith("0")) return digits.length > 11 ? invalid : more(digits.length !== 2);
  if (/^[2-8]11$/.test(digits)) return whole;
  const national = digits.replace(/^1/, "");
  if (!/^([2-9][0-9]{0,9})?$/.test(national)) return invalid;
  if (national.length === 10) return whole;
  const local = digits.length === 7 && national === digits && plan.home.areaCode !== undefined;
  return more(local || digits === "988" || isShort(digits, plan));
}

const isShort = (digits: string, { shortNumbers }: DialPlan): boolean =>
  shortNumbers && digits.length >= 2 && digits.length <= 5;

/** E.164 counts fifteen digits at most; how many a country has is in the library's tables. */
function abroad(digits: string): Dialled {
  if (digits.length < 5) return more(false);
  if (digits.length > 15) return invalid;
  return more(validatePhoneNumberLength(`+${digits}`) === undefined);
}

/** Where numbers have no fixed length, the wait behind the last digit ends them. */
function byCountry(digits: string, plan: DialPlan): Dialled {
  const { home } = plan;
  if (digits.length > 18) return invalid;
  if (digits.startsWith("00")) return abroad(digits.slice(2));
  if (!isSupportedCountry(home.country)) return more(digits.length >= 2);
  const longest = validatePhoneNumberLength(`${digits}0`, home.country) === "TOO_LONG";
  const known = readNumber(digits, home)?.is === "world";
  if (known && longest) return whole;
  return more(digits.length >= 3 || isShort(digits, plan));
}

/**
 * Telephone numbers as values: what somebody wrote or a network sent, read in the owner's country,
 * so that +16135550142, (613) 555-0142 and 555-0142 are one number. The library's names stay in
 * this folder. Used by rules, dialling, caller display; never decides whether a number is in service.
 */
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import type { Brand } from "#kit/brand.ts";
import { remembered } from "#kit/remembered.ts";

/** `+`, country code, national number: at most 15 digits (ITU-T E.164). */
export type E164 = Brand<string, "E164">;

/** Where numbers without a country are at home. */
export interface Numbering {
  /** ISO 3166, `CA`. */
  readonly country: string;
  /** Put before local numbers where area codes are optional. */
  readonly areaCode?: string;
}

/** A number of the world's plan, or digits that only their own exchange understands (`201`, `*98`). */
export type PhoneNumber =
  | { readonly is: "world"; readonly e164: E164; readonly country?: string }
  | { readonly is: "short"; readonly digits: string };

const E164_FORM = /^\+[1-9][0-9]{6,14}$/;
const longestShort = 15;

/** Without what people put between digits; the `+` stays. */
export const bare = (text: string): string => text.replaceAll(/[^0-9*#+]/g, "");

/** Undefined for what is no number at all: empty, a name, or longer than any number. */
export function readNumber(text: string, home: Numbering): PhoneNumber | undefined {
  if (/[A-Za-z@]/.test(text)) return undefined;
  const digits = bare(text);
  if (digits.startsWith("+")) return E164_FORM.test(digits) ? world(digits) : undefined;
  if (!/^[0-9*#]+$/.test(digits)) return undefined;
  return worldNumber(digits, home) ?? short(digits);
}

const world = (e164: string): PhoneNumber => ({ is: "world", e164: e164 as E164 });
const short = (digits: string): PhoneNumber | undefined =>
  digits.length <= longestShort ? { is: "short", digits } : undefined;

/** National, local, with an international prefix, or E.164 whose `+` was lost on the way. */
function worldNumber(digits: string, home: Numbering): PhoneNumber | undefined {
  if (digits.length < 5 || /[*#]/.test(digits) || !isSupportedCountry(home.country))
    return undefined;
  const code = getCountryCallingCode(home.country);
  for (const text of readings(digits, code, home.areaCode)) {
    const number = parsePhoneNumberFromString(text, {
      defaultCountry: home.country,
      extract: false,
    });
    if (number?.isValid()) return world(number.number);
  }
  return undefined;
}

/** Likeliest first. In North America ten digits are a national number; elsewhere that takes a leading 0. */
function readings(digits: string, code: string, areaCode?: string): readonly string[] {
  const local = areaCode && !digits.startsWith("0") ? [`${areaCode}${digits}`] : [];
  if (code === "1") return [digits, ...local, `+${digits}`];
  if (digits.startsWith(code)) return [`+${digits}`, ...local, digits];
  return [...local, digits, `+${digits}`];
}

/**
 * The digits by which somebody at home would call back; what is no number of the world stays as it
 * is, and so does one from abroad where each network has an international prefix of its own (Brazil).
 */
export function dialledAtHome(number: string, home: Numbering): string {
  const known = isSupportedCountry(home.country) ? home.country : undefined;
  const found = known && parsePhoneNumberFromString(number, { extract: false });
  if (!found) return bare(number);
  const isNational = found.countryCallingCode === getCountryCallingCode(known);
  const text: string | undefined = isNational
    ? found.formatNational()
    : found.format("IDD", { fromCountry: known });
  return bare(text ?? number);
}

/** True when both are numbers and mean the same telephone. */
export function sameNumber(a: string, b: string, home: Numbering): boolean {
  const [one, other] = [readNumber(a, home), readNumber(b, home)];
  return one !== undefined && other !== undefined && canonical(one) === canonical(other);
}

/** One text for one number: E.164, or the short form's digits. */
export const canonical = (number: PhoneNumber): string =>
  number.is === "world" ? number.e164 : number.digits;

/** For people: national at home, international elsewhere, short and strange ones as they are. */
export function display(text: string, home: Numbering): string {
  const number = readNumber(text, home);
  if (number?.is !== "world") return text;
  const known = parsePhoneNumberFromString(number.e164);
  if (!known) return number.e164;
  const domestic = known.country === home.country || sharesPlan(known.countryCallingCode, home);
  return domestic ? known.formatNational() : known.formatInternational();
}

/** Canada and the United States dial each other as they dial at home. */
const sharesPlan = (callingCode: string, home: Numbering): boolean =>
  callingCode === "1" && (home.country === "CA" || home.country === "US");

/** ISO 3166 of an E.164 number; undefined for those of no country (+800, +883). */
export const countryOf: (e164: string) => string | undefined = remembered(
  500,
  (e164) => parsePhoneNumberFromString(e164)?.country,
);

export const isCountry = (country: string): boolean => isSupportedCountry(country);

/** How the number is dialled inside the owner's country, without and with the leading 0; empty for numbers abroad. */
export function nationalDigits(e164: E164, home: Numbering): readonly string[] {
  const number = parsePhoneNumberFromString(e164);
  if (!number || !isSupportedCountry(home.country)) return [];
  if (number.countryCallingCode !== getCountryCallingCode(home.country)) return [];
  return [number.nationalNumber, bare(number.formatNational())];
}

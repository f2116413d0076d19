/** Countries and time zones, by name, from the machine's own tables. */
import { getCountries } from "libphonenumber-js/min";

export function countries(locale: string): readonly (readonly [code: string, name: string])[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return getCountries()
    .map((code) => [code, names.of(code) ?? code] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, locale));
}

/** All zones that there are, and the one in use should it not be among them. */
export function zones(own: string | undefined): readonly string[] {
  const all = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return own !== undefined && !all.includes(own) ? [own, ...all] : all;
}

/** The country that a browser's language and time zone speak of: a first guess, never more. */
export function likelyCountry(languages: readonly string[], zone: string): string {
  const byZone = zoneCountries[zone];
  if (byZone !== undefined) return byZone;
  const regions = languages.map((one) => new Intl.Locale(one).region);
  return regions.find((region) => region !== undefined) ?? "US";
}

const zoneCountries: Readonly<Record<string, string>> = {
  "America/Toronto": "CA",
  "America/Vancouver": "CA",
  "America/Edmonton": "CA",
  "America/Winnipeg": "CA",
  "America/Halifax": "CA",
  "America/New_York": "US",
  "America/Chicago": "US",
  "America/Denver": "US",
  "America/Los_Angeles": "US",
  "America/Mexico_City": "MX",
  "America/Sao_Paulo": "BR",
  "Europe/London": "GB",
  "Europe/Dublin": "IE",
  "Europe/Paris": "FR",
  "Europe/Berlin": "DE",
  "Europe/Vienna": "AT",
  "Europe/Zurich": "CH",
  "Europe/Amsterdam": "NL",
  "Europe/Brussels": "BE",
  "Europe/Madrid": "ES",
  "Europe/Rome": "IT",
  "Europe/Warsaw": "PL",
  "Europe/Stockholm": "SE",
  "Europe/Oslo": "NO",
  "Europe/Copenhagen": "DK",
  "Europe/Helsinki": "FI",
  "Asia/Tokyo": "JP",
  "Asia/Kolkata": "IN",
  "Australia/Sydney": "AU",
  "Australia/Melbourne": "AU",
  "Pacific/Auckland": "NZ",
};

/** Numbers that call for help: no rule, limit or plan may stand in their way. */
import { isNorthAmerica } from "./dialledNumber.ts";
import { bare } from "./phoneNumber.ts";

/** Reachable from everywhere: the two that telephones and networks know the world over (3GPP TS 22.101 §10). */
const everywhere = ["112", "911"];

/** What is dialled in each country besides; from the countries' own public numbering plans. */
const national: Readonly<Record<string, string>> = {
  AR: "100 101 107",
  AT: "122 133 140 144",
  AU: "000 106",
  BE: "100 101",
  BR: "190 192 193",
  CH: "117 118 144 1414",
  CL: "131 132 133",
  CN: "110 119 120",
  CO: "123",
  CZ: "150 155 158",
  DE: "110",
  ES: "061 062 080 085 091 092",
  FR: "15 17 18 114 115 119 196",
  GB: "999",
  GR: "100 166 199",
  HK: "999",
  HR: "192 193 194",
  HU: "104 105 107",
  IE: "999",
  IL: "100 101 102",
  IN: "100 101 102 108",
  IT: "113 115 117 118",
  JP: "110 118 119",
  KR: "119",
  NO: "110 113",
  NZ: "111",
  PL: "997 998 999",
  RU: "101 102 103",
  SG: "995 999",
  SI: "113",
  SK: "150 155 158",
  TW: "110 119",
  UA: "101 102 103",
  ZA: "10111 10177",
};

type Help = "police" | "fire" | "ambulance";

/** Those that have one number each, in that order; from the same plans. `-` where one number is for several. */
const services: Readonly<Record<string, string>> = {
  AR: "101 100 107",
  AT: "133 122 144",
  BR: "190 193 192",
  CH: "117 118 144",
  CL: "133 132 131",
  CN: "110 119 120",
  CZ: "158 150 155",
  DE: "110 - -",
  ES: "091 080 061",
  FR: "17 18 15",
  GR: "100 199 166",
  HR: "192 193 194",
  HU: "107 105 104",
  IL: "100 102 101",
  IT: "113 115 118",
  JP: "110 119 -",
  NO: "112 110 113",
  PL: "997 998 999",
  RU: "102 101 103",
  SI: "113 - -",
  SK: "158 150 155",
  TW: "110 119 -",
  UA: "102 101 103",
  ZA: "10111 - 10177",
};
const kinds: readonly Help[] = ["police", "fire", "ambulance"];

/** The service that the number means in that country (RFC 5031 §4.2); in doubt, whoever sorts them. */
export function helpUrn(dialled: string, country: string): string {
  const digits = bare(dialled.replace(/^(sips?|tel):/i, "").replace(/[@;].*$/, ""));
  const kind = kinds[services[country]?.split(" ").indexOf(digits) ?? -1];
  return kind === undefined ? "urn:service:sos" : `urn:service:sos.${kind}`;
}

/** What is called where a service has no number of its own, and 112 or 911 is not it. */
const general: Readonly<Record<string, string>> = {
  AR: "911",
  AU: "000",
  BR: "190",
  CL: "133",
  CN: "110",
  CO: "123",
  GB: "999",
  HK: "999",
  IE: "112",
  IL: "100",
  JP: "110",
  MX: "911",
  NZ: "111",
  SG: "999",
  TW: "110",
  ZA: "10111",
};

/** The number of that country for a service URN; undefined: it is no such URN. */
export function urnNumber(urn: string, country: string): string | undefined {
  const [, kind] = /^urn:service:sos(?:\.([a-z]+))?/i.exec(urn) ?? [];
  if (!/^urn:service:sos\b/i.test(urn)) return undefined;
  const at = kinds.findIndex((one) => one === kind?.toLowerCase());
  const own = services[country]?.split(" ")[at];
  if (own !== undefined && own !== "-") return own;
  return general[country] ?? (isNorthAmerica({ country }) ? "911" : "112");
}

/** The owner's own come on top, never instead. */
export function emergencyNumbers(country: string, own: readonly string[]): readonly string[] {
  return [...new Set([...everywhere, ...(national[country]?.split(" ") ?? []), ...own])];
}

/**
 * Which of `numbers` is meant by what was dialled, however it was dialled: `911`, `9 911` out of
 * office habit, `*67 911`, `sip:112@…`, or the service URN of RFC 5031. Undefined: no call for help.
 */
export function emergencyIn(dialled: string, numbers: readonly string[]): string | undefined {
  const urn = /^urn:service:sos\b/i.test(dialled);
  if (urn) return numbers[0];
  const digits = bare(dialled.replace(/^(sips?|tel):/i, "").replace(/[@;].*$/, ""));
  return [digits, ...withoutPrefix(digits)].find((text) => numbers.includes(text));
}

/** A line's `*67`-like codes, a `+` set by a telephone's address book, the 9 or 0 of an office. */
function withoutPrefix(digits: string): readonly string[] {
  // Codes have two digits or three: `*67911` must not be read as `*679` and 11.
  return [
    /^([*#][0-9]{2})+/,
    /^([*#][0-9]{2}[*#]?)+/,
    /^([*#][0-9]{3})+/,
    /^([*#][0-9]{3}[*#]?)+/,
    /^/,
  ].flatMap((codes) => {
    const plain = digits.replace(codes, "").replace(/^\+/, "");
    return /^[09][0-9]{3,}$/.test(plain) ? [plain, plain.slice(1)] : [plain];
  });
}

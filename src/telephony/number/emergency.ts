/** Numbers that call for help: no rule, limit or plan may stand in their way. */
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

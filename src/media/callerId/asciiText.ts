/**
 * Names and numbers as a caller-ID box can show them: printable ASCII, and nothing else.
 *
 * One rule for letters of every language: a letter loses its marks (ä→a, é→e, ø→o, ł→l, ñ→n, İ→I),
 * and a letter that is two in one is written as the two (ß→ss, æ→ae, œ→oe, þ→th, ĳ→ij). So ä is a
 * and never ae, which keeps names short and is the same in Malmö as in Köln. Greek and Cyrillic
 * letters become the Latin ones of the table below. What has no such letter (鈴木) is left out.
 */
export function asciiName(name: string, longest: number): string {
  const letters = [...name.normalize("NFKD")].map(latin).join("");
  return letters
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, longest)
    .trimEnd();
}

/** A number's digits, star and hash, as many as fit; `+`, spaces and dashes are no keys of a telephone. */
export const dialledKeys = (number: string, longest: number): string =>
  number.replaceAll(/[^\d*#]/g, "").slice(0, longest);

function latin(sign: string): string {
  if (sign < "\x7f") return /\s/.test(sign) ? " " : sign;
  const small = sign.toLowerCase();
  const known = letters.get(small);
  if (known === undefined || sign === small) return known ?? "";
  return known.charAt(0).toUpperCase() + known.slice(1);
}

/** Small letters and signs that Unicode does not take apart (NFKD) into ASCII and marks. */
const latinPairs =
  'ß ss æ ae œ oe ø o å a ł l đ d ð d þ th ħ h ı i ĸ k ŋ ng ŧ t ə e ‘ \' ’ \' ‚ \' ′ \' “ " ” " „ " « " » " ‐ - ‑ - ‒ - – - — - − - ⁄ / ';
const greekPairs =
  "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ";
const cyrillicPairs =
  "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz";

const letters: ReadonlyMap<string, string> = new Map(
  [...`${latinPairs}${greekPairs}${cyrillicPairs}`.matchAll(/(\S) (\S+)/g)].map(
    ([, sign = "", ascii = ""]) => [sign, ascii],
  ),
);

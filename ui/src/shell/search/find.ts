/** What may be called or found, and how it is found: pure. */

export const groups = ["call", "person", "page", "rule", "setting", "device"] as const;
export type Group = (typeof groups)[number];

export interface Find {
  readonly key: string;
  readonly group: Group;
  readonly text: string;
  /** A second, quieter line. */
  readonly detail?: string;
  /** Found by these words too. */
  readonly more?: string;
  /** Where it leads, or whom it calls. */
  readonly act: { readonly to: string } | { readonly call: string };
}

export interface FoundGroup {
  readonly group: Group;
  readonly finds: readonly Find[];
}

/** More of one kind than these help nobody. */
const mostOfAKind = 5;

/** Without accents and capitals: whoever types "chloe" means Chloé. */
export const folded = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();

/** A text that is meant as a number or an address to call, as it is sent; undefined when it is a word. */
export function callable(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^(sips?:)?[^\s@]+@[^\s@]+$/i.test(trimmed)) return trimmed;
  if (!/^[+*#(\d][\d\s().*#/-]*$/.test(trimmed)) return undefined;
  const bare = trimmed.replaceAll(/[^\d+*#]/g, "");
  return bare.length >= 2 ? bare : undefined;
}

/** How well: every word must be there; at the beginning of the text is best, of a word better than inside. */
function fit(find: Find, words: readonly string[], digits: string): number {
  const text = folded(find.text);
  const all = folded(`${find.text} ${find.detail ?? ""} ${find.more ?? ""}`);
  if (digits.length >= 3 && all.replaceAll(/[\s().-]/g, "").includes(digits)) return 1;
  const fits = words.map((word) => wordFit(word, text, all));
  return fits.includes(0) ? 0 : fits.reduce((sum, one) => sum + one, 0);
}

function wordFit(word: string, text: string, all: string): number {
  if (text.startsWith(word)) return 4;
  if (text.includes(` ${word}`)) return 3;
  if (all.includes(` ${word}`)) return 2;
  return Number(word.length > 2 && all.includes(word));
}

/** What fits, by kind: the kind with the best find first, in each kind the best first. */
export function find(query: string, all: readonly Find[]): readonly FoundGroup[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const digits = callable(query)?.replaceAll(/\D/g, "") ?? "";
  const found = new Map<Group, { readonly find: Find; readonly fit: number }[]>();
  for (const one of all) {
    const how = fit(one, words, digits);
    if (how > 0) found.set(one.group, [...(found.get(one.group) ?? []), { find: one, fit: how }]);
  }
  return groups
    .flatMap((group) => {
      const finds = found.get(group)?.sort((a, b) => b.fit - a.fit) ?? [];
      return finds.length === 0 ? [] : [{ group, finds: finds.slice(0, mostOfAKind) }];
    })
    .sort((a, b) => (b.finds[0]?.fit ?? 0) - (a.finds[0]?.fit ?? 0))
    .map(({ group, finds }) => ({ group, finds: finds.map((one) => one.find) }));
}

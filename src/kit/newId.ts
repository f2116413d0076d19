/** A short name that nothing in the list has yet: `kitchen`, `kitchen-2`. */
export function newId(wish: string, taken: readonly { readonly id: string }[]): string {
  const base = slug(wish) || "item";
  const ids = new Set(taken.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!ids.has(id)) return id;
  }
}

/** Letters and digits only, as the settings document wants ids: "Küche oben" → "kuche-oben". */
export const slug = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);

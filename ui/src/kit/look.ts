/** What this browser remembers of its owner's taste. Nothing of it is secret. */
export type Look = "system" | "light" | "dark";

const keys = {
  look: "ringwise.look",
  language: "ringwise.language",
  device: "ringwise.device",
  /** Of the handset: what it is dialled with. */
  face: "ringwise.face",
} as const;

/** A browser that keeps nothing (private windows) forgets, and that is all. */
export function remembered(what: keyof typeof keys): string | undefined {
  try {
    return localStorage.getItem(keys[what]) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(what: keyof typeof keys, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(keys[what]);
    else localStorage.setItem(keys[what], value);
  } catch {
    // forgotten, then
  }
}

export function showLook(): void {
  const look = remembered("look");
  const scheme = look === "light" || look === "dark" ? look : "light dark";
  document.documentElement.style.colorScheme = scheme;
}

/** What this browser remembers of its owner's taste. Nothing of it is secret. */
import { base } from "./base.ts";

export type Look = "system" | "light" | "dark";

/** The sites of one host share what a browser keeps. */
const keys = {
  look: `ringwise${base}.look`,
  language: `ringwise${base}.language`,
  device: `ringwise${base}.device`,
  /** Which telephone is used for calls that are begun from the search. */
  callWith: `ringwise${base}.callWith`,
  /** A headset was allowed: its hook is the telephone's. */
  headset: `ringwise${base}.headset`,
  /** What the other side says is written down. */
  captions: `ringwise${base}.captions`,
  /** Of the handset: what it is dialled with. */
  face: `ringwise${base}.face`,
} as const;

/** `tab`: until this tab is closed; a reload does not close it. */
type HowLong = "always" | "tab";
const storeOf = (how: HowLong): Storage => (how === "tab" ? sessionStorage : localStorage);

/** A browser that keeps nothing (private windows) forgets, and that is all. */
export function remembered(what: keyof typeof keys, how: HowLong = "always"): string | undefined {
  try {
    return storeOf(how).getItem(keys[what]) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(
  what: keyof typeof keys,
  value: string | undefined,
  how: HowLong = "always",
): void {
  try {
    if (value === undefined) storeOf(how).removeItem(keys[what]);
    else storeOf(how).setItem(keys[what], value);
  } catch {
    // forgotten, then
  }
}

export function showLook(): void {
  const look = remembered("look");
  const scheme = look === "light" || look === "dark" ? look : "light dark";
  document.documentElement.style.colorScheme = scheme;
}

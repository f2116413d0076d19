/** Which pages there are, as their routers say: so that a test of every page forgets none. */
import { readFileSync } from "node:fs";

const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../ui/src/${file}`, import.meta.url), "utf8");

/** Of a router's file: `/calls/:id`, as a test of whether an address is one of it. */
function patternsIn(file: string): readonly string[] {
  const source = sourceOf(file);
  const found = source.matchAll(/path="(\/[^"]*)"|pathname === "(\/[^"]+)"/g);
  return [...found].map(([, path, alone]) => path ?? alone ?? "");
}

const fits = (pattern: string, address: string): boolean =>
  new RegExp(
    `^${pattern.replaceAll(/\/:\w+/g, "/[^/]+").replaceAll(/(\/\[\^\/\]\+)\?/g, "($1)?")}$`,
  ).test(address);

/** Patterns of that router which none of the addresses is one of. */
export const forgotten = (file: string, addresses: Iterable<string>): readonly string[] => {
  const all = [...addresses];
  return patternsIn(file).filter((pattern) => !all.some((address) => fits(pattern, address)));
};

/** The sections of Settings, by their addresses. */
export function settingsSections(): readonly string[] {
  const [, list = ""] =
    /const sections = \[([^\]]*)\]/.exec(sourceOf("screens/settings/settings.tsx")) ?? [];
  return [...list.matchAll(/"(\w+)"/g)].map(([, name]) => `/settings/${name}`);
}

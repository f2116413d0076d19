/**
 * Where this site is below its host's name: nothing, or `/u/ada` of a member whose server lives at
 * an exchange. The server writes it into the page (`data-base`). What goes through the router needs
 * none of this; every other address of the site is made here. Assets alone are the host's.
 */
interface Browser {
  readonly location?: { readonly origin: string };
  readonly document?: {
    readonly documentElement: { readonly dataset: Readonly<Record<string, string | undefined>> };
  };
}
const { document, location } = globalThis as Browser;

export const base = document?.documentElement.dataset["base"] ?? "";

/** `/api/v1/status` → `/u/ada/api/v1/status`. */
export const here = (path: string): string => base + path;

/** For whoever is told of it elsewhere: with the host's name. */
export const linkTo = (path: string): string => (location?.origin ?? "") + base + path;

/** `/u/ada/calls` → `/calls`, as the router names it; undefined for what is not of this site. */
export function within(pathname: string, of = base): string | undefined {
  if (of === "" || pathname === of) return pathname.slice(of.length) || "/";
  return pathname.startsWith(`${of}/`) ? pathname.slice(of.length) : undefined;
}

/**
 * `npm run licences`: what the product is made of, for the About page: each package that ships,
 * with its licence, out of package-lock.json. Committed; a test finds the day they differ.
 */
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
export const licencesFile = new URL("ui/src/screens/settings/licences.json", root);

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** What the file should hold: `[name, version, licence]`, by name; of one name, every version. */
export function licencesText(): string {
  const lock = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const rows = new Map<string, readonly string[]>();
  for (const [path, { version = "", license = "", dev = false }] of Object.entries(lock.packages)) {
    const name = path.split("node_modules/").at(-1) ?? "";
    if (name !== "" && !dev) rows.set(`${name} ${version}`, [name, version, license]);
  }
  const sorted = [...rows.keys()].sort().map((key) => rows.get(key) ?? []);
  return `[\n${sorted.map(lineOf).join(",\n")}\n]\n`;
}

const lineOf = (row: readonly string[]): string =>
  `  [${row.map((text) => JSON.stringify(text)).join(", ")}]`;

if (import.meta.main) writeFileSync(licencesFile, licencesText());

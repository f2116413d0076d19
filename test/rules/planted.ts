import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A small house of its own with these files in it, for a checker to look at. Take it down with `remove`. */
export function planted(
  files: Readonly<Record<string, string>>,
  copied: readonly string[],
): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-planted-"));
  for (const file of copied) cpSync(join(root, file), join(folder, file));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

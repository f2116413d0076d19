import { existsSync, globSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [sources, built] = [`${root}src/bin/ringwise.ts`, `${root}out/bin/ringwise.js`];

/**
 * The program as people start it, which is there in a third of the time that its sources take; these
 * where it is older than one of them (`node scripts/ready.js --dev` builds it), and where it is
 * counted what of them was run.
 */
export const program = isFresh() && process.env["NODE_V8_COVERAGE"] === undefined ? built : sources;

function isFresh(): boolean {
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  const all = globSync("src/**/*.ts", { cwd: root, exclude: ["**/*.test.ts"] });
  return all.every((file) => statSync(root + file).mtimeMs <= mtimeMs);
}

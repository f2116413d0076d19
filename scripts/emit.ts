/** Before packing: the sources as plain JavaScript in dist/, for Node strips no types inside node_modules. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.emit.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

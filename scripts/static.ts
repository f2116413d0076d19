/**
 * `npm run static`: types, lint, purity and layers, as many side by side as there are cores; each
 * says all it has to say when it is done.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** The longest first. */
const checks: readonly (readonly [command: string, ...args: readonly string[]])[] = [
  ["tsc", "-p", "."],
  ["biome", "check", "."],
  ["depcruise", "src", "ui/src"],
  ["tsc", "-p", "ui"],
  ["node", "scripts/purity.ts"],
];

function ends([command, ...args]: (typeof checks)[number]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      said += String(data);
    });
  child.on("error", (error) => {
    said += String(error);
  });
  child.on("close", (code) => {
    console.log(`${code === 0 ? "✔" : "✖"} ${command} ${args.join(" ")}\n${said.trimEnd()}`);
    resolve(code === 0);
  });
  return promise;
}

const waiting = [...checks];
let isGood = true;
async function worksOff(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    isGood = (await ends(next)) && isGood;
}
await Promise.all(Array.from({ length: availableParallelism() }, worksOff));
process.exitCode = isGood ? 0 : 1;

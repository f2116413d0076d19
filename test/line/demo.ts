/** `npm run demo`: an evening in a house with two analogue telephones, printed scene by scene. */
import module from "node:module";
import { join } from "node:path";

module.enableCompileCache?.(join(import.meta.dirname, "compiled")); // the second time it need not be compiled
const { scenes, written } = await import("./evening.ts");

const told = [];
for (const scene of Object.values(scenes)) {
  const lines = (await scene()).told();
  told.push(...lines);
  console.log(`${lines.map(written).join("\n")}\n`);
}
const minutes = Math.round(((told.at(-1)?.at ?? 0) - (told[0]?.at ?? 0)) / 60_000);
const { user, system } = process.cpuUsage();
const took = (performance.now() / 1000).toFixed(2);
const work = ((user + system) / 1_000_000).toFixed(2);
console.log(`An evening of ${minutes} minutes in ${took} s; ${work} s of work for the processor.`);

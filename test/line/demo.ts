/**
 * `npm run demo`: an evening in a house with two analogue telephones, printed scene by scene. Built
 * into a snapshot of Node's: what is loaded here is loaded already when the evening begins.
 */
import { startupSnapshot } from "node:v8";
import { scenes, written } from "./evening.ts";

async function evening(): Promise<void> {
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
  console.log(
    `An evening of ${minutes} minutes in ${took} s; ${work} s of work for the processor.`,
  );
}

startupSnapshot.setDeserializeMainFunction(() => void evening());

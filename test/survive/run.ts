/**
 * `npm run survive`: kills a supervised server at random moments of real calls, and says what came
 * of it, with the goals in brackets. It ends with 1 where a call or a record was lost, or something
 * did not work afterwards; not where something took long. Lists have commas in them; everything in
 * them comes up before any of it comes again.
 *
 *   npm run survive -- [--rounds 100] [--seed 1] [--kill server,media,both] [--transport udp,tcp,tls,wss]
 *                      [--host 127.0.0.1,::1] [--at-once 1] [--inside] [--json]
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { isWell, tableOf } from "./figures.ts";
import { mostSeats } from "./house.ts";
import type { Trial } from "./plan.ts";
import { type Came, kills } from "./round.ts";
import { rounds } from "./rounds.ts";
import { transports } from "./telephone.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    rounds: { ...text, default: "100" },
    seed: { ...text, default: "1" },
    kill: { ...text, default: kills.join() },
    transport: { ...text, default: transports.join() },
    host: { ...text, default: "127.0.0.1,::1" },
    "at-once": { ...text, default: "1" },
    inside: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    program: text,
  },
});

function some<T extends string>(words: string, known: readonly T[]): readonly T[] {
  const named = words.split(",");
  for (const word of named)
    if (!(known as readonly string[]).includes(word))
      throw new Error(`${word} is none of ${known}`);
  return known.filter((one) => named.includes(one));
}

let nth = 0;
function told({ kill, host, transports: by }: Trial, came: Came): void {
  nth += by.length;
  process.stderr.write(`${nth}/${values.rounds} ${kill} ${host} ${by} ${JSON.stringify(came)}\n`);
}

const all = await rounds({
  rounds: Number(values.rounds),
  seed: values.seed,
  kills: some(values.kill, kills),
  transports: some(values.transport, transports),
  hosts: values.host.split(","),
  atOnce: Math.min(mostSeats, Number(values["at-once"])),
  told,
  inside: values.inside,
  ...(values.program !== undefined && { program: values.program }),
});
if (values.json) console.log(JSON.stringify(Object.fromEntries(all), null, 2));
else console.log(`\n${tableOf(all)}`);
const load = loadavg().map((one) => one.toFixed(1));
console.log(`load average ${load.join(", ")}; ${availableParallelism()} cores`);
process.exit([...all.values()].every(isWell) ? 0 : 1);

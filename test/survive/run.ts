/**
 * `npm run survive`: kills a supervised server at random moments of real calls, and says what came
 * of it, with the goals in brackets. It ends with 1 where a call or a record was lost, or something
 * did not work afterwards; not where something took long. Lists have commas in them; everything in
 * them comes up before any of it comes again.
 *
 *   npm run survive -- [--rounds 100] [--seed 1] [--kill server,media,both] [--transport udp,tcp,tls,wss]
 *                      [--host 127.0.0.1,::1] [--peer own,baresip,sipp] [--moment ringing,talking,held]
 *                      [--at-once 1] [--inside] [--json]
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { noSipp } from "../interop/sipp.ts";
import { noBaresip } from "../phones/baresip.ts";
import { isWell, tableOf } from "./figures.ts";
import { mostSeats } from "./house.ts";
import { type Peer, peers, type Trial, trialsOf } from "./plan.ts";
import { type Came, kills } from "./round.ts";
import { rounds } from "./rounds.ts";
import { stages } from "./seat.ts";
import { transports } from "./telephone.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    rounds: { ...text, default: "100" },
    seed: { ...text, default: "1" },
    kill: { ...text, default: kills.join() },
    transport: { ...text, default: transports.join() },
    host: { ...text, default: "127.0.0.1,::1" },
    peer: { ...text, default: peers.join() },
    moment: text,
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
function told({ peer, stage, kill, host, transports: by }: Trial, came: Came): void {
  nth += by.length;
  const what = `${peer} ${stage} ${kill} ${host} ${by}`;
  process.stderr.write(`${nth}/${values.rounds} ${what} ${JSON.stringify(came)}\n`);
}

/** Whoever is not installed is left out, and that is said. */
function isThere(peer: Peer): boolean {
  const why =
    peer === "own" ? undefined : (noBaresip() ?? (peer === "sipp" ? noSipp() : undefined));
  if (why !== undefined) process.stderr.write(`no rounds of ${peer}: ${why}\n`);
  return why === undefined;
}

const trials = trialsOf({
  rounds: Number(values.rounds),
  seed: values.seed,
  peers: some(values.peer, peers).filter(isThere),
  ...(values.moment !== undefined && { stages: some(values.moment, stages) }),
  kills: some(values.kill, kills),
  transports: some(values.transport, transports),
  hosts: values.host.split(","),
  atOnce: Math.min(mostSeats, Number(values["at-once"])),
});
const all = await rounds({
  trials,
  told,
  inside: values.inside,
  ...(values.program !== undefined && { program: values.program }),
});
if (values.json) console.log(JSON.stringify(Object.fromEntries(all), null, 2));
else console.log(`\n${tableOf(all)}`);
const load = loadavg().map((one) => one.toFixed(1));
console.log(`load average ${load.join(", ")}; ${availableParallelism()} cores`);
process.exit([...all.values()].every(isWell) ? 0 : 1);

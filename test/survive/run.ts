/**
 * `npm run survive`: kills a supervised server at random moments of real calls, and says what came
 * of it. `--transport` and `--host` take several, with commas; what is known to work is in docs/survivability.md.
 *
 *   npm run survive -- [--rounds 100] [--seed 1] [--transport udp] [--host 127.0.0.1] [--kill server|media|both] [--json]
 */
import { parseArgs } from "node:util";
import type { Kill } from "./round.ts";
import { type Outcome, rounds } from "./rounds.ts";
import type { Transport } from "./telephone.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    rounds: { ...text, default: "100" },
    seed: { ...text, default: "1" },
    transport: { ...text, default: "udp" },
    host: { ...text, default: "127.0.0.1" },
    kill: { ...text, default: "server" },
    json: { type: "boolean", default: false },
    program: text,
  },
});

const lines = (of: string, one: Outcome): string =>
  [
    `${of}: ${one.rounds} kills, ${one.calls} calls`,
    `  calls lost            ${one.lost}`,
    `  audio gap             p50 ${one.gapP50} ms, p99 ${one.gapP99} ms`,
    `  hold, flash, BYE …    ${one.worked} of ${one.tried} worked${one.failed.map((what) => `\n    not: ${what}`).join("")}`,
    `  phones ring again     p50 ${one.ringsP50} ms, p99 ${one.ringsP99} ms`,
    `  records               ${one.records} of ${one.recordsDue}, ${one.open} left open`,
  ].join("\n");

const combinations = values.host
  .split(",")
  .flatMap((host) => values.transport.split(",").map((one) => [host, one as Transport] as const));
const each = Math.ceil(Number(values.rounds) / combinations.length);
const all: Record<string, Outcome> = {};
for (const [host, transport] of combinations) {
  const name = `${transport} ${host}`;
  const told = (nth: number, one: object): void =>
    void process.stderr.write(`${name}: ${nth}/${each} ${JSON.stringify(one)}\n`);
  all[name] = await rounds({
    host,
    transport,
    kill: values.kill as Kill,
    rounds: each,
    seed: values.seed,
    told,
    ...(values.program !== undefined && { program: values.program }),
  });
  if (!values.json) console.log(`\n${lines(name, all[name])}`);
}
if (values.json) console.log(JSON.stringify(all, null, 2));
const isWell = (one: Outcome): boolean =>
  one.lost + one.failed.length + one.open === 0 &&
  one.records === one.recordsDue &&
  Number.isFinite(one.ringsP99);
process.exit(Object.values(all).every(isWell) ? 0 : 1);

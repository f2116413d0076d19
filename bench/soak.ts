/**
 * `npm run soak [-- --calls 200000] [--rate 100] [--minutes 60]`: calls through a server until that
 * many are made or the time is over; then nothing of them may be left, and its memory is what it was
 * when it had warmed up. Ends with 1 where that is not so. Loopback only.
 */
import { parseArgs } from "node:util";
import type { Figures } from "./figures.ts";
import { machine, table } from "./figures.ts";
import { between, rest } from "./load.ts";
import type { Server } from "./server.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "200000" },
    rate: { type: "string", default: "100" },
    minutes: { type: "string", default: "60" },
  },
});
const [calls, rate, minutes] = [values.calls, values.rate, values.minutes].map(Number) as [
  number,
  number,
  number,
];

/** Late answers are waited for 32 s, ports rest 5 s. */
const idle = 40;
const parts = 10;
/** Above it, memory is held that nobody uses. */
const mostGrowth = 1.05;

interface Seen {
  readonly row: string;
  readonly made: number;
  readonly failed: number;
  readonly memory: number;
  readonly descriptors: number;
  readonly held: number;
}

async function seen(
  row: string,
  server: Server,
  of: { made: number; failed: number },
): Promise<Seen> {
  const held = await server.figures("ringwise_held");
  return {
    ...{ row, made: of.made, failed: of.failed },
    memory: server.memory(),
    descriptors: server.descriptors(),
    held: Object.values(held).reduce((sum, count) => sum + count, 0),
  };
}

/** The first tenth warms it up: code is compiled, the heap has grown to what it needs. */
async function soak(): Promise<readonly Seen[]> {
  const rows: Seen[] = [];
  const until = performance.now() + minutes * 60_000;
  await between(async (server, load) => {
    rows.push(await seen("before", server, { made: 0, failed: 0 }));
    const each = Math.ceil(calls / parts);
    const needed = (each / rate + idle + 1) * 1000;
    for (let part = 1; part <= parts && performance.now() + needed < until; part++) {
      const outcome = await load({ rate, calls: each, hold: 100 });
      await rest(idle);
      rows.push(await seen(`after ${part * each} calls`, server, outcome));
    }
    return {};
  }, minutes * 60);
  return rows;
}

const rowOf = ({ row, made, failed, memory, descriptors, held }: Seen): [string, Figures] => [
  row,
  { made, failed, "memory MB": memory, descriptors, "still held": held },
];

function faults(rows: readonly Seen[]): readonly string[] {
  const [before, warm, ...later] = rows;
  const last = later.at(-1);
  if (before === undefined || warm === undefined || last === undefined)
    return ["there was no time for enough calls: allow more --minutes, or fewer --calls"];
  return [
    rows.some(({ failed }) => failed > 0) && "calls failed",
    later.some(({ held }) => held > 0) && `something is held ${idle} s after the last call`,
    last.descriptors > warm.descriptors && "files or sockets were left open",
    last.memory > warm.memory * mostGrowth && "memory has grown by more than 5 %",
  ].filter((fault) => fault !== false);
}

console.log(`# ${calls} calls at ${rate}/s on ${machine()}`);
const rows = await soak();
console.log(table("Soak", rows.map(rowOf)));
const found = faults(rows);
for (const fault of found) console.log(`FAULT: ${fault}`);
process.exitCode = found.length > 0 ? 1 : 0;

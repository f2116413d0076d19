/**
 * `npm run bench [-- start|latency|calls|most|media|relay|anchor|line|exchange|hosted|core|storm|flood|page|lists|memory] [--quick]
 * [--workers N]`: what the servers cost on this machine (`exchange`: of N processes, beside one). bench/README.md says how each figure is measured. Loopback only; every
 * load is bounded in count and time.
 */
import { spawnSync } from "node:child_process";
import { anchor } from "./anchor.ts";
import { anchorAlone } from "./anchorAlone.ts";
import { coreCosts } from "./core.ts";
import { besideKamailio } from "./exchange.ts";
import { type Figures, machine, medians, table } from "./figures.ts";
import { floodedExchange, floodedServer } from "./flood.ts";
import { hostedMembers } from "./hosted.ts";
import { latency } from "./latency.ts";
import { analogLines } from "./line.ts";
import { cpuPerCall, memory, mostCalls } from "./load.ts";
import { media } from "./media.ts";
import { pages } from "./page.ts";
import { lists } from "./pages/lists.ts";
import { type Relay, ringwise } from "./relay.ts";
import { hasRtpengine, rtpengine } from "./rtpengine.ts";
import { startServer } from "./server.ts";
import { storm } from "./storm.ts";

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const at = words.indexOf("--workers");
const workers = at < 0 ? undefined : Number(words[at + 1]);
const wanted = words.filter((word, i) => !word.startsWith("-") && (at < 0 || i !== at + 1));
const noSipp = spawnSync("sipp", ["-v"]).error !== undefined;

async function start(): Promise<Figures> {
  const server = await startServer({ version: 1 });
  const figures = { "ready after ms": server.readyAfter, "idle MB": server.memory() };
  await server.close();
  return figures;
}

async function several(count: number, run: () => Promise<Figures>): Promise<Figures> {
  const runs: Figures[] = [];
  for (let i = 0; i < count; i++) runs.push(await run());
  return medians(runs);
}

/** Alternating with the peer, run by run. */
async function relayed(
  ours: () => Promise<Relay>,
  seconds: number,
): Promise<readonly (readonly [string, Figures])[]> {
  const relays = [ours, ...(hasRtpengine() ? [rtpengine] : [])];
  const runs = new Map<string, Figures[]>();
  for (let i = 0; i < times; i++)
    for (const calls of [50, 150])
      for (const open of relays) {
        const relay = await open();
        const figures = await media(relay, calls, seconds);
        await relay.close();
        const row = `${relay.name}, ${calls} calls`;
        runs.set(row, [...(runs.get(row) ?? []), figures]);
      }
  return [...runs].map(([row, some]) => [row, medians(some)]);
}

const times = quick ? 1 : 3;
const rates = [100, 200, 300, 400, 500, 600, 700, 800, 1000, 1200];
type Section = readonly [
  title: string,
  needsSipp: boolean,
  run: () => Promise<readonly (readonly [string, Figures])[]>,
];
const sections: Readonly<Record<string, Section>> = {
  start: ["Cold start", false, async () => [["Ringwise", await several(times + 2, start)]]],
  latency: [
    "INVITE in → INVITE out, 20 calls/s",
    false,
    async () => [["Ringwise", await several(times, () => latency(quick ? 60 : 200))]],
  ],
  calls: [
    "CPU a call, sound anchored, 300 calls/s",
    true,
    async () => [["Ringwise", await several(times, () => cpuPerCall(300, quick ? 5 : 15))]],
  ],
  most: [
    "Calls a second at most",
    true,
    async () => [["Ringwise", await several(times, () => mostCalls(rates, quick ? 3 : 6))]],
  ],
  media: ["Relayed G.711", false, () => relayed(ringwise, quick ? 4 : 10)],
  relay: ["Through the exchange's relay", false, () => relayed(anchor, quick ? 4 : 10)],
  anchor: [
    "The relay's own code, without sockets",
    false,
    async () => [["Ringwise's exchange", await several(times, async () => anchorAlone())]],
  ],
  line: [
    "Analogue lines, everything on",
    false,
    async () => [["Ringwise", await several(times + 2, async () => analogLines(200))]],
  ],
  exchange: [
    "Exchange: registrar and proxy",
    true,
    () => {
      const rates = { registers: 2000, calls: 1000, refused: 2000, seconds: quick ? 4 : 10 };
      return besideKamailio(times, rates, workers);
    },
  ],
  hosted: [
    "Hosted members, idle",
    false,
    async () => [["Ringwise", await hostedMembers(100, quick ? 10 : 60)]],
  ],
  core: [
    "Exchange: its own code, without sockets",
    false,
    async () => [["Ringwise", await several(times, () => coreCosts(quick ? 5000 : 20_000))]],
  ],
  storm: [
    "Exchange: everybody registers, and calls go on",
    true,
    async () => [["Ringwise", await storm(quick ? 10_000 : 100_000, 1000)]],
  ],
  flood: [
    "Twice the calls that can be carried",
    true,
    async () => [
      ["feature server", await floodedServer(rates, quick ? 5 : 15)],
      ["exchange", await floodedExchange(rates.slice(1), quick ? 5 : 15)],
    ],
  ],
  page: ["Pages in Chromium", false, () => pages(quick)],
  lists: ["Long lists scrolled, CPU slowed six times", false, () => lists(quick ? 3 : 8)],
  memory: ["Memory", true, async () => [["Ringwise", await memory(quick ? 2000 : 20_000)]]],
};

console.log(`# Ringwise on ${machine()}`);
for (const [name, [title, needsSipp, run]] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (needsSipp && noSipp) console.log(`\n${title}: sipp is not installed`);
  else console.log(table(title, await run()));
}

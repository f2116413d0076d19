import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../test/interop/freePort.ts";
import { type Figures, medians, quantile } from "./figures.ts";
import { peer } from "./peer.ts";
import {
  hasKamailio,
  kamailio,
  type Open,
  type ProxyServer,
  password,
  ringwise,
  userName,
} from "./proxies.ts";
import { type Outcome, type SippLoad, scenario, sippRun } from "./sippRun.ts";

/** The exchange as registrar and proxy, run by run beside Kamailio where it is installed. */

const users = 10_000;
const called = 1000;

interface Rates {
  readonly registers: number;
  readonly calls: number;
  readonly refused: number;
  /** How long each is measured, in seconds. */
  readonly seconds: number;
}

/** One proxy, and where callers and called are. */
export interface Bench {
  readonly proxy: ProxyServer;
  readonly folder: string;
  readonly callerPort: number;
  readonly calleePort: number;
}

/** Rows of both, each the median of so many runs in turns; with `workers`, of one process and of so many. */
export async function besideKamailio(
  times: number,
  rates: Rates,
  workers?: number,
): Promise<readonly (readonly [string, Figures])[]> {
  const beside = hasKamailio() ? [kamailio] : [];
  const others = workers === undefined ? beside : [ringwise(users, workers)];
  const proxies: readonly Open[] = [ringwise(users), ...others];
  const runs = new Map<string, Figures[]>();
  for (let i = 0; i < times; i++)
    for (const open of proxies) {
      const [who, figures] = await measured(open, rates);
      runs.set(who, [...(runs.get(who) ?? []), figures]);
    }
  return [...runs].map(([who, some]) => [who, medians(some)]);
}

const measured = (open: Open, rates: Rates): Promise<readonly [string, Figures]> =>
  withProxy(open, async (bench) => [bench.proxy.name, await figuresOf(bench, rates)]);

/** Opened in a folder of its own, and gone afterwards. */
export async function withProxy<T>(open: Open, use: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-exchange-"));
  const [callerPort, calleePort] = [await freePort(), await freePort()];
  const proxy = await open(folder, callerPort);
  try {
    return await use({ proxy, folder, callerPort, calleePort });
  } finally {
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function figuresOf(bench: Bench, rates: Rates): Promise<Figures> {
  const { proxy } = bench;
  const idle = proxy.memory();
  await registers(bench, { rate: Math.min(rates.registers, 1000), count: 2000 }); // warm
  const registered = await costs(proxy, () =>
    registers(bench, { rate: rates.registers, count: users }),
  );
  const bound = proxy.memory();
  const latency = await inToOut(bench, 200);
  const callee = await answering(bench);
  await calls(bench, Math.min(rates.calls, 500), 2000); // warm
  const through = await costs(proxy, () => calls(bench, rates.calls, rates.calls * rates.seconds));
  await callee.close();
  const refused = await costs(proxy, () =>
    load(bench, {
      ...{ scenario: "refused", rate: rates.refused },
      calls: rates.refused * rates.seconds,
    }),
  );
  return {
    "µs a REGISTER": registered.each,
    "µs a call": through.each,
    "µs a 404": refused.each,
    failed: registered.failed + through.failed + refused.failed,
    resent: registered.resent + through.resent + refused.resent,
    ...latency,
    "idle MB": idle,
    "10,000 bindings MB": bound - idle,
  };
}

/** CPU of the proxy, each. */
async function costs(proxy: ProxyServer, run: () => Promise<Outcome>) {
  const before = proxy.cpu();
  const outcome = await run();
  return { ...outcome, each: (proxy.cpu() - before) / outcome.made };
}

type Load = Pick<SippLoad, "scenario" | "rate" | "calls" | "more"> & { readonly port?: number };

const load = ({ folder, proxy, callerPort }: Bench, of: Load): Promise<Outcome> =>
  sippRun(folder, { port: callerPort, ...of, atOnce: 5000, hold: 100, to: proxy.port });

/** Which users, from where: usually from where the callee will be, for that is where calls go. */
interface Registering {
  readonly rate: number;
  readonly count: number;
  readonly first?: number;
  readonly port?: number;
}

/** Each user once: asked for the password, which is given. */
export function registers(
  bench: Bench,
  { rate, count, first = 0, port = bench.calleePort }: Registering,
): Promise<Outcome> {
  const line = (name: string): string =>
    `${name};[authentication username=${name} password=${password}];127.0.0.1:${port}`;
  const lines = Array.from({ length: count }, (_, n) => line(userName(first + n)));
  writeFileSync(join(bench.folder, "all.csv"), ["SEQUENTIAL", ...lines, ""].join("\n"));
  return load(bench, {
    ...{ scenario: "registers", rate, calls: count, port },
    more: ["-inf", "all.csv"],
  });
}

export function calls(bench: Bench, rate: number, count: number): Promise<Outcome> {
  const lines = Array.from({ length: called }, (_, n) => userName(n));
  writeFileSync(join(bench.folder, "called.csv"), ["RANDOM", ...lines, ""].join("\n"));
  return load(bench, { scenario: "through", rate, calls: count, more: ["-inf", "called.csv"] });
}

/** Everybody who is called lifts after 10 ms. */
export async function answering({ folder, calleePort }: Bench) {
  const where = ["-i", "127.0.0.1", "-p", String(calleePort), "-nostdin", "-nd"];
  const args = ["-sf", scenario("callee"), ...where, "-timeout", "900s"];
  const callee = spawn("sipp", args, { cwd: folder, stdio: "ignore" });
  return {
    async close() {
      const gone = once(callee, "exit");
      callee.kill("SIGKILL");
      await gone;
    },
  };
}

/** INVITE in → INVITE out at 50 a second, by hand; each is refused by who is called. */
export async function inToOut(
  { proxy, callerPort, calleePort }: Bench,
  count: number,
): Promise<Figures> {
  const [near, far] = [await peer(callerPort), await peer(calleePort)];
  let left = 0;
  let through = 0;
  const took: number[] = [];
  far.called = () => {
    took.push(performance.now() - left);
    through++;
    return { refuses: 486 };
  };
  for (let i = 0; i < count; i++) {
    const next = setTimeout(20);
    left = performance.now();
    const ended = near.call(userName(i % called), proxy.port, 40_000);
    await Promise.race([ended, setTimeout(patience)]); // by hand nothing is sent again
    await next;
  }
  await Promise.all([near.close(), far.close()]);
  return {
    "in → out p50 ms": quantile(took, 0.5),
    "p99 ms": quantile(took, 0.99),
    "not through %": (100 * (count - through)) / count,
  };
}

const patience = 2000;

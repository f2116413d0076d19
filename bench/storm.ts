import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../test/interop/freePort.ts";
import { answering, type Bench, calls, inToOut, registers, withProxy } from "./exchange.ts";
import type { Figures } from "./figures.ts";
import { ringwise } from "./proxies.ts";

/* The exchange when everybody comes at once. */

/** So many users register at that rate, each asked for the password, while 50 calls a second are set up. */
export const storm = (users: number, rate: number): Promise<Figures> =>
  withProxy(ringwise(1000 + users), async (bench) => {
    await registers(bench, { rate: 500, count: 1000 }); // who is called
    const aside = { ...bench, folder: join(bench.folder, "storm") };
    mkdirSync(aside.folder);
    const all = registers(aside, { rate, count: users, first: 1000, port: await freePort() });
    const latency = await inToOut(bench, (users / rate) * 40);
    const { made, failed, resent, seconds } = await all;
    return { registered: made, failed, resent, "took s": seconds, ...latency };
  });

/** Calls at rising rates until fewer go through than before; then at twice the best of them. */
export const flooded = (rates: readonly number[], seconds: number): Promise<Figures> =>
  withProxy(ringwise(1000), async (bench) => {
    await registers(bench, { rate: 500, count: 1000 });
    const callee = await answering(bench);
    await calls(bench, 300, 2000); // warm
    const best = await peak(bench, rates, seconds);
    const twice = await calls(bench, best.rate * 2, best.rate * 2 * seconds);
    await callee.close();
    const through = twice.made / (seconds + 1);
    return {
      "calls/s at most": best.through,
      "offered/s": best.rate * 2,
      "through/s": through,
      "of the most %": (100 * through) / best.through,
      resent: twice.resent,
    };
  });

async function peak(bench: Bench, rates: readonly number[], seconds: number) {
  let best = { rate: 0, through: 0 };
  for (const rate of rates) {
    const { made } = await calls(bench, rate, rate * seconds);
    const through = made / (seconds + 1); // the last ones are held for a while
    if (through < best.through * 1.05) break;
    best = { rate, through };
  }
  return best;
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../test/interop/freePort.ts";
import { inToOut, registers, withProxy } from "./exchange.ts";
import type { Figures } from "./figures.ts";
import { ringwise } from "./proxies.ts";

/* The exchange when everybody comes at once: whoever registers. */

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

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../test/interop/freePort.ts";
import type { Figures } from "./figures.ts";
import { forwarding, number } from "./household.ts";
import { type Server, startServer } from "./server.ts";
import { type Outcome, scenario, sippRun } from "./sippRun.ts";

export interface Load {
  readonly rate: number;
  readonly calls: number;
  /** How long each call is held, in ms. */
  readonly hold: number;
  /** Calls that are up at most: 190, unless said. */
  readonly atOnce?: number;
}

/** A server between a SIPp that calls and a SIPp that answers; that one ends after so many seconds. */
export async function between(
  work: (server: Server, load: (load: Load) => Promise<Outcome>) => Promise<Figures>,
  lasting = 900,
): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-load-"));
  const farPort = await freePort();
  const callee = spawn(
    "sipp",
    [
      "-sf",
      scenario("callee"),
      "-i",
      "127.0.0.1",
      "-p",
      String(farPort),
      "-nostdin",
      "-nd",
      "-timeout",
      `${lasting}s`,
    ],
    { cwd: folder, stdio: "ignore" },
  );
  const server = await startServer(forwarding(farPort));
  try {
    return await work(server, (load) => call(folder, server.sipPort, load));
  } finally {
    await server.close();
    const gone = once(callee, "exit");
    callee.kill("SIGKILL");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

const call = async (folder: string, to: number, load: Load): Promise<Outcome> =>
  sippRun(folder, {
    ...{ scenario: "caller", to, port: await freePort(), atOnce: 190, ...load },
    more: ["-s", number],
  });

/** CPU of the server a call at a fixed rate, once it is warm. */
export const cpuPerCall = (rate: number, seconds: number): Promise<Figures> =>
  between(async (server, load) => {
    await load({ rate: Math.min(rate, 100), calls: 1500, hold: 100 });
    const before = server.cpu();
    const { made, failed, resent } = await load({ rate, calls: rate * seconds, hold: 100 });
    return { "µs a call": (server.cpu() - before) / made, made, failed, resent };
  });

/** The highest rate that goes through without a failure and with at most 0.2 % resent. */
export const mostCalls = (rates: readonly number[], seconds: number): Promise<Figures> =>
  between(async (_, load) => {
    await load({ rate: 100, calls: 1500, hold: 50 });
    let most = 0;
    for (const rate of rates) {
      const {
        made,
        failed,
        resent,
        seconds: took,
      } = await load({ rate, calls: rate * seconds, hold: 50 });
      const clean = failed === 0 && resent <= made * 0.002 && made / (took - 0.5) > rate * 0.9;
      if (!clean) break;
      most = rate;
    }
    return { "calls/s": most };
  });

const restSeconds = 45; // sessions wait 32 s for late answers, and the collector has its time
export const rest = (seconds: number) =>
  new Promise((rested) => setTimeout(rested, seconds * 1000));
/** Fewer than the calls that an account may have at once. */
const held = 150;

/** Memory of the server: idle, after many calls when it has rested each time, and of a call that is up. */
export const memory = (calls: number): Promise<Figures> =>
  between(async (server, load) => {
    const figures: Record<string, number> = { "idle MB": server.memory() };
    for (let part = 1; part <= 4; part++) {
      await load({ rate: 100, calls: calls / 4, hold: 100 });
      await rest(restSeconds);
      figures[`after ${(part * calls) / 4} calls MB`] = server.memory();
    }
    const before = server.memory();
    const up = load({ rate: 50, calls: held, hold: 15_000 });
    await rest(held / 50 + 5);
    figures["a call that is up kB"] = ((server.memory() - before) * 1024) / held;
    await up;
    return figures;
  });

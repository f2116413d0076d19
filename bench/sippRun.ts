import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const scenario = (name: string): string =>
  fileURLToPath(new URL(`sipp/${name}.xml`, import.meta.url));

export interface SippLoad {
  /** In bench/sipp. */
  readonly scenario: string;
  readonly rate: number;
  readonly calls: number;
  /** Where it writes from, and to. */
  readonly port: number;
  readonly to: number;
  /** How long each call is held, in ms. */
  readonly hold?: number;
  readonly atOnce?: number;
  readonly more?: readonly string[];
}

export interface Outcome {
  readonly made: number;
  /** With 503, and acknowledged. */
  readonly refused: number;
  /** Those that were not made, the refused ones too. */
  readonly failed: number;
  readonly resent: number;
  readonly seconds: number;
}

/** SIPp makes so many calls and says what became of them; it ends by itself. */
export async function sippRun(folder: string, of: SippLoad): Promise<Outcome> {
  const { rate, calls, port, to, hold = 0, atOnce = 2000, more = [] } = of;
  for (const name of readdirSync(folder))
    if (name.endsWith("stats.csv")) rmSync(join(folder, name));
  const began = performance.now();
  const args = ["-sf", scenario(of.scenario), "-i", "127.0.0.1", "-p", String(port)];
  const amount = ["-r", String(rate), "-m", String(calls), "-d", String(hold), ...more];
  const bounds = ["-l", String(atOnce), "-nostdin", "-timeout", `${Math.ceil(calls / rate) + 30}s`];
  const stats = ["-trace_stat", "-fd", "1", "-stf", "stats.csv"];
  const caller = spawn("sipp", [...args, ...amount, ...bounds, ...stats, `127.0.0.1:${to}`], {
    cwd: folder,
    stdio: "ignore",
  });
  await once(caller, "exit");
  const seconds = (performance.now() - began) / 1000;
  const [names = [], ...rows] = readFileSync(join(folder, "stats.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
  const last = rows.at(-1) ?? [];
  const figure = (name: string): number => Number(last[names.indexOf(name)] ?? Number.NaN);
  const refused = names.includes("refused(C)") ? figure("refused(C)") : 0;
  return {
    made: figure("SuccessfulCall(C)") - refused,
    refused,
    failed: figure("FailedCall(C)") + refused,
    resent: figure("Retransmissions(C)"),
    seconds,
  };
}

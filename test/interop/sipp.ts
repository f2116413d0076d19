import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./freePort.ts";

/** SIPp as the other side of real calls: one scenario of ./sipp, one call, loopback only. */
export interface Sipp {
  /** Where it listens. */
  readonly port: number;
  /** Its exit code; 0 when the call went as the scenario says. */
  readonly ended: Promise<{ readonly code: number; readonly report: string }>;
}

export interface SippOptions {
  /** Whom it calls; a scenario that waits for calls has none. */
  readonly calls?: number;
  readonly user?: string;
  readonly port?: number;
  readonly more?: readonly string[];
}

const figures = "figures.csv";

/** Why there is none, for a test to skip with; undefined when there is one. */
export const noSipp = (): string | undefined =>
  spawnSync("sipp", ["-v"]).error === undefined ? undefined : "sipp is not installed";

/** Starts it, and for one that is called waits until it listens. */
export async function sipp(scenario: string, options: SippOptions = {}): Promise<Sipp> {
  const { calls, user = "ada", port = await freePort(), more = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), "sipp-"));
  const file = fileURLToPath(new URL(`sipp/${scenario}.xml`, import.meta.url));
  const args = ["-sf", file, "-i", "127.0.0.1", "-p", String(port), "-s", user, "-m", "1"];
  const bounds = ["-nostdin", "-timeout", "20s", "-timeout_error", "-recv_timeout", "15000"];
  const notes = ["-trace_err", "-error_file", join(folder, "errors")];
  const target = calls === undefined ? [] : [`127.0.0.1:${calls}`];
  const counts = ["-trace_stat", "-stf", join(folder, figures)];
  const program = spawn("sipp", [...args, ...bounds, ...notes, ...counts, ...more, ...target], {
    cwd: folder,
    stdio: "ignore",
  });
  const ended = once(program, "exit").then(([code]) => {
    const files = readdirSync(folder).filter((name) => name !== figures);
    const report = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    rmSync(folder, { recursive: true, force: true });
    return { code: Number(code ?? 255), report };
  });
  if (calls === undefined) await Promise.race([listens(folder, ended), ended]);
  return { port, ended };
}

/** When its file of figures is there: it opens that one behind its sockets. */
async function listens(folder: string, ended: Promise<unknown>): Promise<void> {
  const changes = watch(folder);
  void ended.then(() => changes.close());
  while (!existsSync(join(folder, figures))) await once(changes, "change");
  changes.close();
}

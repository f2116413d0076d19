import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../out/bin/ringwise.js", import.meta.url));
const ticksPerSecond = 100; // USER_HZ on every Linux that we know

/** A Ringwise of its own process, and what it costs. BENCH_PROFILE=FOLDER keeps a CPU profile of each. */
export interface Server {
  readonly sipPort: number;
  /** Its pages. */
  readonly web: string;
  /** The file with the one-time link that makes the owner. */
  readonly setupLink: string;
  /** From its start until it said that it is ready, in ms. */
  readonly readyAfter: number;
  /** CPU that it has used, user and system, in µs. Resolution: 10 ms. */
  cpu(): number;
  /** Resident memory in MB. */
  memory(): number;
  /** Open files and sockets. */
  descriptors(): number;
  /** A figure of `/metrics`, by what it is of. */
  figures(name: string): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export async function startServer(settings: object): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-bench-"));
  const file = join(folder, "settings.json");
  writeFileSync(file, JSON.stringify(settings));
  const began = performance.now();
  const profile = process.env["BENCH_PROFILE"];
  const flags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const args = [...flagsOfStart(), ...flags, program, "serve", "--log", "warn"];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      RINGWISE_DATA: join(folder, "data"),
      RINGWISE_SETTINGS: file,
      RINGWISE_TOKEN: "token-of-the-bench",
      RINGWISE_WEB: "127.0.0.1:0",
      RINGWISE_WEBS: "127.0.0.1:0",
      RINGWISE_SIP: "127.0.0.1:0",
      RINGWISE_SIPS: "127.0.0.1:0",
      RINGWISE_MGCP: "127.0.0.1:0",
      RINGWISE_RTP: "41000-49999",
    },
  });
  const web = await address(child);
  const ready = await fetch(`${web}/readyz`);
  if (!ready.ok) throw new Error(`not ready: ${ready.status}`);
  const readyAfter = performance.now() - began;
  const answer = await fetch(`${web}/api/v1/status`, {
    headers: { authorization: "Bearer token-of-the-bench" },
  });
  const status = (await answer.json()) as { readonly sip: { readonly port: number } };
  const { pid = 0 } = child;
  return {
    sipPort: status.sip.port,
    web: web.replace("127.0.0.1", "localhost"),
    setupLink: join(folder, "data", "setup-link.txt"),
    readyAfter,
    cpu: () => cpuOf(pid),
    memory: () => memoryOf(pid),
    descriptors: () => readdirSync(`/proc/${pid}/fd`).length,
    figures: async (name) => figuresIn(await (await fetch(`${web}/metrics`)).text(), name),
    async close() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** At once: nobody waits for the calls of a benchmark. */
export async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  child.kill("SIGTERM");
  await gone;
}

/** Those that `npm start` gives to Node. */
const flagsOfStart = (): readonly string[] =>
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).scripts.start.match(
    /--\S+/g,
  ) ?? [];

/** Prometheus text: `name{label="what"} 12`. */
const figuresIn = (text: string, name: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.startsWith(`${name}{`))
      .map((line) => [line.split('"')[1] ?? "", Number(line.split(" ").at(-1))]),
  );

export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / ticksPerSecond;
}

export const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data) => {
        said += String(data);
        const found = /http:\/\/localhost:(\d+)/.exec(said);
        if (found) resolve(`http://127.0.0.1:${found[1]}`);
      });
    child.once("exit", () => reject(new Error(said)));
  });
}

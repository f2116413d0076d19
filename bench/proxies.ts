/** The proxies that are measured beside each other, each of its own processes on the loopback. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { freePort } from "../test/interop/freePort.ts";
import { cpuOf, ended } from "./server.ts";

export interface ProxyServer {
  readonly name: string;
  readonly port: number;
  /** Of all its processes: CPU in µs; memory in MB, what is shared counted once. */
  cpu(): number;
  memory(): number;
  close(): Promise<void>;
}

/** `folder` is its own; calls come from `callerPort`. */
export type Open = (folder: string, callerPort: number) => Promise<ProxyServer>;

export const domain = "maple.example";
export const password = "secret";
export const userName = (n: number): string => `u${n}`;

/** With so many users, and the caller as a carrier that is known by its address; of so many processes. */
export const ringwise =
  (users: number, workers = 1): Open =>
  async (folder, callerPort) => {
    const user = (n: number): object => ({
      name: userName(n),
      login: digestSecrets(nodeCrypto, domain, { user: userName(n), password }),
    });
    const settings = {
      ...{ domains: [domain], country: "CA" },
      users: Array.from({ length: users }, (_, n) => user(n)),
      trunks: [{ id: "bench", server: `127.0.0.1:${callerPort}`, channels: 10_000 }],
    };
    writeFileSync(join(folder, "exchange.json"), JSON.stringify(settings));
    const program = fileURLToPath(new URL("../out/bin/ringwise.js", import.meta.url));
    const profile = process.env["BENCH_PROFILE"];
    const flags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    const where = ["--data", folder];
    for (const port of ["sip", "sips", "web", "webs"]) where.push(`--${port}`, "127.0.0.1:0");
    where.push("--workers", String(workers));
    const args = [...flags, program, "exchange", ...where, "--log", "warn"];
    const child = spawn(process.execPath, args);
    const name = workers === 1 ? "Ringwise" : `Ringwise, ${workers} workers`;
    const isReady = workers === 1 ? /udp:/ : /workers share the work/;
    return proxy(name, await portOf(child, isReady), child);
  };

export const hasKamailio = (): boolean => spawnSync("kamailio", ["-v"]).error === undefined;

/** One process for the sockets, its usual allocator in place of Debian's debugging one. */
export const kamailio: Open = async (folder) => {
  const port = await freePort();
  const configuration = fileURLToPath(new URL("kamailio/kamailio.cfg", import.meta.url));
  const allocator = ["-x", "tlsf", "-X", "tlsf", "-m", "2048", "-M", "16"];
  const defined = ["-A", `LISTEN=udp:127.0.0.1:${port}`, "-A", "CHILDREN=1"];
  const args = ["-DD", ...allocator, "-Y", folder, "-f", configuration, ...defined];
  const child = spawn("kamailio", args, { cwd: folder });
  const made = proxy("Kamailio", port, child);
  await answers(port);
  return made;
};

function proxy(name: string, port: number, child: ChildProcess): ProxyServer {
  child.stdout?.resume();
  child.stderr?.resume();
  const sum = (of: (pid: number) => number): number =>
    family(child.pid ?? 0).reduce((all, pid) => all + of(pid), 0);
  return {
    name,
    port,
    cpu: () => sum(cpuOf),
    memory: () => sum(shareOf),
    close: () => ended(child),
  };
}

/** A process and those that it began, theirs as well. */
function family(pid: number): readonly number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, "utf8")
          .replace(/^.*\) /, "")
          .split(" ");
        return [[Number(name), Number(fields[1])] as const];
      } catch {
        return []; // it has ended meanwhile
      }
    });
  const found = [pid];
  for (const one of found)
    for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

const shareOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;

function portOf(child: ChildProcess, isReady: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data) => {
        said += String(data);
        const port = /udp:127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port !== undefined && isReady.test(said)) resolve(Number(port));
      });
    child.once("exit", () => reject(new Error(said)));
  });
}

/** Asks until it answers, ten seconds at most. */
async function answers(port: number): Promise<void> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const own = `127.0.0.1:${socket.address().port}`;
  const options = `OPTIONS sip:127.0.0.1:${port} SIP/2.0\r\nVia: SIP/2.0/UDP ${own};branch=z9hG4bKready\r\nMax-Forwards: 5\r\nFrom: <sip:bench@${own}>;tag=b\r\nTo: <sip:127.0.0.1:${port}>\r\nCall-ID: ready\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n`;
  const asking = setInterval(() => socket.send(options, port, "127.0.0.1"), 50);
  const late = AbortSignal.timeout(10_000);
  await once(socket, "message", { signal: late }).finally(() => {
    clearInterval(asking);
    socket.close();
  });
}

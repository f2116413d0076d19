import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "./freePort.ts";

/* PostgreSQL and Redis as Debian has them, each a process of the test's own in a folder of its own. */

const [postgres] = globSync("/usr/lib/postgresql/*/bin/postgres").toReversed();
const [redis] = globSync("/usr/bin/redis-server");

/** Why tests that need a PostgreSQL are skipped. */
export const noPostgres = (): string | undefined =>
  postgres === undefined ? "there is no PostgreSQL" : undefined;
/** Why tests that need both are skipped. */
export const noStores = (): string | undefined =>
  noPostgres() ?? (redis === undefined ? "there is no redis-server" : undefined);

export interface RunningStore {
  readonly url: string;
  /** Goes away without a word: it does not answer any more, and closes nothing. */
  hangs(): void;
  goesOn(): void;
  /** Another process, at the same address. */
  restarts(): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL does not run as root; as whoever has its files, or nobody. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("there is no user to run PostgreSQL as");
}

/** On a socket in its folder, without a network. */
export async function startPostgres(): Promise<RunningStore> {
  const folder = mkdtempSync(join(tmpdir(), "rw-pg-"));
  const as = unprivileged();
  chmodSync(folder, 0o755);
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const how = { ...as, cwd: folder, env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" } };
  const made = spawnSync(
    join(dirname(postgres ?? ""), "initdb"),
    ["-D", data, "-A", "trust", "-U", "ringwise", "-E", "UTF8", "--no-sync"],
    { ...how, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const args = ["-D", data, "-k", folder, "-h", "", "-c", "fsync=off", "-c", "shared_buffers=8MB"];
  return store(folder, `postgres://ringwise@localhost/postgres?host=${folder}`, async () => {
    const child = spawn(postgres ?? "", args, { ...how, stdio: ["ignore", "pipe", "pipe"] });
    await says(child, /ready to accept connections/);
    return child;
  });
}

/** Nothing of it is on a disk: what it had is lost when it ends. */
export async function startRedis(): Promise<RunningStore> {
  const folder = mkdtempSync(join(tmpdir(), "rw-redis-"));
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  return store(folder, `redis://127.0.0.1:${port}`, async () => {
    const child = spawn(redis ?? "", args, { stdio: ["ignore", "pipe", "pipe"] });
    await says(child, /Ready to accept connections/);
    await answers(port);
    return child;
  });
}

async function store(
  folder: string,
  url: string,
  start: () => Promise<ChildProcess>,
): Promise<RunningStore> {
  let child = await start();
  const ends = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGCONT");
    child.kill("SIGINT"); // PostgreSQL: at once, but in order
    await gone;
  };
  return {
    url,
    hangs: () => signalled(child, "SIGSTOP"),
    goesOn: () => signalled(child, "SIGCONT"),
    async restarts() {
      await ends();
      child = await start();
    },
    async close() {
      await ends();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The process and those that it has made for its connections. */
function signalled(child: ChildProcess, signal: "SIGSTOP" | "SIGCONT"): void {
  const { stdout } = spawnSync("ps", ["-o", "pid=", "--ppid", String(child.pid)], {
    encoding: "utf8",
  });
  for (const pid of [child.pid, ...stdout.split("\n").map(Number)])
    if (pid !== undefined && pid > 1) process.kill(pid, signal);
}

function says(child: ChildProcess, words: RegExp): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (data: unknown): void => {
      said += String(data);
      if (words.test(said)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => reject(new Error(said)));
  });
}

async function answers(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}

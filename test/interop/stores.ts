import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/* PostgreSQL as Debian has it, a process of the test's own in a folder of its own. */

const [postgres] = globSync("/usr/lib/postgresql/*/bin/postgres").toReversed();

/** Why tests that need a PostgreSQL are skipped. */
export const noPostgres = (): string | undefined =>
  postgres === undefined ? "there is no PostgreSQL" : undefined;

export interface RunningStore {
  readonly url: string;
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

async function store(
  folder: string,
  url: string,
  start: () => Promise<ChildProcess>,
): Promise<RunningStore> {
  let child = await start();
  const ends = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGINT"); // at once, but in order
    await gone;
  };
  return {
    url,
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

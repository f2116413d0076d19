import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** Which process holds a port, in words: `asterisk (process 812)`. Linux only, and only what we may see. */
export function portHolder(protocol: "udp" | "tcp", port: number): string | undefined {
  const sockets = new Set(
    [`${protocol}`, `${protocol}6`].flatMap((table) => inodesOf(table, port)),
  );
  if (sockets.size === 0) return undefined;
  for (const pid of readOr([], () => readdirSync("/proc")).filter((name) => /^\d+$/.test(name)))
    if (holdsOne(pid, sockets)) return `${nameOf(pid)} (process ${pid})`;
  return undefined;
}

/** Of its program: what a process calls itself may be its thread's name. */
const nameOf = (pid: string): string =>
  readOr(undefined, () =>
    basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, "")),
  ) ?? readOr("?", () => readFileSync(`/proc/${pid}/comm`, "utf8").trim());

/** Columns of /proc/net/udp: slot, local address:port in hexadecimal, remote, state, …, inode tenth. */
function inodesOf(table: string, port: number): readonly string[] {
  const lines = readOr("", () => readFileSync(`/proc/net/${table}`, "utf8"))
    .split("\n")
    .slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => {
      const isListening = table.startsWith("udp") || state === "0A";
      return isListening && Number.parseInt(local.split(":")[1] ?? "", 16) === port;
    })
    .map((columns) => columns[9] ?? "");
}

function holdsOne(pid: string, sockets: ReadonlySet<string>): boolean {
  const folder = `/proc/${pid}/fd`;
  return readOr([], () => readdirSync(folder)).some((fd) => {
    const target = readOr("", () => readlinkSync(`${folder}/${fd}`));
    return sockets.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? "");
  });
}

/** Processes come and go, and other people's are closed to us. */
function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

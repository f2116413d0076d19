import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const works = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args).status === 0;

/** A network of its own whose loopback carries one megabyte a second: a sender's buffer fills. */
export interface Narrow {
  run(way: string): Promise<NarrowOutcome>;
  close(): void;
}

/** Of what was sent in one burst; and whether another datagram came after it. */
export interface NarrowOutcome {
  readonly count: number;
  readonly inOrder: boolean;
  readonly afterwards: boolean;
}

const shape = ["root", "tbf", "rate", "8mbit", "burst", "10kb", "limit", "2mb"];
let made = 0;

function make(name: string): boolean {
  const inside = ["netns", "exec", name];
  return (
    works("ip", "netns", "add", name) &&
    works("ip", ...inside, "ip", "link", "set", "lo", "up") &&
    works("ip", ...inside, "tc", "qdisc", "add", "dev", "lo", ...shape)
  );
}

/** Why there is none here, for a test to skip with. */
export function noNarrow(): string | false {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "network namespaces need root";
  const name = `rw${process.pid}-narrow`;
  const can = make(name);
  works("ip", "netns", "del", name);
  return can ? false : "no network can be made narrow here";
}

export function narrow(): Narrow {
  const name = `rw${process.pid}-narrow${made++}`;
  if (!make(name)) throw new Error(`${name} cannot be made`);
  const program = fileURLToPath(new URL("narrowProgram.ts", import.meta.url));
  return {
    async run(way) {
      const args = ["netns", "exec", name, process.execPath, program, way];
      const child = spawn("ip", args, { stdio: ["ignore", "pipe", "inherit"] });
      return JSON.parse(await text(child.stdout)) as NarrowOutcome;
    },
    close: () => void works("ip", "netns", "del", name),
  };
}

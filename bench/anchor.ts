import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Relay } from "./relay.ts";
import { cpuOf, memoryOf } from "./server.ts";

const program = fileURLToPath(new URL("anchorProgram.ts", import.meta.url));

/** The exchange's relay, alone in a process: packets as they are from one pair of ports to another. */
export async function anchor(): Promise<Relay> {
  const child = fork(program, { stdio: "inherit" });
  await once(child, "message");
  const { pid = 0 } = child;
  return {
    name: "Ringwise's exchange",
    join: (near, far) => ask(child, [near, far]),
    cpu: () => cpuOf(pid),
    memory: () => memoryOf(pid),
    async close() {
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

async function ask(child: ChildProcess, ports: readonly [number, number]) {
  const answer = once(child, "message");
  child.send(ports);
  const [opened] = (await answer) as [[number, number]];
  return opened;
}

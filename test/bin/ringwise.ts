/** The `ringwise` command beside a house that is running, as whoever has its token calls it. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type House, token } from "../phones/house.ts";
import { inPatience } from "../phones/patience.ts";

export const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));

const begun = (house: House, args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
  const env = { ...process.env, RINGWISE_URL: house.web, RINGWISE_TOKEN: token };
  const own = { ...env, RINGWISE_DATA: join(house.folder, "data"), ...more };
  return spawn(process.execPath, [program, ...args], { cwd: house.folder, env: own });
};

export const ringwise = (house: House, args: readonly string[], more?: NodeJS.ProcessEnv) =>
  outcome(begun(house, args, more));

/** Until it is done: its exit code, and all that it has said to either stream. */
export async function outcome(command: ChildProcessWithoutNullStreams) {
  let said = "";
  for (const stream of [command.stdout, command.stderr])
    stream.on("data", (data) => {
      said += String(data);
    });
  const [code] = await once(command, "close");
  return { code, said };
}

export interface Follower {
  /** All that it has said, once it has said that. */
  says(words: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** One that goes on until it is stopped. */
export function following(house: House, args: readonly string[]): Follower {
  const command = begun(house, args);
  let said = "";
  const ears = new Set<() => void>();
  for (const stream of [command.stdout, command.stderr])
    stream.on("data", (data) => {
      said += String(data);
      for (const ear of [...ears]) ear();
    });
  return {
    says: (words) =>
      inPatience(
        () => `${words} in ${said}`,
        (done) => {
          const ear = (): void => {
            if (words.test(said)) done(said);
          };
          ears.add(ear);
          ear();
        },
      ),
    async stop() {
      if (command.exitCode !== null || command.signalCode !== null) return; // its server was gone first
      const gone = once(command, "close");
      command.kill("SIGTERM");
      await gone;
    },
  };
}

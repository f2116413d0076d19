import { fail, type Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";

/** A program of this machine, run without a shell: each argument arrives as it is. */
export interface Command {
  readonly program: string;
  /** `{file}` is the file's name: the program runs in a folder of its own that holds it. */
  readonly args: readonly string[];
  readonly file?: Uint8Array;
  /** What it reads. */
  readonly input?: Uint8Array;
  /** Killed then: `commands.timeout`. */
  readonly within: Millis;
  /** Of its output, in bytes: `commands.tooLarge`. */
  readonly most: number;
}

/** What it writes; `commands.notInstalled`, `commands.failed` with its exit code. Never throws. */
export interface Commands {
  run(command: Command): Promise<Result<Uint8Array>>;
}

/** Where no programs are to be run: as on a machine that has none. */
export const noCommands: Commands = {
  run: ({ program }) => Promise.resolve(fail("commands.notInstalled", program)),
};

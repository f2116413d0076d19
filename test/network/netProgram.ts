import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inPatience } from "../phones/patience.ts";
import { program } from "../phones/program.ts";

/** The program in another network; `file` is what its folder holds before it starts. */
export class NetProgram {
  readonly #process: ChildProcess;
  readonly #folder: string;
  #said = "";
  readonly #ears = new Set<() => void>();

  private constructor(process_: ChildProcess, folder: string) {
    this.#process = process_;
    this.#folder = folder;
    for (const stream of [process_.stdout, process_.stderr])
      stream?.on("data", (data) => {
        this.#said += String(data);
        for (const ear of this.#ears) ear();
      });
  }

  static start(
    within: readonly [string, ...string[]],
    file: readonly [name: string, content: object],
    words: (folder: string) => readonly string[],
  ): NetProgram {
    const folder = mkdtempSync(join(tmpdir(), "ringwise-net-"));
    writeFileSync(join(folder, file[0]), JSON.stringify(file[1]));
    const [command, ...before] = within;
    const args = [...before, process.execPath, program, ...words(folder), "--log", "info"];
    return new NetProgram(spawn(command, args, { cwd: folder }), folder);
  }

  /** As soon as it has said so, in its log or beside. */
  says(what: string, times = 1): Promise<void> {
    const isSaid = (): boolean => this.#said.split(what).length > times;
    if (isSaid()) return Promise.resolve();
    let ear = (): void => undefined;
    return inPatience<void>(
      () => `${what} in ${this.#said.slice(-2000)}`,
      (done) => {
        ear = () => {
          if (isSaid()) done();
        };
        this.#ears.add(ear);
      },
    ).finally(() => this.#ears.delete(ear));
  }

  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

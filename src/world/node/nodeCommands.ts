import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Command, Commands } from "#world/commands.ts";

const fileName = "message.wav";

export const nodeCommands: Commands = {
  async run(command) {
    let folder: string | undefined;
    try {
      folder = await mkdtemp(join(tmpdir(), "ringwise-"));
      if (command.file) await writeFile(join(folder, fileName), command.file);
      return await ran(command, folder);
    } catch (error) {
      // no room for the file, or arguments that no program can be given
      const { code = "cannot be begun" } = error as NodeJS.ErrnoException;
      return fail("commands.failed", `${command.program}: ${code}`);
    } finally {
      if (folder !== undefined) await removed(folder);
    }
  },
};

/** What somebody still writes into is left to the machine, which clears its temporary folder. */
const removed = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true }).catch(() => undefined);

/** It sees nothing of our environment but where programs are. */
const surroundings = (folder: string) => ({
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  LANG: "C.UTF-8",
  HOME: folder,
});

function ran(command: Command, folder: string): Promise<Result<Uint8Array>> {
  const { program, args, input, within, most } = command;
  return new Promise((resolve) => {
    const child = spawn(
      program,
      args.map((arg) => arg.replaceAll("{file}", fileName)),
      {
        cwd: folder,
        env: surroundings(folder),
        stdio: ["pipe", "pipe", "ignore"],
        detached: true, // with whatever it starts, so that all of it can be ended
      },
    );
    const output: Buffer[] = [];
    let size = 0;
    let ended: Result<never> | undefined;
    const end = (why: Result<never>): void => {
      ended ??= why;
      killGroup(child.pid);
      child.stdout.destroy(); // what has left the group may hold it open
    };
    const alarm = setTimeout(() => end(fail("commands.timeout", program)), within);
    child.stdout.on("data", (data: Buffer) => {
      size += data.length;
      if (size > most) end(fail("commands.tooLarge", program));
      else output.push(data);
    });
    child.stdin.on("error", () => undefined); // it need not read
    child.on("error", () => {
      clearTimeout(alarm);
      resolve(fail("commands.notInstalled", program));
    });
    child.on("close", (code) => {
      clearTimeout(alarm);
      if (ended) resolve(ended);
      else if (code === 0) resolve(ok(new Uint8Array(Buffer.concat(output))));
      else resolve(fail("commands.failed", `${program} ended with ${code}`));
    });
    child.stdin.end(input);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it has gone by itself
  }
}

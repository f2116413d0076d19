/** What a supervisor starts. */
import { type ChildProcess, spawn } from "node:child_process";
import { type HeldPlace, toldOf } from "./held.ts";
import { waiting } from "./spare.ts";

/** Begins a process: one that serves, or one that waits until it is told to. */
export type Starter = (as: "serves" | "waits") => ChildProcess;

export interface Started {
  readonly command: "serve" | "media";
  readonly args: readonly string[];
  readonly held: readonly HeldPlace[];
  readonly told: Readonly<Record<string, string>>;
}

const does = { serve: "serve", media: "carry the sound" } as const;

/** With those flags, sockets and words in its environment; when one that waits has loaded, it is said. */
export function starter(
  { command, args, held, told }: Started,
  say: (what: string) => void,
): Starter {
  const [, program = ""] = process.argv;
  const usual = ["inherit", "inherit", "inherit", "ipc"] as const;
  return (as) => {
    const child = spawn(process.execPath, [...process.execArgv, program, command, ...args], {
      stdio: [...usual, ...held.map(({ fd }) => fd)],
      env: {
        ...process.env,
        ...toldOf(held, usual.length),
        ...told,
        ...(as === "waits" && waiting),
      },
    });
    child.on("message", (said) => {
      if (said === "waits") say(`process ${child.pid} has loaded and waits to ${does[command]}`);
    });
    return child;
  };
}

/** What a supervisor starts. */
import { type ChildProcess, spawn } from "node:child_process";
import { type HeldPlace, toldOf } from "./held.ts";
import { waiting } from "./spare.ts";

/** Begins a server: one that serves, or one that waits until it is told to. */
export type Starter = (as: "serves" | "waits") => ChildProcess;

/** With those flags and sockets. */
export function starter(args: readonly string[], held: readonly HeldPlace[]): Starter {
  const [, program = ""] = process.argv;
  const usual = ["inherit", "inherit", "inherit", "ipc"] as const;
  return (as) =>
    spawn(process.execPath, [...process.execArgv, program, "serve", ...args], {
      stdio: [...usual, ...held.map(({ fd }) => fd)],
      env: { ...process.env, ...toldOf(held, usual.length), ...(as === "waits" && waiting) },
    });
}

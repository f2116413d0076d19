/** What a supervisor starts. */
import { type ChildProcess, spawn } from "node:child_process";
import { type HeldPlace, toldOf } from "./held.ts";

/** Begins a server with those flags, that has those sockets. */
export function starter(args: readonly string[], held: readonly HeldPlace[]): () => ChildProcess {
  const [, program = ""] = process.argv;
  const usual = ["inherit", "inherit", "inherit", "ipc"] as const;
  return () =>
    spawn(process.execPath, [...process.execArgv, program, "serve", ...args], {
      stdio: [...usual, ...held.map(({ fd }) => fd)],
      env: { ...process.env, ...toldOf(held, usual.length) },
    });
}

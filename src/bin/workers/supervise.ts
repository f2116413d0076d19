/** The parent of an exchange's workers: starts them, starts again whoever dies, and stops them. It serves nothing itself. */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatHost } from "#sip/message/uri.ts";
import type { Log } from "#world/log.ts";
import { stop } from "../exit.ts";
import { waitBefore } from "./again.ts";
import { heldPorts, type SharedPorts } from "./ports.ts";
import { type WorkerPlace, withPlace } from "./workerPlace.ts";

export interface Supervising {
  /** As the command was given them. */
  readonly args: readonly string[];
  readonly count: number;
  readonly wanted: SharedPorts;
  readonly log: Log;
}

/** Until it is told to stop. */
export async function supervise({ args, count, wanted, log }: Supervising): Promise<void> {
  const held = await heldPorts(wanted);
  if (!held.ok) return stop(1, `ringwise exchange: ${held.problem.detail}`);
  const folder = mkdtempSync(join(tmpdir(), "ringwise-workers-")); // for us alone: mode 0700
  const secret = (): string => randomBytes(16).toString("hex");
  const common = { count, folder, run: secret(), attendant: secret() };
  const flags = [...args, ...flagsOf(held.value.ports)];
  const family = new Family(log, (own) => begin(flags, { ...common, own }));
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => family.stops(name));
  const code = await family.lives(count, () => held.value.release());
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

const text = ({ host, port }: SharedPorts["sip"]): string => `${formatHost(host)}:${port}`;

const flagsOf = (ports: SharedPorts): readonly string[] =>
  Object.entries(ports).flatMap(([name, at]) => [`--${name}`, text(at)]);

const begin = (args: readonly string[], place: WorkerPlace): ChildProcess =>
  fork(process.argv[1] ?? "", ["exchange", "serve", ...args], { env: withPlace(place) });

class Family {
  readonly #log: Log;
  readonly #begin: (own: number) => ChildProcess;
  readonly #children = new Map<number, ChildProcess>();
  readonly #over = Promise.withResolvers<number>();
  #isStopping = false;
  #code = 0;

  constructor(log: Log, begin: (own: number) => ChildProcess) {
    this.#log = log;
    this.#begin = begin;
  }

  /** The first one makes what the others find: keys, certificates, files. Resolves with the exit code. */
  async lives(count: number, firstIsThere: () => void): Promise<number> {
    await this.#starts(0, 0);
    firstIsThere();
    await Promise.all(Array.from({ length: count - 1 }, (_, n) => this.#starts(n + 1, 0)));
    if (!this.#isStopping) console.log(`Its ${count} workers share the work`);
    return this.#over.promise;
  }

  stops(signal: NodeJS.Signals): void {
    this.#isStopping = true;
    for (const child of this.#children.values()) child.kill(signal);
    if (this.#children.size === 0) this.#over.resolve(this.#code);
  }

  /** Resolves when it is ready, or never will be. `fallen`: how often it has died at once. */
  #starts(own: number, fallen: number): Promise<void> {
    if (this.#isStopping) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const child = this.#begin(own);
    const began = performance.now();
    let isReady = false;
    this.#children.set(own, child);
    this.#log.info(`worker/${own} begins`, { process: child.pid });
    child.once("message", () => {
      isReady = true;
      this.#log.info(`worker/${own} is ready`);
      resolve();
    });
    child.once("exit", (code, signal) => {
      this.#children.delete(own);
      resolve();
      if (!isReady && fallen === 0 && !this.#isStopping) this.#fails(code ?? 1);
      else this.#ended(own, { code, signal, fallen, lasted: performance.now() - began });
    });
    return promise;
  }

  /** What it could not do at its start it has said; the others go with it. */
  #fails(code: number): void {
    this.#code = code || 1;
    this.stops("SIGTERM");
    if (this.#children.size === 0) this.#over.resolve(this.#code);
  }

  #ended(own: number, how: Ended): void {
    if (this.#isStopping) {
      if (this.#children.size === 0) this.#over.resolve(this.#code);
      return;
    }
    const { code, signal } = how;
    const [wait, fallen] = waitBefore(how);
    this.#log.warn(`worker/${own} has died and is started again`, { code, signal, wait });
    setTimeout(() => void this.#starts(own, fallen), wait);
  }
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly fallen: number;
  /** ms */
  readonly lasted: number;
}

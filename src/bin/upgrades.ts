/** How a supervisor lets what is installed now take over, and who may ask for that. */
import type { ChildProcess } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Spares } from "./spares.ts";

/** What came of it. */
export interface Outcome {
  readonly isNew: boolean;
  readonly said: string;
}

type Say = (what: string) => void;

/** ms: it has little to write down, but a machine may be busy; meanwhile its calls are heard, and what comes waits. */
const toYield = 15_000;

export class Upgrade {
  readonly #spares: Spares;
  readonly #say: Say;
  #open: Promise<Outcome> | undefined;
  #tell: ((outcome: Outcome) => void) | undefined;
  /** Who has been told to make room. */
  #yields: ChildProcess | undefined;

  constructor(spares: Spares, say: Say) {
    this.#spares = spares;
    this.#say = say;
  }

  /** What is installed now is loaded and looks at what it would open; only then `child` makes room. One at a time. */
  begin(child: ChildProcess | undefined): Promise<Outcome> {
    this.#open ??= this.#handsOver(child).then((outcome) => {
      this.#say(outcome.said);
      this.#open = undefined;
      return outcome;
    });
    return this.#open;
  }

  /** It serves. True: by an upgrade. */
  isThere(child: ChildProcess | undefined): boolean {
    const isUpgraded = this.#tell !== undefined;
    this.#tell?.({ isNew: true, said: `process ${child?.pid} has taken over` });
    this.#tell = undefined;
    return isUpgraded;
  }

  /** True: it made room. */
  hasEnded(child: ChildProcess | undefined): boolean {
    const hasYielded = child !== undefined && child === this.#yields;
    if (!hasYielded) this.#tell?.({ isNew: false, said: "the new one ended; another one begins" });
    if (!hasYielded) this.#tell = undefined;
    this.#yields = undefined;
    return hasYielded;
  }

  async #handsOver(child: ChildProcess | undefined): Promise<Outcome> {
    this.#say("what is installed now is to take over");
    const isReady = await this.#spares.next();
    if (!isReady || child === undefined)
      return { isNew: false, said: "the new one does not come up; the old one goes on" };
    const outcome = new Promise<Outcome>((resolve) => {
      this.#tell = resolve;
    });
    this.#yields = child;
    child.send("yield", () => undefined);
    const late = setTimeout(() => child.kill("SIGKILL"), toYield);
    child.once("exit", () => clearTimeout(late));
    return outcome;
  }
}

/** In the data folder, for `ringwise upgrade` of its owner. */
export const upgradePlace = (data: string): string => join(data, "supervise.sock");

/** Whoever connects asks for it, and is told what came of it. */
export function answersUpgrades(data: string, upgrade: () => Promise<Outcome>, say: Say): void {
  const at = upgradePlace(data);
  rmSync(at, { force: true });
  const server = createServer((asker) => {
    asker.on("error", () => undefined);
    void upgrade().then((outcome) => asker.end(JSON.stringify(outcome)));
  });
  server.on("error", ({ message }) => say(`ringwise upgrade will not find us: ${message}`));
  server.listen(at, () => chmodSync(at, 0o600));
  server.unref();
}

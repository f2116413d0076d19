import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seconds } from "#kit/time.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import type { World } from "#world/world.ts";

/** A world to try, and how time passes in it. */
export interface Tried {
  readonly world: World;
  /** The one address that every world here has. */
  readonly host: string;
  /** Lets time pass until this has come. */
  until<T>(coming: Promise<T>): Promise<T>;
  close(): void;
}

/** Both worlds, so that each suite runs against each of them. */
export const worlds: readonly { readonly name: string; readonly make: () => Tried }[] = [
  { name: "the real world", make: realWorld },
  { name: "the simulated world", make: simulatedWorld },
];

function realWorld(): Tried {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-world-"));
  return {
    world: nodeWorld(folder, jsonLog("silent")),
    host: "127.0.0.1",
    until: (coming) => coming,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function simulatedWorld(): Tried {
  const sim = simWorld();
  return {
    world: sim.host("127.0.0.1"),
    host: "127.0.0.1",
    async until(coming) {
      let come = false;
      const done = coming.finally(() => {
        come = true;
      });
      for (let i = 0; i < 600 && !come; i++) await sim.runs(seconds(0.1));
      return done;
    },
    close: () => undefined,
  };
}

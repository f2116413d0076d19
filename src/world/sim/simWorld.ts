import { after, type Instant, type Millis, type WallTime } from "#kit/time.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { type MemoryFiles, memoryFiles } from "#world/sim/memoryFiles.ts";
import { type MemoryLog, memoryLog } from "#world/sim/memoryLog.ts";
import type { Nat } from "#world/sim/nat.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";
import { type SimHttp, simHttp } from "#world/sim/simHttp.ts";
import { type SimNetwork, simNetwork } from "#world/sim/simNetwork.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";
import type { World } from "#world/world.ts";

/** One machine of a simulated world; the parts that a test looks into have their own types. */
export interface SimHost extends World {
  readonly files: MemoryFiles;
  readonly log: MemoryLog;
}

/** Several machines on one clock and one network, the same every run with the same seed. */
export interface SimWorld {
  readonly clock: VirtualClock;
  readonly network: SimNetwork;
  /** Web services, for all machines. */
  readonly http: SimHttp;
  host(addresses: string | readonly string[], behind?: Nat): SimHost;
  /** Lets time pass. After each alarm everything that was awaited goes on as far as it can. */
  runs(time: Millis): Promise<void>;
  /** Lets everything that was awaited go on, without any time passing. */
  settles(): Promise<void>;
  /** What is still open or waiting, in words: empty after a call that cleaned up. */
  leftovers(): readonly string[];
}

export interface SimOptions {
  readonly seed?: number | string;
  /** What people's clocks show at the beginning. */
  readonly began?: WallTime;
}

export function simWorld({ seed = 1, began }: SimOptions = {}): SimWorld {
  const clock = new VirtualClock(began);
  const http = simHttp(clock);
  const network = simNetwork(clock, seededRandom(`${seed} network`));
  return {
    clock,
    network,
    http,
    host: (addresses, behind) => ({
      clock,
      network: network.host(addresses, behind),
      http,
      random: seededRandom(`${seed} ${addresses}`),
      files: memoryFiles(),
      log: memoryLog(),
      crypto: nodeCrypto,
    }),
    async runs(time) {
      const end = after(clock.now(), time);
      await settles();
      await wakesUntil(clock, end);
    },
    settles,
    leftovers() {
      const alarms = clock.pending > 0 ? [`${clock.pending} alarms`] : [];
      return [...network.open, ...http.open, ...alarms];
    },
  };
}

/** All microtasks are done before the next immediate: however long a chain of awaits is. */
const settles = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Alarms in one turn of Node's event loop, which costs more than most of them do. */
const ROW = 16;

/** One alarm an immediate: immediates of one turn run one by one, and microtasks in between. */
function wakesUntil(clock: VirtualClock, end: Instant): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const next = (): void => {
      try {
        if (isOver || clock.wakesNext(end)) return;
        resolve();
      } catch (error) {
        reject(error);
      }
      isOver = true;
    };
    const row = (): void => {
      for (let i = 0; i < ROW && !isOver; i++) setImmediate(next);
      if (!isOver) setImmediate(row);
    };
    row();
  });
}

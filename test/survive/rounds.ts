import { formatWav } from "#media/audio/wav.ts";
import { freePort } from "../interop/freePort.ts";
import { type Outcome, outcomeOf } from "./figures.ts";
import { greeting, houseOf } from "./house.ts";
import type { Trial } from "./plan.ts";
import { keptOf, recordsOf } from "./records.ts";
import { type Came, type Kill, kills, round, type TestHouse } from "./round.ts";
import { Supervised } from "./supervised.ts";
import { RealTelephone } from "./telephone.ts";

export interface Run {
  readonly trials: readonly Trial[];
  /** The sound is in the server's process, and cannot be killed by itself. */
  readonly inside?: boolean;
  readonly program?: string;
  readonly told?: (trial: Trial, came: Came) => void;
}

/** Kills servers so often in the middle of calls, and adds up what came of it, for each kind of kill. */
export async function rounds(run: Run): Promise<ReadonlyMap<Kill, Outcome>> {
  const houses = new Map<string, TestHouse>();
  const came: (Came & Pick<Trial, "kill">)[] = [];
  try {
    for (const trial of run.trials) {
      const house = houses.get(trial.host) ?? (await houseAt(trial.host, run));
      houses.set(trial.host, house);
      const one = await round(house, trial);
      came.push({ kill: trial.kill, ...one });
      run.told?.(trial, one);
    }
    const kept = await Promise.all(
      [...houses.values()].map(async ({ server, due }) => [await recordsOf(server), due] as const),
    );
    return new Map(
      kills
        .filter((kill) => came.some((one) => one.kill === kill))
        .map((kill) => {
          const of = came.filter((one) => one.kill === kill);
          const records = kept.map(([found, due]) =>
            keptOf(
              found,
              due.filter((one) => one.kill === kill),
            ),
          );
          return [kill, outcomeOf(of, records)];
        }),
    );
  } finally {
    await Promise.all([...houses.values()].map(isClosed));
  }
}

async function houseAt(host: string, { inside, program }: Run): Promise<TestHouse> {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const sippPort = await freePort();
  const server = await Supervised.open(houseOf(host, carrier.port, sippPort), {
    host,
    ...(program !== undefined && { program }),
    env: { RINGWISE_MEDIA: inside ? "inside" : "process" },
  });
  await server.greets(greeting, formatWav({ rate: 8000, samples: new Int16Array(4800) }));
  carrier.server = server.at("udp");
  return { server, carrier, sippPort, due: [] };
}

async function isClosed({ server, carrier }: TestHouse): Promise<void> {
  await carrier.close();
  await server.close();
}

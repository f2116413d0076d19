import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import { EngineHost } from "#media/process/engineHost.ts";
import { RemoteEngine } from "#media/process/remoteEngine.ts";
import { simLink } from "#world/sim/simLink.ts";
import type { World } from "#world/world.ts";

type Means = Pick<World, "clock" | "log">;

/** That engine, spoken to as one in a process of its own is: in frames, which arrive a little later. */
export async function wiredEngine(
  engine: MediaEngine,
  { clock, log }: Means,
): Promise<MediaEngine> {
  const version = "0";
  const host = new EngineHost({
    engine,
    clock,
    log,
    version,
    name: "media",
    over: () => undefined,
  });
  const remote = new RemoteEngine({
    ...{ clock, log, version, name: "control" },
    connect: async () => {
      const [ours, theirs] = simLink();
      host.serves(theirs);
      return ours;
    },
  });
  await remote.greeted;
  return {
    perform: (command) => remote.perform(command),
    events: remote.events,
    idle: () => remote.idle() && engine.idle(),
    held: () => remote.held(),
    async close() {
      await remote.close();
      await host.close();
    },
  };
}

import { listeners } from "#kit/listeners.ts";
import type { NetworkCheckView, NetworkControl } from "#server/control/networkControl.ts";
import { networkSteps } from "#server/control/networkControl.ts";
import { type CheckMeans, runCheck } from "./networkCheck.ts";
import { PortKeeper, type SipPort } from "./portKeeper.ts";

export interface NetworkDeskMeans extends Omit<CheckMeans, "ports"> {
  /** What is kept open at the router, when the settings want it. */
  readonly sipPorts: readonly SipPort[];
}

/** The network of the house, as owner and pages see it: its last check, and the ports that are kept open. */
export interface NetworkDesk extends NetworkControl {
  /** As the settings are now. */
  use(): void;
  close(): Promise<void>;
}

export function networkDesk(means: NetworkDeskMeans): NetworkDesk {
  const changes = listeners<undefined>();
  const keeper = new PortKeeper({ ...means, ports: means.sipPorts });
  let last: NetworkCheckView | undefined;
  const isRunning = (): boolean => last !== undefined && last.ended === undefined;
  const see = (view: NetworkCheckView): void => {
    last = view;
    changes.tell(undefined);
  };
  keeper.changes(() => changes.tell(undefined));
  return {
    changes: changes.listen,
    check: () => last,
    ports: () => keeper.ports(),
    start() {
      if (isRunning() && last) return last;
      const began = means.world.clock.wallTime();
      const first = { began, steps: networkSteps.map((id) => ({ id, state: "waiting" as const })) };
      last = first;
      void runCheck({ ...means, ports: () => keeper.ports() }, see);
      return first;
    },
    use: () => keeper.use(means.settings().network.keepPortsOpen),
    close: () => keeper.close(),
  };
}

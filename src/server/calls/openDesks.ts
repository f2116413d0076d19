/** The two desks of the house, of calls and of services: each asks the other. */
import type { CallHost } from "#server/callHost.ts";
import { accountsForHelp } from "#server/calls/helpRoutes.ts";
import { HouseDesk, type HouseDeskMeans } from "#server/calls/houseDesk.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { ServiceDesk, type ServiceDeskMeans } from "#server/services/serviceDesk.ts";

export interface DesksMeans
  extends Pick<HouseDeskMeans, "outside" | "telephone" | "mailTo" | "deviceAt">,
    Pick<ServiceDeskMeans, "repeatDialling"> {
  readonly parts: Pick<ServerParts, "world" | "store" | "settings">;
  readonly calls: CallHost;
}

export interface Desks {
  readonly desk: HouseDesk;
  readonly services: ServiceDesk;
}

export function openDesks({ parts, calls, repeatDialling, ...means }: DesksMeans): Desks {
  const { settings, store, world } = parts;
  const { clock, random } = world;
  const services: ServiceDesk = new ServiceDesk({
    repeatDialling,
    inHand: (does, device) => desk.inHand.does(does, device),
    settings,
    calls: () => store.calls.page(undefined, 200).items,
    clock,
    accountsForHelp: () => accountsForHelp(means.outside()),
  });
  const desk: HouseDesk = new HouseDesk({
    ...means,
    clock,
    random,
    calls,
    settings: () => settings.current(),
    services,
  });
  return { desk, services };
}

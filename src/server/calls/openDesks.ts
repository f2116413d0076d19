/** The two desks of the house, of calls and of services: each asks the other. */
import type { CallHost } from "#server/callHost.ts";
import { accountsForHelp } from "#server/calls/helpRoutes.ts";
import { HouseDesk, type HouseDeskMeans } from "#server/calls/houseDesk.ts";
import { announcerLeg } from "#server/legs/announcerLeg.ts";
import { testerLeg } from "#server/legs/testerLeg.ts";
import type { PortEvents } from "#server/portEvents.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { ServiceDesk, type ServiceDeskMeans } from "#server/services/serviceDesk.ts";

export interface DesksMeans
  extends Pick<HouseDeskMeans, "outside" | "telephone" | "mailTo" | "deviceAt" | "contact">,
    Pick<ServiceDeskMeans, "repeatDialling"> {
  readonly parts: Pick<
    ServerParts,
    "world" | "store" | "settings" | "engine" | "sounds" | "commands"
  > & {
    readonly ports: PortEvents;
  };
  readonly calls: CallHost;
}

export interface Desks {
  readonly desk: HouseDesk;
  readonly services: ServiceDesk;
}

export function openDesks({ parts, calls, repeatDialling, ...means }: DesksMeans): Desks {
  const { engine, ports, settings, sounds, store, world } = parts;
  const { clock, random } = world;
  const services: ServiceDesk = new ServiceDesk({
    repeatDialling,
    inHand: (does, device) => desk.inHand.does(does, device),
    settings,
    calls: () => store.calls.page(undefined, 200).items,
    clock,
    accountsForHelp: () => accountsForHelp(means.outside()),
  });
  const studio = { engine, ports, clock };
  const desk: HouseDesk = new HouseDesk({
    ...means,
    files: world.files,
    commands: parts.commands,
    clock,
    random,
    calls,
    settings: () => settings.current(),
    services,
    tester: (id, call) => {
      const words = sounds.fileOf("test-call", settings.current().owner.language);
      return testerLeg(id, { ...studio, words, call });
    },
    announcer: (id, file, call) => announcerLeg(id, { ...studio, file, call }),
  });
  return { desk, services };
}

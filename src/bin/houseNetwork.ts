/** The network of a running house: its check, and the ports that its router keeps open. */
import type { FeatureServer } from "#server/featureServer.ts";
import type { NetworkDesk } from "#server/network/networkDesk.ts";
import { networkDesk } from "#server/network/networkDesk.ts";
import { placesOf } from "#server/network/portMapper.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { defaultRouter } from "#world/node/nodeRouter.ts";
import type { World } from "#world/world.ts";
import { lookAtCertificate } from "./doctor/certificate.ts";
import { timeIsKept } from "./doctor/clock.ts";
import type { Environment } from "./environment.ts";
import { locatorOf } from "./houseSip.ts";

export interface HouseNetworkParts {
  readonly world: World;
  readonly env: Environment;
  readonly settings: SettingsStore;
  readonly agent: UserAgent;
  readonly transports: OpenTransports;
  readonly server: FeatureServer;
}

export function houseNetwork(parts: HouseNetworkParts): NetworkDesk {
  const { world, env, settings, agent, transports, server } = parts;
  const sipPorts = transports.bound.map(({ protocol, local }) => ({
    protocol: protocol === "UDP" ? ("udp" as const) : ("tcp" as const),
    port: local.port,
  }));
  const desk = networkDesk({
    world,
    agent,
    locate: locatorOf(world, env),
    settings: () => settings.current(),
    accounts: () => server.accounts.status(),
    router: routerPlaces,
    sound: { host: env.sip.host, ...env.rtp },
    certificate: () => lookAtCertificate(env),
    clockIsKept: timeIsKept,
    sipPorts,
  });
  settings.changes(() => desk.use());
  desk.use();
  return desk;
}

export function routerPlaces() {
  const router = defaultRouter();
  return router === undefined ? undefined : placesOf(router);
}

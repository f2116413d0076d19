/** The SIP side of one house: its transports, and the user agent on them. */
import { trustOf } from "#server/accounts/trust.ts";
import { isHelpInvite } from "#server/emergency/helpInvite.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import { locator } from "#sip/transport/locator.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { Transports } from "#sip/transport/transport.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { PeerPlace } from "#telephony/membership/directory.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { keyNameOf } from "#world/node/certificateKey.ts";
import type { World } from "#world/world.ts";
import type { Certificates } from "./certificates.ts";
import type { Environment } from "./environment.ts";
import { ownAddressOf } from "./ownAddress.ts";
import { version } from "./package.ts";

export interface HouseSipParts {
  readonly world: World;
  readonly env: Environment;
  readonly settings: SettingsStore;
  /** Without it telephones are not heard over TLS. */
  readonly tls?: Certificates | undefined;
}

export const sipTransports = ({ world, env, settings, tls }: HouseSipParts) =>
  openTransports(world, {
    udp: [env.sip],
    tcp: [env.sip],
    ...(tls && { tls: [env.sips], identity: tls.identity, asksForKeys: true }),
    trust: (hop) => trustOf(hop, settings.current().accounts),
    ...(env.advertise !== undefined && { advertise: env.advertise }),
  });

/** Where other members of our exchanges may call us straight: where we are seen, and by the key of our certificate. */
export function peerPlaceOf(
  { bound }: OpenTransports,
  { env, world, tls }: Pick<HouseSipParts, "env" | "world" | "tls">,
): PeerPlace | undefined {
  const port = bound.find(({ protocol }) => protocol === "TLS")?.local.port;
  if (port === undefined || tls === undefined) return undefined;
  const host = ownAddressOf(env, world)();
  return {
    at: `${host.includes(":") ? `[${host}]` : host}:${port}`,
    key: keyNameOf(tls.identity.certificate),
  };
}

export const locatorOf = (world: World, { sip }: Environment) =>
  locator(world, sip.host.includes(":"));

export interface HouseAgentParts {
  readonly world: World;
  readonly env: Environment;
  readonly settings: () => Settings;
}

export const userAgentOn = (transports: Transports, { world, env, settings }: HouseAgentParts) =>
  newUserAgent({
    ...world,
    transports,
    spares: (request) => isHelpInvite(request, settings()),
    locate: locatorOf(world, env),
    options: { product: `Ringwise/${version}` },
  });

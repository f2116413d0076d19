/** Where a house says that it is: a process that carries nothing but sound needs to know no more of its SIP. */
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";

export const ownAddressOf =
  ({ advertise, sip }: Environment, { network }: World) =>
  (peer?: string): string =>
    advertise ?? (isAny(sip.host) ? network.ownAddress(peer) : sip.host);

const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";

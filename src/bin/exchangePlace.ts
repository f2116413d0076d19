/** Where an exchange was last reached over TLS, and who signs for it: what its invitations say. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Certificates } from "./certificates.ts";

export interface Place {
  /** Host, and the port where it is not the usual one. */
  readonly server: string;
  /** PEM; absent with the operator's own certificate. */
  readonly authority?: string;
  /** Where its pages are, over TLS. */
  readonly pages?: string;
}

/** Passwords are told over TLS alone, unless the operator says otherwise. */
export const usualWeb = "127.0.0.1:8090";
export const usualWebs = "0.0.0.0:8453";

const fileIn = (data: string): string => join(data, "place.json");

export const writePlace = (data: string, place: Place): void =>
  writeFileSync(fileIn(data), JSON.stringify(place), { mode: 0o600 });

/** Undefined: it has never been started. */
export const readPlace = (data: string): Place | undefined =>
  existsSync(fileIn(data)) ? (JSON.parse(readFileSync(fileIn(data), "utf8")) as Place) : undefined;

type Bound = OpenTransports["bound"];

/** Over TLS; with its port where that is not the usual one. */
function reachable(bound: Bound, host: string): string {
  const port = bound.find(({ protocol }) => protocol === "TLS")?.local.port ?? defaultPort.TLS;
  return port === defaultPort.TLS ? host : `${host}:${port}`;
}

/** Known by that host. */
export const placeOf = (bound: Bound, host: string, { authority }: Certificates): Place => ({
  server: reachable(bound, host),
  ...(authority !== undefined && { authority }),
});

export const placesOf = (bound: Bound): string =>
  bound
    .map(({ protocol, local }) => `${protocol.toLowerCase()}:${local.host}:${local.port}`)
    .join(", ");

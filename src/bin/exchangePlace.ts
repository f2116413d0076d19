/** Where an exchange was last reached over TLS, and who signs for it: what its invitations say. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Place {
  /** Host, and the port where it is not the usual one. */
  readonly server: string;
  /** PEM; absent with the operator's own certificate. */
  readonly authority?: string;
}

const fileIn = (data: string): string => join(data, "place.json");

export const writePlace = (data: string, place: Place): void =>
  writeFileSync(fileIn(data), JSON.stringify(place), { mode: 0o600 });

/** Undefined: it has never been started. */
export const readPlace = (data: string): Place | undefined =>
  existsSync(fileIn(data)) ? (JSON.parse(readFileSync(fileIn(data), "utf8")) as Place) : undefined;

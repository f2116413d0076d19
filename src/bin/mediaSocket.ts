/** Where the media process of a supervised house is found by whoever commands it. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const variable = "RINGWISE_MEDIA_SOCKET";
const fileName = "media-socket";
/** Octets of a Unix socket's path; the least that a system has is 104, its end included. */
const longestPath = 100;

/** Undefined: our sound is made in this process. */
export const mediaSocket = (): string | undefined => process.env[variable];

/** In the data folder; where that is too deep for a socket, in a folder of its own. */
export function newMediaSocket(data: string): string {
  const beside = resolve(data, fileName);
  return Buffer.byteLength(beside) <= longestPath
    ? beside
    : join(mkdtempSync(join(tmpdir(), "ringwise-")), fileName);
}

/** For the environment of the processes that meet there. */
export const toldSocket = (path: string): Record<string, string> => ({ [variable]: path });

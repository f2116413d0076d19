/** Where the media process of a supervised house is found by whoever commands it. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listenLocally } from "#world/node/localLinks.ts";

const variable = "RINGWISE_MEDIA_SOCKET";
const fileName = "media-socket";
/** Octets of a Unix socket's path; the least that a system has is 104, its end included. */
const longestPath = 100;

/** Undefined: our sound is made in this process. */
export const mediaSocket = (): string | undefined => process.env[variable];

/** In the data folder; where that is too deep for a socket, or lies on a disk that has none, in a folder of its own. */
export async function newMediaSocket(data: string): Promise<string> {
  const beside = resolve(data, fileName);
  const isThere = Buffer.byteLength(beside) <= longestPath && (await canListen(beside));
  return isThere ? beside : join(mkdtempSync(join(tmpdir(), "ringwise-")), fileName);
}

async function canListen(path: string): Promise<boolean> {
  const listening = await listenLocally(path, 1, (link) => link.close());
  if (listening.ok) listening.value.close();
  return listening.ok;
}

/** For the environment of the processes that meet there. */
export const toldSocket = (path: string): Record<string, string> => ({ [variable]: path });

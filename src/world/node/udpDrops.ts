import { readFileSync } from "node:fs";
import type { Address } from "#world/network.ts";

/**
 * Datagrams that found no room at that socket of ours (Linux); undefined where nobody says.
 *
 *   sl  local_address rem_address   st tx_queue rx_queue …  ref pointer drops     /proc/net/udp
 *   0:  0100007F:13C4 00000000:0000 07 00000000:00000000 …  2   0000    17
 */
export function droppedAt({ host, port }: Address): number | undefined {
  const [file, own] = host.includes(":")
    ? ["/proc/net/udp6", undefined] // an address of several spellings: its port must do
    : ["/proc/net/udp", hexOf(host)];
  const end = port.toString(16).toUpperCase().padStart(4, "0");
  for (const line of linesOf(file)) {
    const [, local = "", ...more] = line.trim().split(/\s+/);
    const [at, its] = local.split(":");
    if (its === end && (own === undefined || at === own)) return Number(more.at(-1));
  }
  return undefined;
}

/** As the kernel prints it: a number of this machine's byte order. */
function hexOf(host: string): string {
  const bytes = Uint8Array.from(host.split("."), Number);
  const [word = 0] = new Uint32Array(bytes.buffer);
  return word.toString(16).toUpperCase().padStart(8, "0");
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n").slice(1);
  } catch {
    return []; // another system
  }
}

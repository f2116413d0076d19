/** The house's router, as the kernel's routing table names it. */
import { existsSync, readFileSync } from "node:fs";

/** Linux alone says it in a file; elsewhere it is not known. */
const table = "/proc/net/route";

/** IPv4, of the default route with the lowest metric; undefined when there is none. */
export function defaultRouter(): string | undefined {
  return existsSync(table) ? readRoutes(readFileSync(table, "utf8")) : undefined;
}

/** Columns: Iface Destination Gateway Flags RefCnt Use Metric Mask …; addresses as the machine has them in memory, hexadecimal, little-endian. */
export function readRoutes(text: string): string | undefined {
  const routes = text
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, to, by, flags]) => to === "00000000" && by !== "00000000" && isUp(flags));
  const [best] = routes.sort((a, b) => Number(a[6]) - Number(b[6]));
  return best?.[2]
    ?.match(/[0-9A-F]{2}/gi)
    ?.reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join(".");
}

/** RTF_UP and RTF_GATEWAY. */
const isUp = (flags = "0"): boolean => (Number.parseInt(flags, 16) & 3) === 3;

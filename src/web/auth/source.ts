import { addressBytes } from "#kit/ipAddress.ts";

/**
 * Where guesses come from. A household's IPv6 addresses change as they like: the network that was
 * given to it (RFC 6177: a /64 and more) is one source.
 */
export function sourceOf(ip: string): string {
  const bytes = addressBytes(ip);
  if (bytes === undefined) return ip;
  if (bytes.length === 4) return bytes.join(".");
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  return isMapped ? bytes.slice(12).join(".") : Buffer.from(bytes.slice(0, 8)).toString("hex");
}

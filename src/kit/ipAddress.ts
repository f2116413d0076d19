/** IP addresses as bytes, to see what they are part of. */

/** 4 or 16 bytes, or undefined for what is no literal address. A zone (`%eth0`) is none of it. */
export function addressBytes(text: string): Uint8Array | undefined {
  const bare = text.split("%", 1)[0] ?? "";
  return bare.includes(":") ? bytesOf6(bare) : bytesOf4(bare);
}

/** Of a host as it stands in a URL: IPv6 without its brackets. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, "");

function bytesOf4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : undefined;
}

/** RFC 4291 §2.2: eight groups, one run of zeros left out, perhaps an IPv4 address at the end. */
function bytesOf6(text: string): Uint8Array | undefined {
  const [before = "", after, more] = text.split("::");
  if (more !== undefined) return;
  const front = groups(before, after === undefined);
  const back = groups(after ?? "", true);
  if (!front || !back) return;
  const missing = 16 - front.length - back.length;
  if (after === undefined ? missing !== 0 : missing < 2) return;
  return Uint8Array.from([...front, ...new Array<number>(missing).fill(0), ...back]);
}

/** `isLast`: an IPv4 address may stand at its end. */
function groups(text: string, isLast: boolean): readonly number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const all = text.split(":");
  for (const [i, group] of all.entries()) {
    const tail = isLast && i === all.length - 1 ? bytesOf4(group) : undefined;
    if (tail) bytes.push(...tail);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) bytes.push(...twoBytes(Number.parseInt(group, 16)));
    else return;
  }
  return bytes;
}

const twoBytes = (value: number): readonly [number, number] => [value >> 8, value & 0xff];

/** A block such as `10.0.0.0/8`. */
export interface Block {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

export function block(text: string): Block {
  const [address = "", bits] = text.split("/");
  const bytes = addressBytes(address);
  if (!bytes) throw new Error(`no address block: ${text}`);
  return { bytes, bits: bits === undefined ? bytes.length * 8 : Number(bits) };
}

export function isWithin(address: Uint8Array, { bytes, bits }: Block): boolean {
  if (address.length !== bytes.length) return false;
  return bytes.every((byte, i) => {
    const shown = Math.min(8, Math.max(0, bits - 8 * i));
    const mask = (0xff << (8 - shown)) & 0xff;
    return ((byte ^ (address[i] ?? 0)) & mask) === 0;
  });
}

/** As people write it, IPv6 with its longest run of zeros left out (RFC 5952). 4 or 16 bytes; IPv4 inside of IPv6 as IPv4. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (isWithin(bytes, mapped)) return bytes.slice(12).join(".");
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  const text = groups.join(":");
  const runs = [...text.matchAll(/\b0(:0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (!longest) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  return `${before}::${text.slice(longest.index + longest[0].length).replace(/^:/, "")}`;
}

const mapped = block("::ffff:0:0/96");

/** The 16 bytes that stand for an address of either family (RFC 4291 §2.5.5.2). */
export function sixteenBytes(address: string): Uint8Array | undefined {
  const bytes = addressBytes(address);
  if (bytes?.length !== 4) return bytes;
  return Uint8Array.from([...new Array<number>(10).fill(0), 0xff, 0xff, ...bytes]);
}

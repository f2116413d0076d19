import { isIPv4 } from "node:net";

/** Values in the distinguished encoding rules of ASN.1 (X.690 §8 and §10), as far as certificates need them. */

function value(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), content]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer =>
  value(0x30, Buffer.concat(parts));
export const set = (...parts: readonly Uint8Array[]): Buffer => value(0x31, Buffer.concat(parts));
export const octets = (content: Uint8Array): Buffer => value(0x04, content);
export const printable = (text: string): Buffer => value(0x13, Buffer.from(text, "latin1"));
export const yes: Buffer = value(0x01, Buffer.of(0xff));

/** Not negative; most significant octet first. */
export const integer = (...magnitude: readonly number[]): Buffer =>
  value(0x02, Buffer.from((magnitude[0] ?? 0) >= 0x80 ? [0, ...magnitude] : magnitude));

export const bits = (content: Uint8Array, unused = 0): Buffer =>
  value(0x03, Buffer.concat([Buffer.of(unused), content]));

/** A context-specific tag around what is there already, or around bare octets. */
export const explicit = (tag: number, content: Uint8Array): Buffer => value(0xa0 | tag, content);
export const implicit = (tag: number, content: Uint8Array): Buffer => value(0x80 | tag, content);

/** From its dotted text. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split(".").map(Number);
  return value(0x06, Buffer.from([40 * first + second, ...arcs.flatMap(base128)]));
}

const base128 = (arc: number): number[] =>
  arc < 0x80 ? [arc] : [...base128(arc >> 7).map((octet) => octet | 0x80), arc & 0x7f];

/** Two digits of the year until 2049, four from then on (RFC 5280 §4.1.2.5). */
export function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
  const isShort = new Date(at).getUTCFullYear() < 2050;
  return value(isShort ? 0x17 : 0x18, Buffer.from(isShort ? digits.slice(2) : digits));
}

/** The 4 or 16 octets of an IP address. */
export function addressOctets(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from(host.split(".").map(Number));
  const [head = "", tail = ""] = new URL(`http://[${host}]`).hostname.slice(1, -1).split("::");
  const [before, after] = [head.split(":").flatMap(word), tail.split(":").flatMap(word)];
  return Buffer.from([...before, ...Array(16 - before.length - after.length).fill(0), ...after]);
}

const word = (digits: string): number[] => {
  const number = Number.parseInt(digits, 16);
  return digits === "" ? [] : [number >> 8, number & 0xff];
};

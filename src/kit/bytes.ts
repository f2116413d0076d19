/** Bytes and text, without Node's Buffer: the wire speaks octets, the code above it strings. */
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8");

export const utf8 = (text: string): Uint8Array => encoder.encode(text);
/** Invalid sequences become U+FFFD; never throws. */
export const fromUtf8 = (data: Uint8Array): string => decoder.decode(data);

/** Each octet as the character of that number, and back: text of an unknown encoding stays what it was. */
export function fromLatin1(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += 4096)
    text += String.fromCharCode(...data.subarray(at, at + 4096));
  return text;
}
export const latin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

const HEX = "0123456789abcdef";

/** Lower-case hexadecimal, two digits a byte. */
export function hex(data: Uint8Array): string {
  let text = "";
  for (const byte of data) text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return text;
}

/** The parts after one another in one new array. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian reads; undefined behind the end, so that a short packet is never an exception. */
export function readUint16(data: Uint8Array, at: number): number | undefined {
  const high = data[at];
  const low = data[at + 1];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

export function readUint32(data: Uint8Array, at: number): number | undefined {
  const high = readUint16(data, at);
  const low = readUint16(data, at + 2);
  return high === undefined || low === undefined ? undefined : high * 0x10000 + low;
}

export function writeUint16(data: Uint8Array, at: number, value: number): void {
  data[at] = (value >>> 8) & 255;
  data[at + 1] = value & 255;
}

export function writeUint32(data: Uint8Array, at: number, value: number): void {
  writeUint16(data, at, value >>> 16);
  writeUint16(data, at + 2, value & 0xffff);
}

/** Pairs of hexadecimal digits, spaces between them allowed: for keys and examples. What is no digit counts as 0. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, "");
  const data = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < data.length; i++)
    data[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16) || 0;
  return data;
}

/** With padding (RFC 4648 §4); for some thousand bytes at most. */
export const base64 = (data: Uint8Array): string => btoa(String.fromCharCode(...data));

/** URL-safe, without padding (RFC 4648 §5). */
export const base64Url = (data: Uint8Array): string =>
  base64(data).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Undefined for what is none. For short texts: tokens, keys, signatures. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

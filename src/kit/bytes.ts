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
export function latin1(text: string): Uint8Array {
  const data = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) data[at] = text.charCodeAt(at);
  return data;
}

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

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL = `${BASE64.slice(0, 62)}-_`;

/** With padding (RFC 4648 §4). */
export function base64(data: Uint8Array): string {
  const text = inDigits(data, BASE64);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** URL-safe, without padding (RFC 4648 §5). */
export const base64Url = (data: Uint8Array): string => inDigits(data, BASE64_URL);

/** Six bits a digit; by hand, for on short data it costs a fraction of the way over a binary string. */
function inDigits(data: Uint8Array, digits: string): string {
  let text = "";
  for (let at = 0; at < data.length; at += 3) {
    const [a = 0, b, c] = [data[at], data[at + 1], data[at + 2]];
    text += digits.charAt(a >> 2) + digits.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b !== undefined) text += digits.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c !== undefined) text += digits.charAt(c & 63);
  }
  return text;
}

/** The value of each digit by its character code; 64 for what is none. */
const sextets = Uint8Array.from({ length: 128 }, (_, code) => {
  const at = BASE64_URL.indexOf(String.fromCharCode(code));
  return at < 0 ? 64 : at;
});

/** Undefined for what is none. For short texts: tokens, keys, signatures. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const data = new Uint8Array((text.length * 3) >> 2);
  let [bits, held, end] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const sextet = sextets[text.charCodeAt(at)] ?? 64;
    if (sextet === 64) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      data[end++] = bits >> held;
    }
  }
  return data;
}

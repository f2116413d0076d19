import { globSync, readFileSync } from "node:fs";
import { randomBelow } from "#world/random.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

/* Good and tortured messages, hurt at random: the same ones for the same seed. */

export interface Mutants {
  below(bound: number): number;
  bytes(length: number): Uint8Array;
  /** One of those, hurt in one to four ways. */
  of(originals: readonly Uint8Array[]): Uint8Array;
}

export const originals = (): readonly Uint8Array[] =>
  globSync("test/torture/rfc*/*")
    .sort()
    .map((file) => new Uint8Array(readFileSync(file)));

export function mutants(seed: string): Mutants {
  const random = seededRandom(seed);
  const below = (bound: number): number => (bound <= 1 ? 0 : randomBelow(random, bound));
  const hurts: readonly ((bytes: Uint8Array) => Uint8Array)[] = [
    (bytes) => changed(bytes, below(bytes.length), below(256)),
    (bytes) => changed(bytes, below(bytes.length), (bytes[below(bytes.length)] ?? 0) ^ 0x80),
    (bytes) => bytes.slice(0, below(bytes.length)),
    (bytes) => bytes.slice(below(bytes.length)),
    (bytes) => inserted(bytes, below(bytes.length), random(below(40))),
    (bytes) => inserted(bytes, below(bytes.length), piece(bytes, below)),
    (bytes) => inserted(bytes, below(bytes.length), line(words[below(words.length)] ?? "")),
    (bytes) => inserted(bytes, below(bytes.length), repeated(piece(bytes, below), below(200))),
    (bytes) => without(bytes, below(bytes.length), below(40)),
  ];
  return {
    below,
    bytes: (length) => random(length),
    of(some) {
      let bytes = some[below(some.length)] ?? new Uint8Array();
      for (let count = 1 + below(4); count > 0; count--)
        bytes = hurts[below(hurts.length)]?.(bytes) ?? bytes;
      return bytes.length > 60_000 ? bytes.slice(0, 60_000) : bytes;
    },
  };
}

/** What has broken a parser somewhere. */
const words = [
  "Content-Length: 4294967296",
  "Content-Length: -1",
  "l: 999999999",
  "Via: SIP/2.0/UDP [::1;branch=z9hG4bK",
  "Via: SIP/2.0/UDP a;received=;rport=99999999",
  "CSeq: 4294967295 INVITE",
  "Contact: *",
  'Contact: "\\',
  "Contact: <sip:%00@%zz;;;=>;q=1.0001;expires=99999999999999999999",
  "Route: <sip:a;lr>,,<",
  "Require: 100rel, , ,",
  "Max-Forwards: 256",
  "\r\n\r\n",
  " \t folded",
  "Replaces: a;to-tag=;from-tag=",
  "Session-Expires: 0;refresher=nobody",
  "c=IN IP4 256.1.1.1",
  "m=audio 99999 RTP/AVP 0 0 0 256",
  "a=rtpmap:0 PCMU/0/0",
  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:",
];
const line = (text: string): Uint8Array => new TextEncoder().encode(`\r\n${text}\r\n`);

function piece(bytes: Uint8Array, below: (bound: number) => number): Uint8Array {
  const start = below(bytes.length);
  return bytes.slice(start, start + below(80));
}
const changed = (bytes: Uint8Array, at: number, to: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = to;
  return copy;
};
const inserted = (bytes: Uint8Array, at: number, what: Uint8Array): Uint8Array =>
  joined(bytes.slice(0, at), what, bytes.slice(at));
const without = (bytes: Uint8Array, at: number, count: number): Uint8Array =>
  joined(bytes.slice(0, at), bytes.slice(at + count));
const repeated = (bytes: Uint8Array, times: number): Uint8Array =>
  joined(...Array.from({ length: times }, () => bytes));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

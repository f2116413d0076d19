import { concat, fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Flow } from "#sip/transport/flow.ts";

/**
 * What workers say to each other:
 *
 *   | kind, 1 byte | length of the head, 2 bytes | head, JSON | bytes of a SIP message |
 */
export type Said =
  /** A message came along that flow, and it is yours. */
  | { readonly kind: "arrived"; readonly flow: Flow; readonly bytes: Uint8Array }
  /** Send it along that connection of yours. */
  | { readonly kind: "send"; readonly flow: Flow; readonly bytes: Uint8Array }
  /** Anything else: plain values, by topic. */
  | { readonly kind: "told"; readonly topic: string; readonly value: unknown };

const kinds = ["arrived", "send", "told"] as const;
const none = new Uint8Array();

export function written(said: Said): Uint8Array {
  const { kind } = said;
  const isTold = kind === "told";
  const head = utf8(JSON.stringify(isTold ? said.topic : said.flow));
  const body = isTold ? utf8(JSON.stringify(said.value)) : said.bytes;
  const { length } = head;
  return concat([Uint8Array.of(kinds.indexOf(kind), length >> 8, length & 255), head, body]);
}

/** Throws for what no worker of ours writes. */
export function readSaid(frame: Uint8Array): Said {
  const [number = 0, high = 0, low = 0] = frame;
  const kind = kinds[number] ?? "told";
  const at = 3 + high * 256 + low;
  const head = JSON.parse(fromUtf8(frame.subarray(3, at))) as unknown;
  const body = frame.length > at ? frame.subarray(at) : none;
  if (kind !== "told") return { kind, flow: head as Flow, bytes: body };
  return { kind, topic: head as string, value: JSON.parse(fromUtf8(body)) };
}

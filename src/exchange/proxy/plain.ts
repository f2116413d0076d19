import type { SipRequest } from "#sip/message/message.ts";

const [TAB, LF, CR, SPACE, BACKSLASH, DELETE] = [9, 10, 13, 32, 92, 127] as const;

/**
 * No control character in the head but where the grammar has one: line ends, tabs, and behind a
 * backslash (RFC 3261 §25.1 quoted-pair). What goes on goes on byte for byte, and whoever reads it
 * next might take a lone CR for a line's end, and so find a header that nobody here has seen.
 */
export function isPlain({ bytes, body }: SipRequest): boolean {
  const end = bytes.length - body.length;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] ?? SPACE;
    if ((byte >= SPACE && byte !== DELETE) || byte === TAB || byte === LF) continue;
    const isLineEnd = byte === CR && bytes[i + 1] === LF;
    if (!isLineEnd && (bytes[i - 1] !== BACKSLASH || byte === CR)) return false;
  }
  return true;
}

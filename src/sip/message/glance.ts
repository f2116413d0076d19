import { fromUtf8 } from "#kit/bytes.ts";

const LF = 10;
const SP = 32;
const COLON = 58;

/** What a ladder says of a message, as `messageLabel` and Call-ID would, without reading the rest of it. */
export interface Glance {
  readonly label: string;
  /** "" where there is none. */
  readonly callId: string;
}

/** Of a message that we have made ourselves: one start line, no line that is folded. */
export function glance(bytes: Uint8Array): Glance {
  const end = bytes.indexOf(LF);
  const start = fromUtf8(bytes.subarray(0, end < 0 ? bytes.length : end)).trimEnd();
  const isResponse = start.startsWith("SIP/2.0 ");
  const label = isResponse ? start.slice(8) : start.slice(0, start.indexOf(" "));
  return { label, callId: callIdIn(bytes, end + 1) };
}

function callIdIn(bytes: Uint8Array, from: number): string {
  for (let line = from; line > 0 && line < bytes.length; line = bytes.indexOf(LF, line) + 1) {
    if ((bytes[line] ?? LF) < SP) return ""; // the empty line
    const value = callIdValue(bytes, line);
    if (value < 0) continue;
    const end = bytes.indexOf(LF, value);
    return fromUtf8(bytes.subarray(value, end < 0 ? bytes.length : end)).trim();
  }
  return "";
}

const names = ["call-id", "i"].map((name) => Uint8Array.from(name, (char) => char.charCodeAt(0)));

/** Where the value begins in a Call-ID line, in either form of its name; −1 in any other. */
function callIdValue(bytes: Uint8Array, line: number): number {
  for (const name of names) {
    if (!name.every((byte, i) => ((bytes[line + i] ?? 0) | SP) === byte)) continue;
    let at = line + name.length;
    while (bytes[at] === SP) at++;
    if (bytes[at] === COLON) return at + 1;
  }
  return -1;
}

/** Distinguished encoding rules (ITU-T X.690), read only: enough for what a certificate says about itself. */

/** One value: its tag octet, and what is in it. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

const mostValues = 10_000;

/** The values after one another; undefined when the last does not end where the bytes end, or a length is no length. */
export function readDer(data: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  let at = 0;
  while (at < data.length) {
    const head = headAt(data, at);
    if (!head || head.end > data.length || values.length >= mostValues) return undefined;
    values.push({ tag: head.tag, content: data.subarray(head.start, head.end) });
    at = head.end;
  }
  return values;
}

/** Tags of several octets and lengths of more than three are in nothing that is read here. */
function headAt(data: Uint8Array, at: number) {
  const [tag = 0, first] = [data[at], data[at + 1]];
  if (first === undefined || (tag & 31) === 31) return undefined;
  if (first < 128) return { tag, start: at + 2, end: at + 2 + first };
  const octets = first & 127;
  if (octets < 1 || octets > 3 || at + 2 + octets > data.length) return undefined;
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (data[at + 2 + i] ?? 0);
  return { tag, start: at + 2 + octets, end: at + 2 + octets + length };
}

/** What is in the only value of these bytes, when it has that tag. */
export function onlyValue(data: Uint8Array, tag: number): Uint8Array | undefined {
  const [value, ...more] = readDer(data) ?? [];
  return value?.tag === tag && more.length === 0 ? value.content : undefined;
}

/** A whole number that is not negative; undefined above 2⁴⁸, which nothing here counts to. */
export function wholeNumberIn(content: Uint8Array): number | undefined {
  if (content.length < 1 || content.length > 6 || (content[0] ?? 0) > 127) return undefined;
  return content.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** `1.3.6.1.5.5.7.1.26`, from the content of an OBJECT IDENTIFIER. */
export function objectId(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 127);
    if (octet > 127) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(arc / 40)), arc < 80 ? arc % 40 : arc - 80);
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join(".");
}

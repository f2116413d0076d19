/** For which numbers a certificate may speak (RFC 8226 §9): the TNAuthList extension. */
import { fromUtf8 } from "#kit/bytes.ts";
import { onlyValue, readDer, wholeNumberIn } from "#kit/der.ts";

export const tnAuthListOid = "1.3.6.1.5.5.7.1.26";

export type TnEntry =
  /** A carrier's code: for whatever numbers it has. */
  | { readonly is: "carrier"; readonly code: string }
  /** `count` numbers from `start` on; one of them alone has a count of 1. */
  | { readonly is: "numbers"; readonly start: string; readonly count: number };

const [sequence, integer, ia5String] = [0x30, 2, 22];
const [carrier, range, one] = [0xa0, 0xa1, 0xa2]; // explicit tags [0], [1], [2]

/** Undefined for what is no such list, or an empty one. */
export function readTnAuthList(der: Uint8Array): readonly TnEntry[] | undefined {
  const list = readDer(onlyValue(der, sequence) ?? new Uint8Array()) ?? [];
  const entries = list.flatMap(({ tag, content }) => entryOf(tag, content) ?? []);
  return entries.length > 0 && entries.length === list.length ? entries : undefined;
}

function entryOf(tag: number, content: Uint8Array): TnEntry | undefined {
  if (tag === carrier) {
    const code = onlyValue(content, ia5String);
    return code && { is: "carrier", code: fromUtf8(code) };
  }
  if (tag === one) return numbers(onlyValue(content, ia5String), 1);
  const parts = tag === range ? readDer(onlyValue(content, sequence) ?? new Uint8Array()) : [];
  const [start, count] = parts ?? [];
  const many = count?.tag === integer ? wholeNumberIn(count.content) : undefined;
  return start?.tag === ia5String && many !== undefined ? numbers(start.content, many) : undefined;
}

function numbers(digits: Uint8Array | undefined, count: number): TnEntry | undefined {
  const start = digits && fromUtf8(digits);
  return start !== undefined && /^[0-9*#]{1,15}$/.test(start) && count >= 1
    ? { is: "numbers", start, count }
    : undefined;
}

/** A range counts among numbers of the same length. */
export const speaksFor = (list: readonly TnEntry[], tn: string): boolean =>
  list.some((entry) => {
    if (entry.is === "carrier" || tn === entry.start) return true;
    if (tn.length !== entry.start.length || /\D/.test(tn + entry.start)) return false;
    const nth = Number(tn) - Number(entry.start);
    return nth >= 0 && nth < entry.count;
  });

/**
 * Reports of a headset (USB HID 1.11 §6.2.2): which bit means which usage. A usage is its page in the
 * upper sixteen bits and its number in the lower (HID Usage Tables §11 Telephony, §8 LED).
 */

/** As WebHID describes one field, or several alike, of a report. */
export interface HidItem {
  readonly isArray?: boolean;
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly reportSize?: number;
  readonly reportCount?: number;
}
export interface HidReport {
  readonly reportId?: number;
  readonly items?: readonly HidItem[];
}

export const telephony = 0x0b;
export const usage = {
  hook: 0x0b0020,
  flash: 0x0b0021,
  mute: 0x0b002f,
  muteLed: 0x080009,
  offHookLed: 0x080017,
  ringLed: 0x080018,
} as const;

export interface Bit {
  readonly reportId: number;
  readonly usage: number;
  /** Counted from the first bit behind the report's id. */
  readonly at: number;
}

/** Every bit that stands for one usage; arrays, of dials and the like, are passed over. */
export const bitsIn = (reports: readonly HidReport[]): readonly Bit[] =>
  reports.flatMap(({ reportId = 0, items = [] }) => {
    let end = 0;
    return items.flatMap((item) => {
      const { reportSize = 0, reportCount = 0, isArray = false } = item;
      const begin = end;
      end += reportSize * reportCount;
      if (isArray || reportSize !== 1) return [];
      return Array.from({ length: reportCount }, (_, i) => i).flatMap((i) => {
        const means = usageOf(item, i);
        return means === undefined ? [] : [{ reportId, usage: means, at: begin + i }];
      });
    });
  });

/** A list that is too short means its last one for all that follow (§6.2.2.8). */
function usageOf({ isRange, usageMinimum = 0, usages = [] }: HidItem, i: number) {
  return isRange ? usageMinimum + i : (usages[i] ?? usages.at(-1));
}

/** Which of them a report says are on. */
export const onIn = (bits: readonly Bit[], reportId: number, data: DataView): ReadonlySet<number> =>
  new Set(
    bits.filter((bit) => bit.reportId === reportId && isSet(data, bit.at)).map((bit) => bit.usage),
  );

function isSet(data: DataView, at: number): boolean {
  const byte = Math.floor(at / 8);
  return byte < data.byteLength && (data.getUint8(byte) & (1 << (at % 8))) !== 0;
}

/** How many bytes a report has behind its id. */
const lengthOf = ({ items = [] }: HidReport): number =>
  Math.ceil(
    items.reduce((sum, { reportSize = 0, reportCount = 0 }) => sum + reportSize * reportCount, 0) /
      8,
  );

/** The reports that switch those on and all else off; only such as have any of our usages. */
export function reportsFor(
  reports: readonly HidReport[],
  on: ReadonlySet<number>,
): readonly { readonly reportId: number; readonly data: Uint8Array<ArrayBuffer> }[] {
  const ours = new Set<number>([usage.muteLed, usage.offHookLed, usage.ringLed]);
  return reports.flatMap((report) => {
    const bits = bitsIn([report]).filter((bit) => ours.has(bit.usage));
    if (bits.length === 0) return [];
    const data = new Uint8Array(lengthOf(report));
    for (const { usage: means, at } of bits)
      if (on.has(means))
        data[Math.floor(at / 8)] = (data[Math.floor(at / 8)] ?? 0) | (1 << (at % 8));
    return [{ reportId: report.reportId ?? 0, data }];
  });
}

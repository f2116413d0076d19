import { type Millis, millis } from "#kit/time.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** The two frequencies of each key (ITU-T Q.23): a row and a column. */
export const ROWS = [697, 770, 852, 941] as const;
export const COLUMNS = [1209, 1336, 1477, 1633] as const;
const KEYPAD = ["123A", "456B", "789C", "*0#D"] as const;

export const keyAt = (row: number, column: number): string | undefined => KEYPAD[row]?.[column];

/** A press as a tone, with the pause behind it; nothing for what is no key, as the flash. */
export function keyTone(
  key: string,
  length: Millis,
  pause: Millis = millis(70),
): TonePlan | undefined {
  const row = KEYPAD.findIndex((keys) => key.length === 1 && keys.includes(key.toUpperCase()));
  const column = KEYPAD[row]?.indexOf(key.toUpperCase()) ?? -1;
  const [low, high] = [ROWS[row], COLUMNS[column]];
  if (low === undefined || high === undefined) return undefined;
  const frequencies = [
    { hz: low, dbm0: -9 },
    { hz: high, dbm0: -7 }, // the upper one 2 dB louder: lines take more from it
  ];
  return {
    segments: [
      { frequencies, length },
      { frequencies: [], length: pause },
    ],
  };
}

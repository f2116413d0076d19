/** The frequencies of the keys (ITU-T Q.23): each key sounds its row's and its column's together. */
export const ROWS = [697, 770, 852, 941] as const;
export const COLUMNS = [1209, 1336, 1477, 1633] as const;
export const PAD = ["123A", "456B", "789C", "*0#D"] as const;

/** Row and column of a key; a programmer's error for what is none. */
export function placeOf(key: string): readonly [row: number, column: number] {
  const row = PAD.findIndex((keys) => key.length === 1 && keys.includes(key));
  const column = PAD[row]?.indexOf(key) ?? -1;
  if (column < 0) throw new Error(`${key} is no key`);
  return [row, column];
}

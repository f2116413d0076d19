/** Which packets of the last 128 have come: RFC 3711 §3.3.2 asks for at least 64. */
export interface ReplayWindow {
  /** It came before, or is too old to know. */
  has(index: number): boolean;
  add(index: number): void;
}

const SIZE = 128;

export function newReplayWindow(): ReplayWindow {
  const seen = new Float64Array(SIZE).fill(-1); // which index each place holds
  let highest = -1;
  return {
    has: (index) => index <= highest - SIZE || seen[index % SIZE] === index,
    add(index) {
      seen[index % SIZE] = index;
      highest = Math.max(highest, index);
    },
  };
}

/**
 * Pieces of a stream, each behind its length:
 *
 *   | length, 4 bytes, the most significant first | so many bytes | length …
 */
const head = 4;

export function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(head + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, head);
  return frame;
}

/** Longer ones are not waited for; `tooLong` is told, and nothing more is read. */
export interface FrameLimit {
  /** Octets. */
  readonly most: number;
  tooLong(): void;
}

const noLimit: FrameLimit = { most: Number.POSITIVE_INFINITY, tooLong: () => undefined };

/** Tells whole pieces, however the stream has cut them. */
export function unframed(
  tell: (frame: Uint8Array) => void,
  { most, tooLong }: FrameLimit = noLimit,
): (chunk: Uint8Array) => void {
  let rest: Uint8Array = new Uint8Array();
  let isOver = false;
  return (chunk) => {
    if (isOver) return;
    const all = joined(rest, chunk);
    const view = new DataView(all.buffer, all.byteOffset, all.length);
    let at = 0;
    while (at + head <= all.length) {
      const length = view.getUint32(at);
      isOver = length > most;
      if (isOver) return tooLong();
      const end = at + head + length;
      if (end > all.length) break;
      tell(all.subarray(at + head, end));
      at = end;
    }
    rest = at === 0 ? all : all.slice(at);
  };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

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

/** Tells whole pieces, however the stream has cut them. */
export function unframed(tell: (frame: Uint8Array) => void): (chunk: Uint8Array) => void {
  let rest: Uint8Array = new Uint8Array();
  return (chunk) => {
    let all = chunk;
    if (rest.length > 0) {
      all = new Uint8Array(rest.length + chunk.length);
      all.set(rest);
      all.set(chunk, rest.length);
    }
    const view = new DataView(all.buffer, all.byteOffset, all.length);
    let at = 0;
    while (at + head <= all.length) {
      const end = at + head + view.getUint32(at);
      if (end > all.length) break;
      tell(all.subarray(at + head, end));
      at = end;
    }
    rest = at === 0 ? all : all.slice(at);
  };
}

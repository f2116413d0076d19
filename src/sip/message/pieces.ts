/** Bytes put together from texts and stretches of other messages, each copied once. */
export type Piece = string | Uint8Array;

const encoder = new TextEncoder();

export function joined(pieces: readonly Piece[]): Uint8Array {
  let most = 0;
  for (const piece of pieces) most += typeof piece === "string" ? piece.length * 3 : piece.length;
  const room = roomFor(most);
  let at = 0;
  for (const piece of pieces)
    at = typeof piece === "string" ? text(room, at, piece) : copy(room, at, piece);
  return room.slice(0, at);
}

/** Written into by one `joined` at a time, and copied from before it returns. */
let scratch = new Uint8Array(16_384);

function roomFor(bytes: number): Uint8Array {
  if (bytes > scratch.length) scratch = new Uint8Array(bytes * 2);
  return scratch;
}

function copy(room: Uint8Array, at: number, piece: Uint8Array): number {
  room.set(piece, at);
  return at + piece.length;
}

/** ASCII by hand, which is faster for short texts; the rest by the encoder. */
function text(room: Uint8Array, at: number, piece: string): number {
  if (piece.length > 64) return at + encoder.encodeInto(piece, room.subarray(at)).written;
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i);
    if (code > 127) return at + encoder.encodeInto(piece, room.subarray(at)).written;
    room[at + i] = code;
  }
  return at + piece.length;
}

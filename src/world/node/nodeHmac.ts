import { createHmac, hash } from "node:crypto";
import { latin1 } from "#kit/bytes.ts";
import type { HmacKey } from "#world/crypto.ts";

/** Of both hashes that we use, in bytes. */
const blockBytes = 64;

/** Longer data goes the usual way. */
const mostRoom = 1 << 14;

/** Written into by one `sign` at a time, which does not wait. */
const room = Buffer.alloc(blockBytes + mostRoom);

/**
 * HMAC by its definition (RFC 2104), as two hashes in one call each: half of what an Hmac object
 * costs, which is made, used once and collected. Keys of at most a block, as all of ours are; a
 * longer one is hashed first. As text a digest comes cheaper than as a Buffer with memory of its own.
 */
export function nodeHmac(algorithm: "sha1" | "sha256", key: Uint8Array): HmacKey {
  const short = key.length > blockBytes ? hash(algorithm, key, "buffer") : key;
  const [inner, outer] = [padded(short, 0x36), padded(short, 0x5c)];
  return {
    sign(data) {
      if (data.length * 3 > mostRoom)
        return latin1(createHmac(algorithm, key).update(data).digest("binary"));
      room.set(inner);
      const within = hash(algorithm, room.subarray(0, blockBytes + written(data)), "binary");
      room.set(outer);
      room.write(within, blockBytes, "binary");
      return latin1(hash(algorithm, room.subarray(0, blockBytes + within.length), "binary"));
    },
  };
}

function padded(key: Uint8Array, byte: number): Uint8Array {
  const block = new Uint8Array(blockBytes).fill(byte);
  for (const [i, one] of key.entries()) block[i] = byte ^ one;
  return block;
}

function written(data: string | Uint8Array): number {
  if (typeof data === "string") return room.write(data, blockBytes, "utf8");
  room.set(data, blockBytes);
  return data.length;
}

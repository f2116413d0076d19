import { pipeline, Readable, type Transform } from "node:stream";
import type { Pieces } from "./gathered.ts";

/** Pieces as they come out of the transform; trouble of either is thrown where they are read. */
export function through(pieces: Pieces, transform: Transform): AsyncIterable<Uint8Array> {
  pipeline(Readable.from(pieces), transform, () => undefined); // the reader hears of it
  return transform;
}

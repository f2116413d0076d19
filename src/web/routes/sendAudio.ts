import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * A sound, or the part of it that a player asks for (RFC 9110 §14): only then can it jump. One range
 * of octets is understood; anything else gets the whole.
 */
export function sendAudio(
  request: FastifyRequest,
  reply: FastifyReply,
  audio: Uint8Array,
): FastifyReply {
  const asked = request.headers.range;
  const range = asked === undefined ? undefined : rangeIn(asked, audio.length);
  reply.type("audio/wav").header("accept-ranges", "bytes").header("cache-control", "no-store");
  if (range === "none") {
    reply.code(416).header("content-range", `bytes */${audio.length}`);
    return reply.send(Buffer.alloc(0));
  }
  const bytes = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength);
  if (range === undefined) return reply.send(bytes);
  const [first, last] = range;
  reply.code(206).header("content-range", `bytes ${first}-${last}/${audio.length}`);
  return reply.send(bytes.subarray(first, last + 1));
}

type Range = readonly [first: number, last: number];

/** `none`: it lies outside; undefined: it is no single range. */
export function rangeIn(asked: string, length: number): Range | "none" | undefined {
  const [, first = "", last = ""] = /^bytes=([0-9]{0,15})-([0-9]{0,15})$/.exec(asked) ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") return length === 0 || last === "0" ? "none" : tail(Number(last), length);
  const [begin, end] = [Number(first), last === "" ? length - 1 : Number(last)];
  if (end < begin && last !== "") return undefined;
  return begin >= length ? "none" : [begin, Math.min(end, length - 1)];
}

const tail = (count: number, length: number): Range => [Math.max(0, length - count), length - 1];

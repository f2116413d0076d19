/**
 * What is said between the control process and the media process, a frame each: JSON of plain data.
 *
 *    control                                media
 *      hello: who I am, what I heard  ──▶
 *                                     ◀──   found: a port that lives       (each)
 *                                     ◀──   welcome: who I am; that was all
 *                                     ◀──   event n: what was not acknowledged
 *      command                        ──▶
 *                                     ◀──   event n
 *      heard: up to n                 ──▶
 *      goodbye                        ──▶
 *                                     ◀──   closed: all is released and written
 *
 * `refused` ends it: the two are of versions that do not understand each other.
 */
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { keptIn, textOf } from "#kit/keptText.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { MediaCommand, MediaEvent } from "#media/engine/mediaEngine.ts";
import { count, maybe, shape, text, variant } from "#media/process/checks.ts";
import type { Mark, PortState } from "#media/process/mirror.ts";
import { isCommand, isEvent, isPortState } from "#media/process/shapes.ts";

/** Another one where a word is said otherwise. */
export const protocol = 1;

/** Octets of a frame: an offer of a browser, twice over. */
export const longestFrame = 256 * 1024;

/** By the control process. */
export type Said =
  | {
      readonly say: "hello";
      readonly protocol: number;
      /** The program's version. */
      readonly version: string;
      /** Its own for as long as it lives. */
      readonly control: string;
      /** The last event that it has heard of which media process. */
      readonly heard?: { readonly media: string; readonly upTo: number };
    }
  | { readonly say: "command"; readonly command: MediaCommand; readonly by?: Mark }
  | { readonly say: "heard"; readonly upTo: number }
  | { readonly say: "goodbye" };

/** By the media process. */
export type Told =
  | { readonly tell: "found"; readonly state: PortState }
  | { readonly tell: "welcome"; readonly media: string }
  | {
      readonly tell: "event";
      readonly n: number;
      readonly event: MediaEvent;
      /** By what was begun that has ended: of `played`. */
      readonly of?: Mark;
    }
  | { readonly tell: "closed" }
  | { readonly tell: "refused"; readonly protocol: number };

const isSaid = variant("say", {
  hello: shape({
    protocol: count,
    version: text,
    control: text,
    heard: maybe(shape({ media: text, upTo: count })),
  }),
  command: shape({ command: isCommand, by: maybe(text) }),
  heard: shape({ upTo: count }),
  goodbye: () => true,
});

const isTold = variant("tell", {
  found: shape({ state: isPortState }),
  welcome: shape({ media: text }),
  event: shape({ n: count, event: isEvent, of: maybe(text) }),
  closed: () => true,
  refused: shape({ protocol: count }),
});

export const frameOf = (word: Said | Told): Uint8Array => utf8(textOf(word));

export const readSaid = (frame: Uint8Array): Result<Said> => read(frame, isSaid);
export const readTold = (frame: Uint8Array): Result<Told> => read(frame, isTold);

/** Never says what was in it: there may be keys. */
function read<Word>(frame: Uint8Array, isWord: (value: unknown) => boolean): Result<Word> {
  if (frame.length > longestFrame)
    return fail("media.badFrame", `${frame.length} octets are more than a frame may have`);
  let value: unknown;
  try {
    value = keptIn(fromUtf8(frame));
  } catch {
    return fail("media.badFrame", "it is no JSON");
  }
  return isWord(value)
    ? ok(value as Word)
    : fail("media.badFrame", "it is none of the words that are said here");
}

/**
 * server/lines: telephones that are lines, whose dial tone and hook are ours. A line port is what one
 * such telephone is reached by; `lineHost.ts` runs the line machine on it. Ports know no calls.
 */
import type { Listen } from "#kit/listeners.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { LineSense, LineSignal, LineState } from "#telephony/line/line.ts";

/** One real or simulated telephone. `perform` and `show` never throw. */
export interface LinePort {
  /** A telephone is there, and could ring. */
  isThere(): boolean;
  /** Where it hears and is heard; undefined until there is any audio. */
  audio(): AudioPortId | undefined;
  /** What it speaks, best first; empty: anything. */
  codecs(): readonly CodecName[];
  perform(signal: LineSignal): void;
  /** For its display, if it has one. */
  show(state: LineState): void;
  readonly senses: Listen<LineSense>;
  /** `isThere` or `audio` has another answer than before. */
  readonly changed: Listen<"presence" | "audio">;
  close(): void;
}

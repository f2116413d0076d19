import { keysTone } from "#media/callerId/dtmfCallerId.ts";
import { fskBits, fskSound } from "#media/callerId/fsk.ts";
import { alertTone, type LinePiece, type LinePlan } from "#media/callerId/linePlan.ts";
import type { SampleRate } from "#media/codec/codec.ts";
import type { Feed } from "#media/loop/loop.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** What a line is like while one frame of a plan passes: as at the frame's first sample. */
export interface PlayedFrame {
  readonly feed: Feed;
  readonly ringing: boolean;
  /** The frame belongs to the call: nothing was written into it. */
  readonly speech: boolean;
}

/** Plays a plan, frame by frame, sample by sample: pieces begin and end within frames. */
export interface PlanPlayer {
  /** Writes the plan's sound into the frame, silence where it has none; undefined when it is over. */
  next(frame: Int16Array): PlayedFrame | undefined;
}

export function planPlayer(plan: LinePlan, rate: SampleRate): PlanPlayer {
  const spans = spansOf(plan.pieces, rate);
  const lasts = spans.some(({ samples }) => samples > 0); // else a repeated plan of nothing would never end
  let [at, within] = [0, 0];
  let sound = soundOf(plan.pieces[0], rate);

  const current = (): Span | undefined => {
    while (lasts && at < spans.length && within >= (spans[at]?.samples ?? 0)) {
      at = at + 1 < spans.length ? at + 1 : (plan.repeatFrom ?? spans.length);
      within = 0;
      sound = soundOf(plan.pieces[at], rate);
    }
    return lasts ? spans[at] : undefined;
  };
  const fill = (rest: Int16Array): number => {
    const now = current();
    const part = rest.subarray(0, now ? now.samples - within : rest.length);
    if (now?.piece.name !== "speech") sound(part);
    within += part.length;
    return part.length;
  };
  return {
    next(frame) {
      const first = current();
      for (let i = 0; i < frame.length && first; ) i += fill(frame.subarray(i));
      return first && stateOf(first.piece);
    },
  };
}

const stateOf = ({ name, feed = "normal" }: LinePiece): PlayedFrame => ({
  feed,
  ringing: name === "ring",
  speech: name === "speech",
});

interface Span {
  readonly piece: LinePiece;
  readonly samples: number;
}

/** Pieces in samples. Edges are rounded, not lengths: fractions of a sample do not add up. */
function spansOf(pieces: readonly LinePiece[], rate: SampleRate): Span[] {
  let edge = 0;
  return pieces.map((piece) => {
    const from = Math.round((edge * rate) / 1000);
    edge += piece.length ?? Number.POSITIVE_INFINITY;
    return { piece, samples: Math.round((edge * rate) / 1000) - from };
  });
}

/** Fills with what a piece sounds like from its beginning on. */
type Sound = (part: Int16Array) => void;

function soundOf(piece: LinePiece | undefined, rate: SampleRate): Sound {
  switch (piece?.name) {
    case "alert":
      return toneSound({ segments: lasting(alertTone, piece) }, rate);
    case "keys":
      return toneSound(keysTone(piece.keys), rate);
    case "tone":
      return toneSound(piece.tone, rate);
    case "fsk":
      return copied(fskSound(fskBits(piece.octets, piece.framing), { ...piece, rate }));
    default:
      return (part) => part.fill(0);
  }
}

/** The alerting tone as long as its piece, so that it ends as softly as it begins. */
const lasting = ({ segments }: TonePlan, { length }: LinePiece): TonePlan["segments"] =>
  segments.map((segment) => ({ ...segment, ...(length !== undefined && { length }) }));

function toneSound(tone: TonePlan, rate: SampleRate): Sound {
  const generator = toneGenerator(tone, rate);
  return (part) => generator.fill(part);
}

function copied(samples: Int16Array): Sound {
  let at = 0;
  return (part) => {
    part.fill(0);
    part.set(samples.subarray(at, at + part.length));
    at += part.length;
  };
}

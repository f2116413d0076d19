import { type Millis, millis } from "#kit/time.ts";
import { keysTone } from "#media/callerId/dtmfCallerId.ts";
import { type FskFraming, type FskTones, fskLength } from "#media/callerId/fsk.ts";
import type { Feed } from "#media/loop/loop.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** What the exchange does to a line, as data: what sounds when, and how the line is fed meanwhile. */
export interface LinePlan {
  readonly pieces: readonly LinePiece[];
  /** After the last piece go on with this one; absent: the plan is over. */
  readonly repeatFrom?: number;
}

export type LinePiece = Piece & {
  /** Absent: for ever. */
  readonly length?: Millis;
  /** Absent: normal. */
  readonly feed?: Feed;
};

type Piece =
  | { readonly name: "silence" }
  /** Ringing voltage. */
  | { readonly name: "ring" }
  /** Whatever the line would hear without a plan: the call goes on. */
  | { readonly name: "speech" }
  /** The two tones that tell a box or a telephone that data follow: DT-AS, also called CAS. */
  | { readonly name: "alert" }
  | { readonly name: "keys"; readonly keys: string }
  | { readonly name: "tone"; readonly tone: TonePlan }
  | ({ readonly name: "fsk" } & FskBurst);

/** A message with all that a modulator must know but its rate. */
export interface FskBurst {
  readonly octets: Uint8Array;
  readonly framing: FskFraming;
  readonly tones: FskTones;
  readonly dbm0: number;
}

/** 2130 and 2750 Hz, −15 dBm0 each: Panasonic's service manuals and spandsp agree. */
export const alertTone: TonePlan = {
  segments: [
    {
      frequencies: [
        { hz: 2130, dbm0: -15 },
        { hz: 2750, dbm0: -15 },
      ],
    },
  ],
};

export const silence = (ms: number, feed?: Feed): LinePiece => piece({ name: "silence" }, ms, feed);
export const ring = (ms: number): LinePiece => piece({ name: "ring" }, ms);
export const alert = (ms: number, feed?: Feed): LinePiece => piece({ name: "alert" }, ms, feed);
export const fsk = (burst: FskBurst, feed?: Feed): LinePiece =>
  piece({ name: "fsk", ...burst }, fskLength(burst.octets, burst.framing), feed);
export const keys = (text: string, feed?: Feed): LinePiece =>
  piece({ name: "keys", keys: text }, toneLength(keysTone(text)), feed);

const piece = (what: Piece, ms: number, feed?: Feed): LinePiece => ({
  ...what,
  length: millis(ms),
  ...(feed && { feed }),
});

/** How long a tone is that ends. */
export const toneLength = ({ segments }: TonePlan): Millis =>
  millis(segments.reduce((sum, { length = 0 }) => sum + length, 0));

/** All pieces together; without those that last for ever. */
export const planLength = (pieces: readonly LinePiece[]): Millis =>
  millis(pieces.reduce((sum, { length = 0 }) => sum + length, 0));

import type { Millis } from "#kit/time.ts";
import type { Feed } from "#media/loop/loop.ts";
import type { CallerIdMessage } from "./callerIdMessage.ts";
import type { ToneFinding } from "./toneFinder.ts";

/** What a set noticed, and when by its own clock. Plain JSON; lengths in milliseconds. */
export type Sensed = { readonly at: Millis } & Sense;

export type Sense =
  | { readonly on: "ringBegan" }
  | { readonly on: "ringEnded"; readonly lasted: number }
  /** The battery changed places, went or came back. */
  | { readonly on: "feed"; readonly feed: Feed }
  /** `text` is what the display shows. */
  | { readonly on: "caller"; readonly text: string; readonly message: CallerIdMessage }
  /** The lamp of waiting messages. */
  | { readonly on: "lamp"; readonly lit: boolean; readonly messages?: number }
  /** Something that should have been caller ID. */
  | { readonly on: "damaged"; readonly why: string }
  /** 2130 and 2750 Hz; off hook it is answered when its length is right and no other set is lifted. */
  | { readonly on: "alert"; readonly lasted: number; readonly answered: boolean }
  /** It was answered, but no caller ID followed. */
  | { readonly on: "nothingFollowed" }
  | ToneFinding;

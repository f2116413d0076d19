/** The two live things that the web hands to a running feature server: a handset page, and a SIP peer. */
import type { Listen } from "#kit/listeners.ts";

/** The signal channel of a handset page: JSON frames both ways, audio elsewhere (WebRTC). */
export interface HandsetChannel {
  send(frame: HandsetSignal): void;
  readonly frames: Listen<HandsetSense>;
  readonly closed: Listen<undefined>;
  /** It is awake, or about to be frozen. One that never tells is taken as awake while it is there. */
  readonly pulse?: Listen<"beat" | "sleeps">;
  close(): void;
}

/** From the page: what its telephone does. `offer` is a whole SDP with its candidates. */
export type HandsetSense =
  | { readonly hook: "off" | "on" }
  | { readonly digit: string }
  | { readonly flash: true }
  | { readonly offer: string };

/** Somebody at the far end, as a display shows them; empty when they wish not to be shown. */
export interface ShownParty {
  readonly number?: string;
  readonly name?: string;
}

/** `cadence` names it; `pattern` is what the owner's country rings with then: on, off … in ms, once or again and again. */
export interface HandsetRing {
  readonly caller: ShownParty;
  readonly cadence: string;
  readonly pattern: readonly number[];
  readonly once?: true;
  /** The caller only speaks: a page with a loudspeaker may lift by itself. */
  readonly announced?: true;
}

/** To the page: what its telephone is told. */
export type HandsetSignal =
  | { readonly ring: HandsetRing }
  | { readonly stopRinging: true }
  | { readonly answer: string }
  /**
   * The line's state; who is in the ear, who waits, who is held, and the third of three. `oneWay`:
   * who is in the ear speaks, and hears nothing.
   */
  | {
      readonly state: string;
      readonly party?: ShownParty;
      readonly waiting?: ShownParty;
      readonly held?: ShownParty;
      readonly third?: ShownParty;
      readonly oneWay?: true;
    }
  | { readonly lamp: boolean }
  | { readonly replaced: true }
  | { readonly problem: string };

/** A WebSocket that speaks SIP; one message a frame. */
export interface SipChannel {
  readonly remote: { readonly host: string; readonly port: number };
  readonly secure: boolean;
  send(data: Uint8Array): void;
  readonly messages: Listen<Uint8Array>;
  readonly closed: Listen<undefined>;
  close(): void;
}

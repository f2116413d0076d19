/**
 * server/survival: calls outlive the process that runs them. What a live call consists of is written
 * to a journal before others are shown what came of it; the next process reads it and goes on.
 * This file is what is kept. See docs/survivability.md.
 */
import type { WallTime } from "#kit/time.ts";
import type { Encryption } from "#server/encryption.ts";
import type { KeptAudio } from "#server/survival/keptAudio.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import type { CallState, CallTimer } from "#telephony/call/call.ts";
import type { LegId } from "#telephony/call/leg.ts";
import type { PhoneCall } from "#telephony/phone/phone.ts";

/** One live call, all of it plain data but for bytes. */
export interface KeptLive {
  readonly state: CallState;
  readonly timers: readonly { readonly timer: CallTimer; readonly due: WallTime }[];
  /** Those that another process can go on with; what is missing is over then. */
  readonly legs: readonly KeptLeg[];
  /** Of legs that have ended: their BYE may not have been heard. */
  readonly goodbyes: readonly KeptSession[];
}

export type KeptLeg = KeptSipLeg | KeptPhoneLeg;

/** An INVITE session with an account or a stranger. */
export interface KeptSipLeg {
  readonly is: "sip";
  readonly leg: LegId;
  readonly peer?: string;
  readonly encryption: Encryption;
  readonly saysHold: boolean;
  /** Else its INVITE waits for an answer. */
  readonly answered: boolean;
  readonly session: KeptSession;
  readonly audio: KeptAudio;
}

/** One with a telephone of ours, and that call as the telephone's machine knows it. */
export interface KeptPhoneLeg {
  readonly is: "phone";
  readonly leg: LegId;
  readonly device: string;
  readonly call: PhoneCall;
  readonly sip: KeptSipLeg;
}

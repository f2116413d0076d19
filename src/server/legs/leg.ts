/**
 * server/legs: what a call's parties are made of. The call host makes a leg, listens, and performs
 * the call's commands on it; it knows nothing else of it.
 */
import type { Listen } from "#kit/listeners.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { KeptLeg } from "#server/survival/kept.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { LegCommand, LegEvent, LegId } from "#telephony/call/leg.ts";

/** Where a leg's party hears and is heard. */
export interface LegAudio {
  readonly port: AudioPortId;
  /** False while the party's telephone is joined to another of its calls; the port is then not the leg's. */
  readonly selected: boolean;
  /** Nobody is there: it passes on what is heard in one of its calls to the other. */
  readonly through?: true;
  /** The leg is heard there beside another call, and nobody there is heard in the leg. */
  readonly whispers?: true;
  /** It is another leg's: what that hears and says is heard in this one, and nothing of this there. */
  readonly taps?: true;
}

/** `perform` never throws and returns at once; trouble comes back as an event. */
export interface Leg {
  readonly id: LegId;
  /** Undefined until there is any. */
  audio(): LegAudio | undefined;
  /** `audio` has another answer than before. */
  readonly audioChanged: Listen<undefined>;
  perform(command: LegCommand): void;
  /** After `ended`, nothing more. */
  readonly events: Listen<LegEvent>;
  /** What its party speaks or has offered, best first; empty: unknown, or whatever the others speak. */
  codecs(): readonly CodecName[];
  /** Its party has put the others on hold. */
  readonly holds?: () => boolean;
  /** Enough for another process to go on with it; absent or undefined: it ends with this one. */
  readonly kept?: () => KeptLeg | undefined;
  /** After `ended`: a BYE that has no answer yet, for another process to say again. */
  readonly goodbye?: () => KeptSession | undefined;
  /** The Call-ID of its INVITE session, for ladders. */
  readonly sipCallId?: () => string | undefined;
  /** The INVITE that began its session. */
  readonly sipInvite?: () => SipRequest | undefined;
  /** For a Refer-To: the URI by which somebody else takes our place with its party; undefined while there is none. */
  readonly replacing?: () => string | undefined;
  /** Lets go of everything, whatever state it is in; also of a leg that was never rung. */
  close(): void;
}

import type { CodecName } from "#media/codec/format.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { IncomingInvite } from "#sip/agent/userAgent.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { LegId, Party } from "#telephony/call/leg.ts";

/**
 * The seam between calls and the owner's telephones: a line (`lines/lineHost.ts`) or a SIP phone
 * (`phones/sipPhone.ts`). Calls make legs at telephones; telephones place calls at the desk.
 */
export interface Telephone {
  readonly device: string;
  state(): "idle" | "ringing" | "busy" | "offline";
  /** Offline, but somebody can be told to open it: it may ring all the same. */
  mayBeWoken?(): boolean;
  /** What it speaks, best first, as far as its calls have shown; of those for whom that says something. */
  codecs?(): readonly CodecName[];
  /** A leg of that name at this telephone; the call's `ring` follows. */
  offer(id: LegId, offered: Offered): Leg;
  /** There are more or fewer new messages than before: for its lamp. */
  messagesChanged?(): void;
  /** A call was forwarded elsewhere: half a ring reminds of it, where a telephone can. */
  splash?(): void;
  close(): void;
}

/** What a telephone may know of the call when it is offered. */
export interface Offered {
  readonly to: string;
  /** The codecs of the party that is to be joined, best first: spares transcoding. */
  readonly codecs: () => ReturnType<Leg["codecs"]>;
  /** What the INVITE to a SIP phone says besides. */
  readonly lines?: readonly HeaderLine[];
}

/** Where telephones place their calls. */
export interface CallDesk {
  /** A caller's leg in a call that does not exist yet. Unused until `place`. */
  nextLeg(): LegId;
  /** The caller's leg, `nextLeg` its name, becomes a call. Refused calls come back as `end`. */
  place(caller: Leg, placed: Placed): void;
  /** Puts the parties of two calls through; the legs that the telephone is rid of. */
  transfer(transfer: Transfer): readonly LegId[];
  /** The same for a telephone whose own sessions stay until it is known what became of it. False: it cannot be. */
  refer(transfer: Transfer | BlindTransfer | ConsultedElsewhere): boolean;
  /** All who talk in the two calls of these legs talk together. False: they cannot. */
  gather(one: LegId, other: LegId): boolean;
  /** What the others of that leg's call speak, best first: spares transcoding. */
  codecsBeside(leg: LegId): ReturnType<Leg["codecs"]>;
}

export interface Placed {
  readonly device: string;
  /** As it was dialled: digits, a star code the telephone does not do itself, or a user part. */
  readonly dialled: string;
  readonly emergency?: true;
  readonly repeat?: "asked" | "again";
  /** Who is put through: a telephone of the house shows them, not the one that asks. */
  readonly party?: Party;
  /** The caller's number shall not be shown. */
  readonly hidden?: true;
  /** The only account that it may go through. */
  readonly through?: string;
}

/** One telephone's legs in both. */
export interface Transfer {
  /** Its party is put through … */
  readonly held: LegId;
  /** … to the party of this one, whether that has answered or is still rung. */
  readonly call: LegId;
}

/** To what is dialled there, as if that telephone had dialled it. */
export interface BlindTransfer {
  readonly held: LegId;
  readonly device: string;
  readonly dialled: string;
}

/** To whoever is at that address, in the place of whom they talk to in a dialog that is not ours: the text of a Replaces. */
export interface ConsultedElsewhere {
  readonly held: LegId;
  readonly device: string;
  readonly address: string;
  readonly dialog: string;
}

/** A SIP phone or adapter: `phones/sipPhone.ts`. Its legs are `SipLeg`s with the phone's machine between. */
export interface PhoneTelephone extends Telephone {
  /** An INVITE of its own that is proved to be its: a call that it places. Refused ones are answered here. */
  calls(incoming: IncomingInvite, dialled?: string): void;
}

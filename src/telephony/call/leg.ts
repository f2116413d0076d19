/**
 * A leg is one party's attachment to one call, whatever it is made of: an INVITE session, a line,
 * a phone, the mailbox. The call decides and commands; a leg carries out and reports. Neither
 * waits for the other, and neither knows what the other is made of.
 */
import type { Brand } from "#kit/brand.ts";

/** Unique among all calls: the call's id, a dot, and `a` for the caller, `b1`, `b2` … for the called. */
export type LegId = Brand<string, "LegId">;
export type CallId = Brand<string, "CallId">;

export const callerLeg = (call: CallId): LegId => `${call}.a` as LegId;
export const calledLeg = (call: CallId, nth: number): LegId => `${call}.b${nth}` as LegId;
/** The call that the leg is in. */
export const callOf = (leg: LegId): CallId => leg.slice(0, leg.lastIndexOf(".")) as CallId;

/** Somebody at the far end, as shown to people. */
export interface Party {
  /** E.164 where it is known; else as it came. */
  readonly number?: string;
  readonly name?: string;
  /** `sip:` address, when there is no number or it says more. */
  readonly address?: string;
  /** Wishes not to be shown; then number, name and address are for rules alone. */
  readonly hidden?: boolean;
}

/** What a called telephone does when it has a call already (product: `whenBusy`). */
export type WhenBusy = "wait" | "interrupt" | "speak" | "skip";

/** How a telephone in use took another call: beside its own, heard by the owner alone, or in place of it. */
export type Manner = "whisper" | "interrupt";

export type LegCommand =
  /** To the called: offer them the call. Sent once, first. */
  | {
      readonly do: "ring";
      readonly caller: Party;
      /** A cadence's name, `r1` … `r9`; the telephone's usual one when absent. */
      readonly cadence?: string;
      /** RFC 7462, for telephones that choose their ring by it. */
      readonly alertInfo?: string;
      readonly whenBusy: WhenBusy;
      /** What becomes of the call that it breaks into: `interrupt` alone. */
      readonly existing?: "hold" | "end";
      /** It only hears: a telephone that can answers by itself, one in a call hears it within that call. */
      readonly oneWay?: true;
      /** Nothing may hold it, interrupt it, or count it against a limit. */
      readonly emergency?: true;
    }
  /**
   * To the caller: the called are rung. With `audio`, what `hear` says is heard before the answer;
   * `waiting`: whoever is rung talks to somebody else (RFC 7462 §8.2).
   */
  | { readonly do: "progress"; readonly audio: boolean; readonly waiting?: true }
  /** To the caller, before anybody rings: the call is sent elsewhere. */
  | { readonly do: "forwarding" }
  /** `receiveOnly`: the party speaks and nothing is ever sent to it (one-way speech); also of a party that was answered before. */
  | { readonly do: "answer"; readonly mode: "normal" | "receiveOnly" }
  /** Who was answered `receiveOnly` may hear from now on. */
  | { readonly do: "talkBack" }
  /** The others have put this party on hold, or come back: for its display; `hear` does the rest. */
  | { readonly do: "hold"; readonly plays?: true }
  | { readonly do: "resume" }
  /** Before an answer: send the caller elsewhere (302). */
  | { readonly do: "redirect"; readonly address: string }
  /** Ask the party's telephone to call elsewhere (REFER): a SIP URI, which may carry a Replaces. `transferNews` says how it goes. */
  | { readonly do: "transfer"; readonly address: string }
  /** The answer to `transferAsked`. */
  | { readonly do: "acceptTransfer" | "refuseTransfer" }
  /** What becomes of the transfer that was accepted; `done` and `failed` are the last word. */
  | { readonly do: "transferNews"; readonly is: "ringing" | "done" }
  | { readonly do: "transferNews"; readonly is: "failed"; readonly cause: Cause }
  | { readonly do: "sendDigit"; readonly digit: string }
  /** A fax machine or modem is in the call: its sound goes as it is, in G.711, and nothing is signalled into it. */
  | { readonly do: "voiceBandData" }
  /** Agree on media anew, with what the party can do now. */
  | { readonly do: "change" }
  /** Always obeyed, whatever crosses it; just one `ended` follows. A second `end` changes nothing. */
  | { readonly do: "end"; readonly cause: Cause };

export type LegEvent =
  /** The far side has the call in hand (100 or a line that is there): it is not silent. */
  | { readonly on: "proceeding" }
  /** `waiting`: as a signal in another call. Said anew when that changes. */
  | { readonly on: "ringing"; readonly waiting?: true }
  /** It gives audio before the answer. */
  | { readonly on: "earlyAudio" }
  /** A caller whose telephone makes no ringback of its own: it hears ours. */
  | { readonly on: "listens" }
  | { readonly on: "answered"; readonly manner?: Manner }
  /** This party has put the others on hold. `plays`: what it sends meanwhile is for them. */
  | { readonly on: "held"; readonly plays?: true }
  | { readonly on: "resumed" }
  /** `audio`: the others get it with the sound (RFC 4733, relayed). `signal`: only through us. */
  | { readonly on: "digit"; readonly digit: string; readonly by: "audio" | "signal" }
  | { readonly on: "flash" }
  /** This party is a fax machine or a modem. Perhaps more than once. */
  | { readonly on: "modem" }
  /**
   * `replaces`: to the party of that other leg of the same telephone. `dialog`: to whoever is at the
   * address, in the place of whom they talk to in that dialog, which is none of the telephone's own
   * here (the text of a Replaces). `by`: who asks, as told.
   */
  | {
      readonly on: "transferAsked";
      readonly address: string;
      readonly replaces?: LegId;
      readonly dialog?: string;
      readonly by?: string;
    }
  /** Of the `transfer` that was asked of this party; `failed` and `done` are the last word, without `cause` it was not even tried. */
  | { readonly on: "transferNews"; readonly is: "ringing" | "done" }
  | { readonly on: "transferNews"; readonly is: "failed"; readonly cause?: Cause }
  /** Instead of answering it says where else to try (3xx). `ended` follows. */
  | { readonly on: "redirected"; readonly addresses: readonly string[] }
  | { readonly on: "mediaChanged" }
  /** This party's telephone has put the others through to that call, and is in neither any more; `called`: whom that calls, when no telephone of ours did it. */
  | { readonly on: "transferred"; readonly to: CallId; readonly called?: string }
  /** Nobody came of a transfer: the others are back with this party's telephone, which has hung up. `ended` follows. */
  | { readonly on: "returned"; readonly cause: Cause }
  /** A mailbox leg: a message is kept. `ended` follows. */
  | { readonly on: "messageLeft"; readonly message: string }
  /** A recorder leg: what it heard is kept. `ended` follows. */
  | { readonly on: "recorded"; readonly recording: string }
  /** An attendant leg: what whoever it asks has chosen, and the file of what they said. Once. */
  | { readonly on: "chose"; readonly choice: Choice; readonly recording?: string }
  /** A refused command is not an ended call. */
  | { readonly on: "commandFailed"; readonly which: LegCommand["do"] }
  /** Once, and last. */
  | { readonly on: "ended"; readonly cause: Cause };

/**
 * What a party chose that was asked. Of a call that is offered: take it, decline it, send it to the
 * mailbox, refuse the caller from now on, or ask the caller again. `named`: a caller has said who it
 * is, or keyed what was asked for. `nothing`: whoever it is, it does not answer.
 */
export type Choice =
  | "take"
  | "decline"
  | "mailbox"
  | "block"
  | "askAgain"
  | "named"
  | "nothing"
  | `key ${string}`
  | `dialled ${string}`;

/** Why a leg or a call ended, in telephone words; `server/causes.ts` puts them on the wire and back. */
export type CauseKind =
  /** Hung up. */
  | "normal"
  /** The caller gave up before an answer. */
  | "cancelled"
  | "busy"
  | "noAnswer"
  | "rejected"
  /** The owner does not wish to be rung now. */
  | "quiet"
  | "anonymousRefused"
  /** Nobody vouches for the caller's number; `text`: the code of why, where somebody did. */
  | "unproven"
  /** No such number here, also for strangers without rights. */
  | "unknown"
  | "limit"
  | "unreachable"
  | "loop"
  | "answeredElsewhere"
  /** It named somewhere else instead. */
  | "redirected"
  /** Nothing at all came back. */
  | "noResponse"
  /** No codec or kind of media in common (488, 606). */
  | "notAcceptable"
  /** The path to it broke in mid-call. */
  | "lost"
  /** A call that matters more took its place. */
  | "preempted"
  /** An error of ours or of theirs. */
  | "failed";

export interface Cause {
  readonly kind: CauseKind;
  /** The status that came, when one came: 486. */
  readonly sip?: number;
  /** ITU-T Q.850, from a Reason header. */
  readonly q850?: number;
  readonly text?: string;
}

export const because = (kind: CauseKind): Cause => ({ kind });

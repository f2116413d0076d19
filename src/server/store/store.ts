import type { Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { LegSound, RtpView } from "#server/control/callViews.ts";
import type { PushSubscription } from "#server/push/pushSubscriptions.ts";
import type { Chronicle, Table } from "#server/store/table.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";

/** One version of the settings document, as it was accepted. */
export interface SettingsVersion {
  readonly version: number;
  readonly at: number;
  readonly who: string;
  readonly what: string;
  /** The document as written by its author, secrets and all. */
  readonly document: unknown;
}

/** A recorded message; its audio is the file `file` beneath the data folder. */
export interface Message {
  readonly id: string;
  readonly from: { readonly number?: string; readonly name?: string };
  readonly received: number;
  readonly lengthMs: number;
  readonly heard: boolean;
  readonly call: string;
  readonly file: string;
  /** Deleted in a call in which it can still be brought back. */
  readonly discarded?: true;
  /** What was said, as a machine heard it. */
  readonly transcript?: string;
  /** Its words with their moments, where whoever wrote it down told them. */
  readonly words?: readonly SpokenWord[];
  /** The language of the transcript: BCP 47. */
  readonly language?: string;
  /** Why it could not be written down: a problem's code. */
  readonly transcriptFailed?: string;
  /** How loud it is, at most 400 bins of 8 bits, in base64: media/audio/peaks.ts. */
  readonly peaks?: string;
  /** Of the rule that led its caller here. */
  readonly rule?: string;
  /** Whoever has a link may hear it until then: the key's SHA-256, in hexadecimal. */
  readonly link?: { readonly hash: string; readonly until: number };
}

export interface SpokenWord {
  readonly text: string;
  /** ms from the beginning of the message. */
  readonly at: number;
}

/** What is still to be done with a message; tried again at `due`. */
export interface Errand {
  readonly id: string;
  readonly message: string;
  /** By e-mail to there. */
  readonly to?: string;
  /** It is to be written down first. */
  readonly transcript?: boolean;
  /** To the owner; else it is sent on. */
  readonly isOwn: boolean;
  readonly made: number;
  readonly due: number;
  readonly tries: number;
}

/** A call with what went over its wires. */
export interface KeptCall {
  readonly record: CallRecord;
  readonly sipCallId?: string;
  readonly rtp: readonly RtpView[];
  /** Absent in calls of earlier versions. */
  readonly sound?: readonly LegSound[];
  readonly ladder: readonly {
    readonly ms: number;
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }[];
}

/** The messages of a call in full, one for each row of its ladder. */
export interface KeptWire {
  readonly at: number;
  readonly messages: readonly (string | null)[];
}

/** A number that was telephoned with. */
export interface Acquaintance {
  readonly number: string;
  /** `caller`: they called and were spoken to; `owner`: the owner called them. */
  readonly by: readonly ("caller" | "owner")[];
}

/** What is known of the last good copy of something that is kept elsewhere; its text is a file. */
export interface KeptCopy {
  readonly key: string;
  /** Of another address, it is another thing. */
  readonly address: string;
  /** When it was last known to be like that there. */
  readonly asOf: WallTime;
  readonly etag?: string;
  readonly modified?: string;
  readonly token?: string;
  /** Calls that it stopped. */
  readonly stopped: number;
}

/** Everything that one feature server keeps. */
export interface Store {
  /** By version, as text. */
  readonly settings: Table<SettingsVersion>;
  /** The bindings of each device, as the registrar made them. */
  readonly bindings: Table<unknown>;
  /** By call id. */
  readonly calls: Chronicle<KeptCall>;
  /** By call id. */
  readonly wires: Chronicle<KeptWire>;
  readonly messages: Table<Message>;
  readonly errands: Table<Errand>;
  /** Of calls. */
  readonly recordings: Table<Message>;
  /** By number. */
  readonly acquaintances: Table<Acquaintance>;
  /** By kind and id: see subscriptions/. */
  readonly copies: Table<KeptCopy>;
  /** By the hash of its endpoint. */
  readonly pushes: Table<PushSubscription>;
  /** Owner, sessions, tokens and set-up key: see web/auth/vault.ts. */
  readonly vault: Table<unknown>;
  /** Writable when last tried; the trouble otherwise. */
  trouble(): Result<void>;
  /** A copy of the whole database in one file, while it is in use. */
  backup(file: string): Promise<Result<void>>;
  close(): Promise<void>;
}

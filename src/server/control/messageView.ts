/** A message, or a recording, as the outside sees it: plain data. */

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface MessageView {
  readonly id: string;
  readonly from: { readonly number?: string; readonly name?: string };
  readonly received: number;
  readonly lengthMs: number;
  readonly heard: boolean;
  readonly call?: string;
  /** What was said, as a machine heard it. */
  readonly transcript?: string;
  /** Its words with their moments (ms), where whoever wrote it down told them. */
  readonly words?: readonly { readonly text: string; readonly at: number }[];
  /** Of the transcript: BCP 47. */
  readonly language?: string;
  /** Why it could not be written down: a problem's code. */
  readonly transcriptFailed?: string;
  /** It is being written down. */
  readonly transcriptPending?: true;
  /** How loud it is from its beginning to its end: at most 400 bytes, in base64. */
  readonly peaks?: string;
  /** Of the rule that led its caller here. */
  readonly rule?: string;
  /** Until then it is heard by whoever has its link. */
  readonly linkUntil?: number;
}

/** By which somebody without an account hears a message. */
export interface MessageLink {
  readonly key: string;
  readonly until: number;
}

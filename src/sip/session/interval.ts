/** A session timer that both sides keep (RFC 4028). */
export interface Interval {
  readonly seconds: number;
  readonly weRefresh: boolean;
}

/** What a request says of it. */
export interface IntervalAsked {
  readonly seconds?: number | undefined;
  readonly refresher?: "uac" | "uas" | undefined;
  readonly minSE: number;
  /** `timer` in Supported. */
  readonly supported: boolean;
}

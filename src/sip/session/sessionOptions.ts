/** What a user agent can do and prefers, for every session of it. */
export interface SessionOptions {
  readonly allow: readonly string[];
  /** `100rel` and `timer` are obeyed only where they stand here. */
  readonly supported: readonly string[];
  /** The session interval that we ask for, and the shortest we take, in seconds. */
  readonly sessionExpires: number;
  readonly minSE: number;
}

export const usualOptions: SessionOptions = {
  allow: [
    "INVITE",
    "ACK",
    "CANCEL",
    "BYE",
    "OPTIONS",
    "PRACK",
    "UPDATE",
    "INFO",
    "REFER",
    "NOTIFY",
    "MESSAGE",
  ],
  supported: ["100rel", "timer", "replaces"],
  sessionExpires: 1800,
  minSE: 90,
};

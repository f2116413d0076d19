/** How big, how many, how long we accept: what keeps a stranger from costing us memory. */
export interface Limits {
  /** The whole message, head and body. */
  readonly messageBytes: number;
  readonly headerLines: number;
  /** One header line with its folds, or the start line. */
  readonly lineBytes: number;
}

export const usualLimits: Limits = { messageBytes: 65_536, headerLines: 256, lineBytes: 8192 };

/** Values in one list header (Via, Route, Contact …), all its lines together. */
export const mostListItems = 128;
/** Parameters of one value. */
export const mostParams = 64;

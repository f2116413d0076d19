/** What changed, once, in one shape, with its ids. Never a secret, never a body. */
export interface Log {
  /** For who is looking into something; absent when nobody is, so that `log.debug?.(…)` makes no text. */
  readonly debug?: (what: string, about?: object) => void;
  /** What one person would tell another. */
  info(what: string, about?: object): void;
  /** Needs somebody to act. */
  warn(what: string, about?: object): void;
}

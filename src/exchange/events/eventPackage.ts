import type { Cancel } from "#kit/listeners.ts";

/**
 * exchange/events: what users may have themselves told (RFC 6665), by SUBSCRIBE to their own address.
 * notifier.ts keeps the dialogs; each package in a file of its own says what is told in them.
 */
export interface EventPackage {
  readonly event: string;
  /** Media type of its documents. */
  readonly type: string;
  /** For one new subscription of that user. */
  watch(user: string): Watch;
  /** Users who have news. */
  news(listener: (user: string) => void): Cancel;
}

/** One subscription's view: what it was told, and what it hears next. */
export interface Watch {
  /** All there is. */
  full(): string;
  /** What is new since the last document; undefined: nothing. */
  partial(): string | undefined;
  close(): void;
}

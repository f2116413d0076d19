/**
 * Checking: what is written well and yet is hardly meant. Each warning names its place and gives an
 * example that anybody can try: a call, or what is dialled. Pure, as directing is, and it asks
 * `direct()` itself, so that it says of rules what they do. It refuses nothing: what would lose
 * calls is for settings/validate.ts.
 */
import type { WallTime } from "#kit/time.ts";
import type { CallFacts, DeviceState } from "#telephony/directing/facts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** A call that shows it. All telephones that are not named are idle. */
export interface ExampleCall {
  /** A number, a SIP address, or `hidden`. */
  readonly from: string;
  /** The SIP address, of a caller who comes with both. */
  readonly address?: string;
  readonly to: string;
  readonly via?: string;
  /** A moment with the owner's offset, `2026-11-27T22:30-05:00`. */
  readonly at: string;
  /** The mode that is on; without it, the schedule. */
  readonly mode?: string;
  readonly devices?: Readonly<Record<string, DeviceState>>;
  readonly listed?: readonly string[];
  readonly before?: NonNullable<CallFacts["before"]>;
  readonly attested?: NonNullable<CallFacts["attested"]>;
  /** So many minutes after the caller's last call. */
  readonly again?: number;
  readonly calendars?: readonly string[];
}

export type Param = string | number;

/** `code` and `params` choose and fill the sentence, as those of a decision's reasons do. */
export interface Warning {
  /** JSON pointer into the document (RFC 6901). */
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly call?: ExampleCall;
  /** What is dialled at one of the owner's telephones. */
  readonly dialled?: string;
}

/** What every kind of check is given. */
export interface Checked {
  readonly settings: Settings;
  readonly at: WallTime;
}

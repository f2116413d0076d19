/**
 * Directing: which plan a call gets, and why. `direct(facts, settings)` is the one decision; the
 * call host, the page's "what if", the command line and the replay of old calls all ask it.
 * It never waits, never looks anything up: all it may know is in these facts.
 */
import type { Problem } from "#kit/problem.ts";
import type { WallTime } from "#kit/time.ts";
import type { Step } from "#telephony/settings/step.ts";

/** Whom an address book of the owner's names by a number or address. */
export interface Contact {
  readonly name: string;
  readonly groups: readonly string[];
  /** Id of the address book. */
  readonly book: string;
}

/** What a calendar that is kept elsewhere says of a moment. */
export interface CalendarFacts {
  /** Id of the time whose calendar it is. */
  readonly time: string;
  /** When we last looked there; absent: nothing of it is known for that moment. */
  readonly asOf?: WallTime;
  /** The events that the moment lies in. */
  readonly on: readonly { readonly title: string; readonly busy: boolean }[];
}

/** Who calls, as far as we were told and believe it. */
export interface Party {
  /** As received: E.164, national, or an exchange's short form. */
  readonly number?: string;
  readonly name?: string;
  /** SIP address, `sip:door@house.lan`. */
  readonly address?: string;
  /** The settings' own people come before it. */
  readonly contact?: Contact;
  /** The caller asked not to be shown; number and address must then not be shown either. */
  readonly private: boolean;
}

export type Attested = "A" | "B" | "C" | "failed";

export type DeviceState = "idle" | "ringing" | "busy" | "offline";

/** What a service said: steps that were checked as the settings' own are; or why there are none. */
export type Consulted = { readonly then: readonly Step[] } | { readonly failed: Problem };

export interface CallFacts {
  readonly caller: Party;
  /** What was dialled to reach us: a number, or the user part or whole of a SIP address. */
  readonly called: string;
  /** The account it came through. */
  readonly via?: string;
  readonly at: WallTime;
  /** By device id; a device that is not named is offline. */
  readonly devices: Readonly<Record<string, DeviceState>>;
  /** Ids of those subscribed lists that hold the caller. */
  readonly listed?: readonly string[];
  /** Who of the two has called the other before: the caller, and was spoken to; the owner. */
  readonly before?: readonly ("caller" | "owner")[];
  /** How surely the number is the caller's own (RFC 8588); `failed`: somebody vouched, and it does not hold. */
  readonly attested?: Attested;
  /** Why it does not hold: a Problem's code, `identity.stale`. */
  readonly unproven?: string;
  /** Earlier calls of this caller, newest first; a few hours are enough. */
  readonly earlier?: readonly WallTime[];
  /** When calls broke into others lately, whoever called; ten minutes are enough. */
  readonly interrupted?: readonly WallTime[];
  /** An emergency call was made a short while ago: whoever calls may be the rescuers. */
  readonly emergencyCallBack?: boolean;
  /** What the calendars kept elsewhere say of `at`. */
  readonly calendars?: readonly CalendarFacts[];
  /** What services answered that were asked to decide, by their URL; absent until one is asked. */
  readonly consulted?: Readonly<Record<string, Consulted>>;
}

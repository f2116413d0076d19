/**
 * What is made of a text that came from somewhere else, and who makes it: a thread of its own with
 * little memory and little time (bin/reader.ts), so that no calendar can stop a call.
 */
import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { Numbering } from "#telephony/number/phoneNumber.ts";

export interface CalendarEvent {
  /** ms since 1970. */
  readonly from: number;
  readonly until: number;
  readonly title: string;
  /** The owner is not free meanwhile. */
  readonly busy: boolean;
}

/** Moments in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The span is the one that is asked for. */
export interface CalendarJob extends Span {
  readonly text: string;
  /** Of the owner: for days, and times without a zone. */
  readonly timeZone: string;
}

export interface ReadCalendar {
  /** Those that touch the span that was asked for, by their beginning. */
  readonly events: readonly CalendarEvent[];
  readonly problems: readonly Problem[];
  /** Up to when they are known; absent: nothing could be read. */
  readonly until?: number;
}

export interface TextJob {
  readonly text: string;
  readonly home: Numbering;
}

/** As `numberList.ts` looks callers up. */
export interface ReadNumbers {
  /** Canonical numbers, and SIP addresses in small letters. */
  readonly exact: readonly string[];
  /** `+4930`, or national `030`. */
  readonly beginnings: readonly string[];
  readonly problems: readonly Problem[];
}

export interface ReadPerson {
  readonly name: string;
  /** Canonical numbers, and SIP addresses in small letters. */
  readonly keys: readonly string[];
  readonly categories: readonly string[];
}

export interface ReadPeople {
  readonly people: readonly ReadPerson[];
  readonly problems: readonly Problem[];
}

/** One collection or what is in it, as a DAV server tells (RFC 4918 §14.16). */
export interface DavEntry {
  /** Where it is: a path, or a whole URL. */
  readonly href?: string;
  /** Whoever asks, as a resource (RFC 5397). */
  readonly principal?: string;
  /** Where that one's calendars and address books lie (RFC 4791 §6.2.1, RFC 6352 §7.1.1). */
  readonly calendars?: string;
  readonly addressBooks?: string;
  /** It is said to keep other things than events alone. */
  readonly noEvents?: true;
  /** For people; one line. */
  readonly name?: string;
  /** Local names of what it is: `collection`, `calendar`, `addressbook`. */
  readonly types: readonly string[];
  /** Something that changes whenever its content does. */
  readonly token?: string;
  /** Calendar or card. */
  readonly text?: string;
}

export interface Jobs {
  readonly calendar: { readonly job: CalendarJob; readonly read: ReadCalendar };
  readonly numbers: { readonly job: TextJob; readonly read: ReadNumbers };
  readonly people: { readonly job: TextJob; readonly read: ReadPeople };
  /** Nothing: it is no answer of a DAV server. */
  readonly dav: {
    readonly job: { readonly text: string };
    readonly read: readonly DavEntry[] | undefined;
  };
}

/** Problems: `subscription.tooHard` when it took too long or too much, `subscription.failed`. */
export interface Reader {
  read<Kind extends keyof Jobs>(
    kind: Kind,
    job: Jobs[Kind]["job"],
  ): Promise<Result<Jobs[Kind]["read"]>>;
}

/** Calls that nobody dials: what pages and programs say of them. */

/** Somebody who might ring. */
export interface TestCall {
  /** A number or SIP address; without it, the caller hides it. */
  readonly from?: string;
  /** The owner's own number when left out. */
  readonly to?: string;
  /** The account that it would come through. */
  readonly via?: string;
  /** Rules may lead it to numbers and addresses outside, which may cost. */
  readonly outside?: boolean;
  /** All rules as they are drafted, and in the order that they are looked at: they decide, and are not kept. */
  readonly rules?: readonly unknown[];
}

/** Words into telephones. */
export interface Announcement {
  readonly text: string;
  /** All telephones when left out. */
  readonly devices?: readonly string[];
  /** The owner's when left out. */
  readonly language?: "en" | "de";
}

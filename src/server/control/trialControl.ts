import type { Result } from "#kit/result.ts";
import type { Reason } from "#telephony/directing/condition.ts";
import type { Meaning } from "#telephony/number/dialPlan.ts";
import type { Tariff } from "#telephony/number/tariff.ts";

/**
 * What the owner tries before relying on it: a call to the outside, an account, a letter, and
 * whatever is asked elsewhere. Nothing is kept of it, and nobody is called.
 */
export interface TrialControl {
  /** What would become of a call from one of the telephones, by the function that decides those. */
  dial(question: DialQuestion): Result<DialAnswer>;
  /** Asks its server whether it is there (OPTIONS). `accounts.unknown`, `accounts.off`. */
  account(id: string): Promise<Result<AccountTrial>>;
  /** Sends the owner a letter. `mail.notSet`, or what the mail server says: see world/mail.ts. */
  letter(): Promise<Result<{ readonly to: string }>>;
  /** Has a sentence of ours written down. `mailbox.noTranscript` and what its service says. */
  transcription(): Promise<Result<TranscriptionTrial>>;
  /** Asks the service that a rule's `decide` names about a call that might be. */
  service(question: ServiceQuestion): Promise<Result<ServiceAnswer>>;
  /** The calendars or address books of whoever asks at that server (RFC 6764). */
  find(where: DavPlace): Promise<Result<readonly FoundCollection[]>>;
  /** Who is trusted to issue signers' certificates: of `callers.signatures.authorities`. */
  authorities(): readonly AuthorityView[];
}

export interface DialQuestion {
  /** As it is keyed. */
  readonly to: string;
  /** The telephone that calls. */
  readonly device?: string;
  /** ISO 8601 with offset; now when absent. */
  readonly at?: string;
  /** As if that mode were on. */
  readonly mode?: string;
}

export interface DialAnswer {
  readonly means: Meaning["is"];
  /** What is called: a number as the owner's plan reads it. */
  readonly number?: string;
  readonly country?: string;
  readonly tariff?: Tariff;
  /** Why it would not be made. */
  readonly refused?: string;
  readonly because: readonly (Reason & { readonly rule: string })[];
  /** In the order in which they would be tried. */
  readonly ways: readonly DialWay[];
  readonly hidden: boolean;
  /** That may still be talked outside today; absent: there is no limit. */
  readonly minutesLeft?: number;
}

export interface DialWay {
  readonly account: string;
  /** It carries calls at this moment. */
  readonly usable: boolean;
  /** The number that it shows, as far as it is ours to say. */
  readonly shows?: string;
}

export interface AccountTrial {
  /** Its server said something, whatever it was. */
  readonly answered: boolean;
  /** Until it did, in milliseconds. */
  readonly after?: number;
  /** From where it sees us, when it says so. */
  readonly seenAs?: string;
}

export interface TranscriptionTrial {
  readonly said: string;
  readonly heard: string;
  readonly after: number;
}

export interface ServiceQuestion {
  readonly rule: string;
  readonly url: string;
  /** Who might call; a hidden caller when absent. */
  readonly from?: string;
}

export interface ServiceAnswer {
  /** Steps as they stand in rules; none: the rule goes on behind its step. */
  readonly then: readonly object[];
  readonly after: number;
}

export interface DavPlace {
  readonly kind: "calendar" | "addressBook";
  readonly url: string;
  readonly username?: string;
  readonly secret?: string;
  readonly inside: boolean;
}

export interface FoundCollection {
  readonly url: string;
  readonly name?: string;
}

export interface AuthorityView {
  readonly subject: string;
  readonly validFrom: number;
  readonly validTo: number;
  /** It says of itself that it may issue others. */
  readonly isAuthority: boolean;
}

/**
 * A service is what the owner asks for with the telephone's keys: *72 and a number forward all calls.
 * Each is one file here, one row in `services.ts` and one in `starCodes.ts`. It decides; who is asked
 * carries out: the settings are changed as by the page, the telephone confirms, and says what is so.
 */
import type { WallTime } from "#kit/time.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { PromptKey } from "#telephony/mailbox/prompts.ts";
import type { Settings, SettingsInput } from "#telephony/settings/settings.ts";

export interface Service {
  perform(input: string, facts: ServiceFacts): Outcome;
}

/** A prompt, or a message that was left. */
export type Said = PromptKey | `message:${string}`;

export type Outcome =
  /** The document as it shall be, then what is said of it. */
  | {
      readonly is: "changed";
      readonly change: (settings: Settings) => SettingsInput;
      readonly says: readonly Said[];
    }
  /** First the mailbox's PIN must be keyed. */
  | { readonly is: "afterPin"; readonly then: Outcome }
  | { readonly is: "said"; readonly says: readonly Said[] }
  /** As if that had been dialled: with a prefix of its own, it is hidden again. */
  | { readonly is: "call"; readonly dials: string; readonly repeats?: true }
  /** From now on that is tried again and again for this telephone, or nothing any more. */
  | { readonly is: "repeats"; readonly dials: string; readonly says: readonly Said[] }
  | { readonly is: "repeatsNoMore"; readonly says: readonly Said[] }
  /** It is about the other call of this telephone. */
  | { readonly is: "inHand"; readonly does: InHandVerb; readonly says: readonly Said[] }
  /** Reorder. */
  | { readonly is: "refused" };

export interface ServiceFacts {
  readonly settings: Settings;
  /** Where it is keyed. */
  readonly device: string;
  readonly now: WallTime;
  /** The newest call that came in, and is over. */
  readonly last?: CallRecord;
  /** Accounts through which a call for help would leave now, the best first. */
  readonly accountsForHelp?: readonly string[];
  /** What was dialled there last and was a number: with its prefix, or a speed dial. */
  readonly dialled?: string;
}

/** What is done with a call that a telephone has in hand; mute and unmute are its own voice. */
export type InHandVerb = "park" | "record" | "recordNoMore" | "mute" | "unmute" | "dropLast";

type Services = NonNullable<SettingsInput["services"]>;

/** Only that of the services changes. */
export const withServices =
  (some: Services) =>
  (settings: Settings): SettingsInput => ({
    ...settings,
    services: { ...settings.services, ...some },
  });

export const changed = (some: Services, ...says: readonly Said[]): Outcome => ({
  is: "changed",
  change: withServices(some),
  says,
});
export const refused: Outcome = { is: "refused" };

/**
 * words: what the pages say. Pure: data in, sentences out, in the language of the reader. Nothing
 * here knows React or the network, so the sentences are tested without a browser.
 */
import type { Because } from "#telephony/directing/direct.ts";
import type { PlanStep } from "#telephony/directing/plan.ts";
import type { Beforehand } from "#telephony/policy/beforehand.ts";
import type { ProfileName } from "#telephony/services/readCode.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import type { Step as RuleStep } from "#telephony/settings/step.ts";
import type { Time } from "#telephony/settings/times.ts";

export type { Because, Condition, RuleStep };

/** A decision as the API tells it. */
export interface Decision {
  readonly plan: readonly Step[];
  readonly because: readonly Because[];
  readonly cause?: unknown;
  readonly given?: { readonly attested?: string; readonly unproven?: string };
  /** Of a call that is only thought of: what the exchange does that it comes by. */
  readonly beforehand?: Beforehand;
}
/** Calls of our own telephones have steps more. */
export type Step = PlanStep | { readonly do: "messages" | "echo" | "service" };

interface Named {
  readonly id: string;
  readonly name?: string;
}
export interface DeviceSettings extends Named {
  readonly kind: string;
  readonly [key: string]: unknown;
}
export interface AccountSettings extends Named {
  readonly kind: string;
  readonly server: string;
  readonly [key: string]: unknown;
}

export interface TimeSettings extends Named {
  readonly colour?: NonNullable<Time["colour"]>;
  readonly weekly?: Time["weekly"];
  readonly dates?: Time["dates"];
  readonly except?: Time["except"];
  readonly calendar?: Time["calendar"];
}

/** Who, when, and what then happens; the first that fits decides. */
export interface RuleSettings extends Named {
  readonly enabled?: boolean;
  readonly offUntil?: string;
  readonly when: Condition;
  readonly then: readonly RuleStep[];
}

export interface PersonSettings extends Named {
  readonly numbers?: readonly string[];
  readonly email?: string;
  readonly groups?: readonly string[];
  /** How telephones ring for them: `r1` to `r9`. */
  readonly cadence?: string;
}

export interface CallersSettings {
  /** Numbers, beginnings of them, and SIP addresses. */
  readonly allow?: readonly string[];
  readonly block?: readonly (string | { readonly pattern: string })[];
  readonly lists?: readonly Named[];
  readonly [key: string]: unknown;
}

/** The settings document as far as pages name things by it; the whole of it is kept when it is sent back. */
export interface SettingsDocument {
  readonly conference?: { readonly rooms?: readonly Named[] };
  readonly owner?: {
    readonly name?: string;
    readonly timeZone?: string;
    readonly country?: string;
    readonly language?: string;
    readonly areaCode?: string;
  };
  readonly numbers?: readonly (Named & { readonly number?: string; readonly address?: string })[];
  readonly devices?: readonly DeviceSettings[];
  readonly accounts?: readonly AccountSettings[];
  readonly people?: readonly PersonSettings[];
  readonly groups?: readonly (Named & { readonly cadence?: string })[];
  readonly callers?: CallersSettings;
  readonly times?: readonly TimeSettings[];
  readonly rules?: readonly RuleSettings[];
  readonly network?: {
    readonly stun?: readonly string[];
    readonly timeServers?: readonly string[];
    readonly keepPortsOpen?: boolean;
    readonly turn?: unknown;
  };
  readonly backup?: {
    readonly nightly?: boolean;
    /** Empty while it is being typed. */
    readonly keep?: number | "";
    /** One that is kept is not shown. */
    readonly passphrase?: string | object;
  };
  readonly outgoing?: { readonly routes?: readonly Named[] };
  readonly services?: {
    readonly anonymousReject?: boolean;
    readonly starCodes?: ProfileName;
  };
  readonly [key: string]: unknown;
}

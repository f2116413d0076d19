import type { CallGround } from "#server/calls/callRunner.ts";
import type { Asking, Consultation } from "#server/consult/consultant.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { Journal } from "#server/survival/journal.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { CallAbout, CallEffect } from "#telephony/call/call.ts";
import type { WhyForwarded } from "#telephony/call/forwarded.ts";
import type { CallId, LegId, Party } from "#telephony/call/leg.ts";
import type { LegTarget } from "#telephony/call/legTarget.ts";
import type { Decision } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** What a call asks of its server. */
export interface CallSurroundings extends CallGround {
  /** `others`: the legs that are there already, the caller's first. */
  makeLeg(id: LegId, target: LegTarget, call: LegOrder): Leg;
  /** `draft`: by these settings, not by those in force. */
  decide(call: CallAbout, draft?: Settings): Decision;
  /** Whoever calls so is refused from now on. */
  block(caller: Party, call: CallId): void;
  /** A party at an account asks for a transfer; false: it is not to be. */
  refer(asking: ReferAsking): boolean;
  /** Where it is written down while it lives. */
  readonly journal?: Journal | undefined;
  /** Asks a service of the owner's. */
  consult(asking: Asking): Promise<Consultation>;
}

export type ReferAsking = CallEffect & { readonly do: "refer" };

/** For whom a leg is made. */
export interface LegOrder {
  readonly about: CallAbout;
  /** What the others speak, best first: the caller's own codecs count most. */
  readonly codecs: () => ReturnType<Leg["codecs"]>;
  /** The INVITE that the call came with, where it came with one. */
  readonly invite: () => SipRequest | undefined;
  /** For a leg that leads elsewhere. */
  readonly why: () => WhyForwarded;
}

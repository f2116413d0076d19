/** What a SIP leg is made with, whoever is at its far end. */
import type { Result } from "#kit/result.ts";
import type { Encryption } from "#server/encryption.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { Body } from "#sip/session/session.ts";
import type { LegCommand, LegId } from "#telephony/call/leg.ts";

export type Ring = LegCommand & { readonly do: "ring" };

export interface SipLegMeans {
  readonly broker: BrokerMeans;
  readonly id: LegId;
  /** The host that signals, as far as it is known. */
  readonly peer?: string;
  readonly encryption?: Encryption;
  /** What the others of the call speak, best first. */
  readonly others: () => ReturnType<Leg["codecs"]>;
  /** It is told by re-INVITE that it is held; else it is heard alone. */
  readonly saysHold?: boolean;
  /** Another leg of the same telephone by its dialog, for transfers to its party. */
  readonly legOf?: (replaced: ReplacedDialog) => LegId | undefined;
}

/** Begins the INVITE when the offer is there; a Problem: there is no way to it. */
export type Invite = (ring: Ring, offer: Body) => Result<Session>;

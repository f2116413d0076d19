import { encryptionFor } from "#server/encryption.ts";
import type { Leg } from "#server/legs/leg.ts";
import { SipLeg } from "#server/legs/sipLeg.ts";
import type { SipLegMeans } from "#server/legs/sipLegMeans.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import { type InviteMeans, phoneInvite } from "#server/phones/phoneInvite.ts";
import type { Place } from "#server/registrar/places.ts";
import type { KeptSipLeg } from "#server/survival/kept.ts";
import type { Destination } from "#sip/agent/transactions.ts";
import type { IncomingInvite } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { LegId } from "#telephony/call/leg.ts";

export interface PhoneSessionMeans extends InviteMeans {
  readonly broker: BrokerMeans;
  /** No sound but SRTP. */
  readonly mustEncrypt: boolean;
}

/** Another leg of the phone by its dialog. */
type LegOf = (replaced: ReplacedDialog) => LegId | undefined;
/** What the others of the call speak, best first. */
type Others = () => ReturnType<Leg["codecs"]>;

/** The INVITE sessions of a phone, either way, each for a leg of it. */
export class PhoneSessions {
  readonly #of: PhoneSessionMeans;
  readonly #legOf: LegOf;

  constructor(of: PhoneSessionMeans, legOf: LegOf) {
    this.#of = of;
    this.#legOf = legOf;
  }

  /** The phone calls. */
  called(id: LegId, incoming: IncomingInvite, others: Others): SipLeg {
    return SipLeg.called(this.#means(id, incoming.flow, others), incoming);
  }

  /** The phone will be called, at the best place where it is now. `lines`: what the INVITE says besides. */
  calling(id: LegId, others: Others, lines: readonly HeaderLine[] = []): SipLeg {
    const [place] = this.#of.places();
    const means = this.#means(id, place?.binding.flow, others);
    return SipLeg.calling(means, phoneInvite(this.#of, place, lines));
  }

  /** One of another process: towards wherever the phone is registered by then. */
  resumed(kept: KeptSipLeg, others: Others): SipLeg | undefined {
    const { agent, places } = this.#of;
    const { state, flow } = kept.session;
    const [talk] = state.talks;
    const place = (): Place | undefined => {
      const all = places();
      const named = all.find(({ uri }) => uri === talk?.dialog.remoteTarget);
      return named ?? all.find(({ binding }) => binding.flow.remote.host === flow?.remote.host);
    };
    const destination = (): Destination => place()?.destination() ?? { to: "hops", hops: [] };
    const session = agent.resume(kept.session, { destination });
    return session && SipLeg.resumed(this.#means(kept.leg, flow, others), session, kept);
  }

  #means(id: LegId, flow: Flow | undefined, others: Others): SipLegMeans {
    const { broker, mustEncrypt } = this.#of;
    return {
      broker,
      id,
      encryption: encryptionFor(mustEncrypt, flow?.protocol),
      others,
      legOf: this.#legOf,
      ...(flow && { peer: flow.remote.host }),
    };
  }
}

import { Notifier } from "#exchange/events/notifier.ts";
import { registrationPackage } from "#exchange/events/registrationPackage.ts";
import { directoryPackage } from "#exchange/members/directoryPackage.ts";
import { type PublishParts, servePublish } from "#exchange/policy/publishDesk.ts";
import { isForUs, isOurs } from "#exchange/proxy/ours.ts";
import { type RegistrarParts, serveRegister } from "#exchange/registrarHost.ts";
import type { Signer } from "#kit/jws.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import type { SipRequest } from "#sip/message/message.ts";

export type OwnServiceParts = RegistrarParts &
  PublishParts & {
    readonly layer: TransactionLayer;
    /** Of the members' directory. */
    readonly signer: Signer;
  };

/** What the exchange serves itself, whoever it names. */
export interface OwnServices {
  /** `routed`: without the Routes that led it here. False: it goes on. */
  serve(asked: ServerTransaction, routed: SipRequest): boolean;
  readonly notifier: Notifier;
  /** The settings are others. */
  use(): void;
}

export function ownServices(parts: OwnServiceParts): OwnServices {
  const { world, isOwn, domain } = parts;
  const addressOf = (user: string): string => `sip:${user}@${domain()}`;
  const registrations = registrationPackage({ ...parts, clock: world.clock, addressOf });
  const members = directoryPackage({ ...parts, clock: world.clock });
  const notifier = new Notifier({ ...parts, packages: [registrations, members] });
  return {
    notifier,
    use() {
      notifier.use();
      members.use();
    },
    serve(asked, routed) {
      const { method } = routed;
      if (method === "REGISTER" && isForUs(routed, isOwn)) serveRegister(asked, parts);
      else if (method === "PUBLISH" && isOurs(routed, isOwn)) servePublish(asked, parts);
      else if (method === "SUBSCRIBE" && isOurs(routed, isOwn) && notifier.serves(routed))
        notifier.subscribe(asked);
      else return false;
      return true;
    },
  };
}

/** What telephones are made with, and what they ask of the house. */
import type { IgnoredSignals } from "#server/ignoredSignals.ts";
import type { Waker } from "#server/lines/waking.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { CallDesk } from "#server/telephone.ts";
import type { TelephoneMeans } from "#server/telephoneMaker.ts";
import { flashMeaning } from "#telephony/line/flashMeaning.ts";
import { dialPlan } from "#telephony/settings/home.ts";

export interface HouseOfTelephones {
  readonly parts: ServerParts;
  readonly broker: BrokerMeans;
  readonly desk: CallDesk;
  readonly ignored: IgnoredSignals;
  readonly registrar: DeviceRegistrar;
  readonly messages: Messages;
  readonly push: Waker;
}

export function telephoneMeans(house: HouseOfTelephones): Omit<TelephoneMeans, "changed"> {
  const { parts, broker, desk, ignored, registrar, messages, push } = house;
  const { world, agent, engine, callAgent } = parts;
  const settings = () => parts.settings.current();
  return {
    world,
    agent,
    engine,
    ...(callAgent && { callAgent }),
    timeZone: () => settings().owner.timeZone,
    ports: broker.ports,
    broker,
    desk,
    waker: push,
    ignored: (what, device) => ignored.note(what, device),
    places: (device) => registrar.places(device),
    country: () => dialPlan(settings()).home.country,
    facts: () => {
      const now = settings();
      return {
        callWaiting: now.services.callWaiting,
        flash: flashMeaning(now),
        flashAdds: now.conference.flash === "add",
        transferOnHook: now.services.transferOnHook,
        messagesWaiting: messages.fresh() > 0,
        forwarding: now.services.forwardAll !== null,
        dialPlan: dialPlan(now),
      };
    },
  };
}

/** What legs are made with, by the settings of the moment. */
import { seconds, wallTime } from "#kit/time.ts";
import type { Accounts } from "#server/accounts/accounts.ts";
import type { HouseDesk } from "#server/calls/houseDesk.ts";
import type { CallSigner } from "#server/identity/callSigner.ts";
import type { LegMakerMeans } from "#server/legs/legMaker.ts";
import { mailboxLeg } from "#server/legs/mailboxLeg.ts";
import { newAttendant } from "#server/legs/newAttendant.ts";
import { recorderLeg } from "#server/legs/recorderLeg.ts";
import { serviceLeg } from "#server/legs/serviceLeg.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { Voicemail } from "#server/mailbox/voicemail.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { Peers } from "#server/peers/peers.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { ServiceDesk } from "#server/services/serviceDesk.ts";
import { serviceMeans } from "#server/services/serviceMeans.ts";
import type { Message } from "#server/store/store.ts";
import type { Telephones } from "#server/telephones.ts";
import { spokenEnvelope } from "#telephony/mailbox/envelope.ts";
import { numbering } from "#telephony/settings/home.ts";

export interface HouseOfLegs {
  readonly parts: ServerParts;
  readonly broker: BrokerMeans;
  readonly accounts: Accounts;
  readonly peers: Peers;
  readonly telephones: Telephones;
  readonly voicemail: Voicemail;
  readonly recordings: Messages;
  readonly services: ServiceDesk;
  readonly signer: CallSigner;
  readonly desk: Pick<HouseDesk, "inHand" | "mayCall" | "messages" | "says">;
}

export function legMeans(house: HouseOfLegs): LegMakerMeans {
  const { parts, broker, accounts, peers, telephones, voicemail, services } = house;
  const { rooms } = house.desk.inHand.conferences;
  const { agent, engine, sounds, world } = parts;
  const settings = parts.settings.current();
  const { owner, mailbox } = settings;
  const fileOf = (prompt: string): string | undefined =>
    prompt.startsWith("message:")
      ? voicemail.messages.get(prompt.slice("message:".length))?.file
      : sounds.fileOf(prompt, owner.language);
  const studio = { engine, ports: broker.ports, clock: world.clock };
  const room = { ...studio, world, fileOf, random: world.random, settings };
  const recorderMeans = {
    ...studio,
    recordings: house.recordings,
    announcement: fileOf("recording-begins"),
    beeps: settings.recording.beep,
    longest: seconds(settings.recording.maxMinutes * 60),
  };
  const mailboxMeans = {
    ...studio,
    ...voicemail,
    world,
    fileOf,
    desk: house.desk.messages,
    longest: mailbox.maxMessageSeconds,
    silence: mailbox.silenceSeconds,
    envelope: ({ from, received }: Message) =>
      spokenEnvelope({ from, received: wallTime(received) }, world.clock.wallTime(), settings),
  };
  return {
    agent,
    broker,
    ...{ accounts, peers },
    telephone: (device) => telephones.get(device),
    studio,
    inHand: house.desk.inHand,
    transfers: house.desk,
    recorder: (id, { id: call, from: party, direction, to }) =>
      recorderLeg(id, recorderMeans, {
        call,
        party: direction === "in" ? party : { number: to },
      }),
    rooms,
    door: (id, name, about) =>
      rooms.door(id, name, about.direction === "out", { ...studio, fileOf }),
    attendant: (id, question, about) => newAttendant(id, question, about, room),
    mailbox: (id, guest) => mailboxLeg(id, mailboxMeans, guest),
    service: (id, asked) =>
      serviceLeg(id, { ...studio, ...serviceMeans(asked, services, settings, fileOf) }),
    fileOf,
    signed: (account, vouched) => house.signer.lines(account, vouched, numbering(settings)),
    name: () => owner.name,
    location: () => settings.emergency.location,
  };
}

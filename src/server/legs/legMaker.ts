/** Makes a leg for whatever a call leads to. */
import { fail, ok } from "#kit/result.ts";
import type { Accounts, AccountWay } from "#server/accounts/accounts.ts";
import type { LegOrder } from "#server/calls/callSurroundings.ts";
import type { CallsInHand } from "#server/calls/callsInHand.ts";
import type { Rooms } from "#server/conference/rooms.ts";
import { encryptionFor } from "#server/encryption.ts";
import { announcementLeg } from "#server/legs/announcementLeg.ts";
import { type CallingMeans, callingThrough } from "#server/legs/callingThrough.ts";
import { echoLeg } from "#server/legs/echoLeg.ts";
import { goneLeg } from "#server/legs/goneLeg.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { MailboxGuest } from "#server/legs/mailboxMeans.ts";
import { ReferredLeg } from "#server/legs/referredLeg.ts";
import { SipLeg } from "#server/legs/sipLeg.ts";
import type { Invite } from "#server/legs/sipLegMeans.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import { takeLeg } from "#server/legs/takeLeg.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { Peers } from "#server/peers/peers.ts";
import type { Asked } from "#server/services/serviceDesk.ts";
import type { Offered, Telephone } from "#server/telephone.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId, LegId } from "#telephony/call/leg.ts";
import type { LegTarget, Question, Taker } from "#telephony/call/legTarget.ts";
import type { Clock } from "#world/clock.ts";

export interface LegMakerMeans extends CallingMeans {
  readonly agent: UserAgent;
  readonly broker: BrokerMeans;
  readonly accounts: Pick<Accounts, "way">;
  readonly peers: Pick<Peers, "way">;
  readonly telephone: (device: string) => Telephone | undefined;
  readonly studio: StudioMeans & { readonly clock: Clock };
  readonly inHand: CallsInHand;
  readonly transfers: CallingMeans["transfers"] & {
    /** Who was sent to what that call leads to, and may call there by that account itself. */
    mayCall(call: CallId, account: string): Leg | undefined;
  };
  readonly recorder: (id: LegId, about: CallAbout) => Leg;
  readonly rooms: Rooms;
  /** Of a room that is dialled. */
  readonly door: (id: LegId, room: string, about: CallAbout) => Leg;
  readonly service: (id: LegId, asked: Asked) => Leg;
  readonly attendant: (id: LegId, question: Question, about: CallAbout) => Leg;
  readonly mailbox: (id: LegId, guest: MailboxGuest) => Leg;
  /** The recording that says it; undefined: there is none. */
  readonly fileOf: (prompt: string) => string | undefined;
}

export function makeLeg(id: LegId, target: LegTarget, order: LegOrder, of: LegMakerMeans): Leg {
  const { about } = order;
  switch (target.to) {
    case "caller":
      return goneLeg(id);
    case "device":
      return of.telephone(target.device)?.offer(id, offered(order, of)) ?? goneLeg(id);
    case "outside":
      return referredLeg(id, target, order, of) ?? outsideLeg(id, target, order, of);
    case "mailbox":
      return of.mailbox(id, guestOf(target, about));
    case "messages":
      return of.mailbox(id, ownerOf(about));
    case "recorder":
      return of.recorder(id, about);
    case "conference":
      return of.door(id, target.room, about);
    case "room":
      return of.rooms.end(id, target);
    case "take":
      return takeLeg(id, (by) => of.inHand.take(by, takerIn(about), target.what));
    case "listen":
      return of.inHand.listening(id, about.via ?? "", target.what);
    case "taken":
      return of.inHand.taken(id, target.by);
    case "announcement":
      return announced(id, target.prompt, of);
    case "echo":
      return echoLeg(id, of.studio);
    case "attendant":
      return of.attendant(id, target.question, about);
    case "service":
      return of.service(id, { ...target, device: about.via ?? "" });
  }
}

const offered = ({ about, codecs }: LegOrder, { transfers }: LegMakerMeans): Offered => ({
  to: about.to,
  codecs,
  lines: transfers.says(about.id)?.lines ?? [],
});

/** Who forwarded a call here has no telephone of the house; nor has whoever calls from outside. */
const ownerOf = ({ direction, via }: CallAbout): MailboxGuest => ({
  is: "owner",
  ...(direction === "out" && via !== undefined && { device: via }),
});

const guestOf = (
  { greeting }: LegTarget & { readonly to: "mailbox" },
  { from, id }: CallAbout,
): MailboxGuest => ({
  is: "caller",
  party: from,
  call: id,
  ...(greeting !== undefined && { greeting }),
});

/** Who calls, to go on with another call. */
const takerIn = ({ direction, via = "" }: CallAbout): Taker =>
  direction === "out" ? { device: via } : { account: via };

function announced(id: LegId, prompt: string, of: LegMakerMeans): Leg {
  const file = of.fileOf(prompt);
  return file === undefined ? goneLeg(id) : announcementLeg(id, of.studio, [file]);
}

/** Where a party of the same account was sent there, whose telephone may do it itself. */
function referredLeg(
  id: LegId,
  target: LegTarget & { readonly to: "outside" },
  order: LegOrder,
  of: LegMakerMeans,
): Leg | undefined {
  const { about } = order;
  if (about.emergency) return undefined;
  const party = of.transfers.mayCall(about.id, target.account);
  const uri = of.accounts.way(target.account)?.uriOf(target.address);
  if (!party || uri === undefined) return undefined;
  const otherwise = (): Leg => outsideLeg(id, target, order, of);
  return new ReferredLeg(id, { clock: of.studio.clock, party, uri, otherwise });
}

function outsideLeg(
  id: LegId,
  target: LegTarget & { readonly to: "outside" },
  order: LegOrder,
  of: LegMakerMeans,
): Leg {
  const { account } = target;
  const find = (): AccountWay | undefined =>
    target.peer === undefined ? of.accounts.way(account) : of.peers.way(account, target.peer);
  const invite: Invite = (ring, body) => {
    const way = find();
    if (!way) return fail("server.noAccount", account);
    return ok(of.agent.call(callingThrough(way, { target, ring, body, order, of })));
  };
  const way = find();
  const peer = hostOf(way);
  return SipLeg.calling(
    {
      broker: of.broker,
      id,
      encryption: encryptionFor(way?.account.mustEncrypt ?? false, way?.account.transport),
      others: order.codecs,
      saysHold: way?.account.holdBy === "reinvite",
      ...(peer !== undefined && { peer }),
    },
    invite,
  );
}

/** A literal address; a name says nothing about which of our own addresses is on the way to it. */
function hostOf(way: AccountWay | undefined): string | undefined {
  const to = way?.destination();
  const host = to?.to === "uri" ? to.uri.host : undefined;
  return host !== undefined && /^[\d.]+$|:/.test(host) ? host : undefined;
}

/** The calls that the process before had: each goes on, or ends for everybody in it. */
import { keptIn } from "#kit/keptText.ts";
import type { Accounts, AccountWay } from "#server/accounts/accounts.ts";
import type { CallHost } from "#server/callHost.ts";
import type { Leg } from "#server/legs/leg.ts";
import { SipLeg } from "#server/legs/sipLeg.ts";
import { reasonLine } from "#server/legs/sipWords.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { Peers } from "#server/peers/peers.ts";
import { SipPhone } from "#server/phones/sipPhone.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { KeptLeg, KeptLive, KeptSipLeg } from "#server/survival/kept.ts";
import type { Telephones } from "#server/telephones.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import { isReliable } from "#sip/transport/flow.ts";
import type { CallState, Seat } from "#telephony/call/call.ts";
import { because, type Cause, type LegEvent } from "#telephony/call/leg.ts";

export interface TakingUp {
  readonly parts: ServerParts;
  readonly accounts: Pick<Accounts, "way">;
  readonly peers: Pick<Peers, "way">;
  readonly telephones: Telephones;
  readonly calls: CallHost;
  readonly broker: BrokerMeans;
  readonly messages: Messages;
  /** Of calls. */
  readonly recordings: Messages;
}

/** Before anything else comes in. A call that cannot be read is left alone: nobody must be kept from starting by it. */
export function takeUp(means: TakingUp): void {
  const { journal, world } = means.parts;
  if (!journal) return;
  journal.serves(means.calls);
  for (const { key, text } of journal.found) {
    try {
      goesOn(means, keptIn(text) as KeptLive, key);
    } catch (error) {
      world.log.warn(`call/${key} could not be taken up`, { error: String(error) });
      journal.forget(key);
    }
  }
}

function goesOn(means: TakingUp, kept: KeptLive, key: string): void {
  const { journal, world } = means.parts;
  const { state } = kept;
  if (state.name === "ending" || state.name === "over") {
    recorded(means, state);
    for (const session of [...kept.goodbyes, ...kept.legs.map(sessionOf)])
      endAgain(means, session, state.record.cause ?? because("normal"));
    journal?.forget(key);
    return;
  }
  for (const session of kept.goodbyes) endAgain(means, session, because("normal"));
  const seated = new Map(state.seats.map((seat) => [seat.leg, seat]));
  const legs = kept.legs.flatMap((leg) => {
    const seat = seated.get(leg.leg);
    const isOn = seat !== undefined && seat.phase !== "over" && !hasGivenUp(sessionOf(leg));
    const resumed = isOn ? resume(means, leg, seat) : undefined;
    if (!resumed) endAgain(means, sessionOf(leg), because("lost"));
    return resumed ?? [];
  });
  means.calls.resume(kept, legs, (seat) => lastWords(means, state, seat));
  world.log.info(`call/${key} goes on`, { state: state.name, legs: legs.length });
}

/** Its record was written as it ended, or is now: under the same name, so that there is one. */
function recorded({ parts }: TakingUp, state: CallState): void {
  const record = "record" in state ? state.record : undefined;
  if (!record || parts.store.calls.get(record.id) !== undefined) return;
  void parts.store.calls.put(record.id, record.began, { record, rtp: [], ladder: [] });
}

function resume(means: TakingUp, kept: KeptLeg, seat: Seat): Leg | undefined {
  if (kept.is === "sip") return resumedSip(means, kept, seat);
  const telephone = means.telephones.get(kept.device);
  return telephone instanceof SipPhone ? telephone.resumes(kept) : undefined;
}

function resumedSip(means: TakingUp, kept: KeptSipLeg, { target }: Seat): Leg | undefined {
  const { parts, broker, calls } = means;
  const way = target.to === "outside" ? wayOf(means, target) : undefined;
  const session = parts.agent.resume(kept.session, way);
  const { leg: id, peer, encryption, saysHold } = kept;
  const how = { encryption, saysHold, ...(peer !== undefined && { peer }) };
  return (
    session &&
    SipLeg.resumed({ broker, id, ...how, others: () => calls.codecsBeside(id) }, session, kept)
  );
}

const wayOf = (
  { accounts, peers }: TakingUp,
  { account, peer }: Seat["target"] & { readonly to: "outside" },
): AccountWay | undefined =>
  peer === undefined ? accounts.way(account) : peers.way(account, peer);

const sessionOf = (kept: KeptLeg): KeptSession => (kept.is === "sip" ? kept : kept.sip).session;

/** Its INVITE came by a connection that went with us, and was told nothing yet: it has failed there (RFC 3261 §17.1.4). */
const hasGivenUp = ({ state, flow }: KeptSession): boolean =>
  state.name === "called" &&
  state.invite.last === undefined &&
  flow !== undefined &&
  isReliable(flow);

/** Whoever is still there is told that it is over. */
function endAgain({ parts }: TakingUp, session: KeptSession, cause: Cause): void {
  parts.agent.resume(session)?.perform({ do: "end", extra: [reasonLine(cause)] });
}

/** Of a party of ours that wrote down what was said: how much of it there is. */
function lastWords(
  { messages, recordings }: TakingUp,
  { about: { id } }: CallState,
  { target }: Seat,
): Promise<LegEvent | undefined> | undefined {
  if (target.to !== "mailbox" && target.to !== "recorder") return undefined;
  const kept = target.to === "mailbox" ? messages : recordings;
  return kept.recover().then(() => {
    const found = kept.all().find(({ call }) => call === id);
    if (!found) return undefined;
    return target.to === "mailbox"
      ? { on: "messageLeft", message: found.id }
      : { on: "recorded", recording: found.id };
  });
}

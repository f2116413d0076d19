import type { CallTeller } from "#exchange/calls/callTeller.ts";
import { untouched } from "#exchange/carriage.ts";
import type { Channels } from "#exchange/channels.ts";
import { acknowledges, along, whenBack } from "#exchange/dialogWays.ts";
import { type ForwarderParts, Forwarding } from "#exchange/forwarder.ts";
import type { Gate } from "#exchange/gate.ts";
import type { Passing } from "#exchange/passing.ts";
import type { Refusal } from "#exchange/proxy/admission.ts";
import type { FlowToken } from "#exchange/proxy/flowToken.ts";
import type { ForkFacts } from "#exchange/proxy/fork.ts";
import { historyLines } from "#exchange/proxy/history.ts";
import { type Bound, callerBy, claimsIdentity, identityLines } from "#exchange/proxy/identity.ts";
import { alongFlow } from "#exchange/proxy/inDialog.ts";
import { withoutOwnCredentials } from "#exchange/proxy/ownCredentials.ts";
import type { Routed } from "#exchange/proxy/routes.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { straight } from "#exchange/proxy/targets.ts";
import type { Onwards, Whither } from "#exchange/proxy/whither.ts";
import type { Refusals } from "#exchange/refusals.ts";
import type { RelayDesk } from "#exchange/relay/relayDesk.ts";
import { realmOf, type User } from "#exchange/settings/settings.ts";
import type { TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { needsBridge, type TrunkCalls, unbridgeable } from "#exchange/trunks/trunkCalls.ts";
import { calledThere } from "#exchange/trunks/trunkNames.ts";
import { isTrunkTrouble } from "#exchange/trunks/trunkTarget.ts";
import {
  triesAll,
  trunkGroups,
  type UserCallParts,
  UserCalls,
  unknowable,
} from "#exchange/userCalls.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { toTag } from "#sip/dialog/dialogId.ts";
import { CallId } from "#sip/headers/callId.ts";
import { edited } from "#sip/message/edit.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { isHelpUrn } from "#sip/message/serviceUrn.ts";
import { formatUri } from "#sip/message/uri.ts";

/** What requests on their way ask of. */
export interface OnwardParts extends ForwarderParts, UserCallParts {
  readonly world: ForwarderParts["world"];
  readonly gate: Gate;
  readonly channels: Channels;
  readonly relayDesk: RelayDesk;
  readonly trunkAccounts: Pick<TrunkAccounts, "called">;
  readonly trunkCalls: TrunkCalls;
  readonly teller: CallTeller;
  readonly refusals: Refusals;
  readonly knowsAll: () => boolean;
}

/** A request that is not ours to answer, without its Routes. */
export interface OnItsWay extends Routed {
  readonly transaction: ServerTransaction;
  readonly mark: string;
}

/** A request outside of dialogs whose speaker is known. */
interface Known extends OnItsWay {
  readonly speaker: Speaker;
}

/** Sends requests on: within a dialog where its token says, others to whom they are for, if they may. */
export class Onward {
  readonly #parts: OnwardParts;
  readonly #users: UserCalls;

  constructor(parts: OnwardParts) {
    this.#parts = parts;
    this.#users = new UserCalls(parts);
  }

  /** RFC 3261 §16.4 to §16.6, without any memory of the dialog. */
  inDialog(of: OnItsWay): Refusal | undefined {
    const { request, token: way } = of;
    if (way === undefined) return { status: 481 };
    const callId = readable(request, CallId) ?? "";
    const { channels, relayDesk, teller } = this.#parts;
    if (request.method === "BYE") channels.release(callId);
    else channels.refresh(callId);
    if (request.method === "BYE") teller.ended(request);
    const groups = [[along(request, way, this.#parts)]];
    const carriage = relayDesk.continuing({ request, flow: of.transaction.flow }, way.relay);
    const exhausted = whenBack(request, way, this.#parts) ?? usual.exhausted;
    return this.#forward(of, { groups, staysOn: false, sets: () => [], carriage, exhausted });
  }

  /** Where an ACK of a 2xx goes. */
  acknowledges(request: SipRequest, way: FlowToken): Target | undefined {
    return acknowledges(request, way, this.#parts);
  }

  /** Another node has judged it, and says along which of our flows it goes: see nodes/through.ts. */
  delivered(of: OnItsWay): Refusal | undefined {
    const { request, token } = of;
    const found = token && this.#parts.nodes?.whereIs(token.flow);
    if (found?.is !== "here") return { status: 430 };
    const begins = toTag(request) === "";
    const target = alongFlow(request, found.flow);
    return this.#forward(of, {
      groups: [[begins ? { ...target, registered: true } : target]],
      ...{ staysOn: false, sets: () => [], hasSteps: begins }, // the node that asks has them
      exhausted: (best, forwarder) =>
        best.is === "silent" && (begins || best.status === 480)
          ? forwarder.refuse(430)
          : forwarder.giveUp(),
    });
  }

  /** A request that begins something: who speaks, for whom it is, whether it may. */
  initial(of: OnItsWay): Refusal | undefined {
    const { uri } = of.request;
    if (!uri.ok && !isHelpUrn(of.request.uriText)) return { status: 416 };
    if (of.request.lines("Route").length > 0) return noRelay; // the way is ours to choose
    const speaker = this.#parts.gate.speaker(of.transaction.flow, of.request);
    if ("status" in speaker) return speaker;
    const known = { ...of, request: this.#asCalled(of.request, speaker), speaker };
    this.#parts.teller.by(of.request, speaker);
    this.#notes(of, speaker);
    const way = this.#whither(known);
    if (way.is === "refused") return this.#isKnown(way) ? way : unknowable;
    if (way.is === "self") return { status: of.request.method === "OPTIONS" ? 200 : 404 };
    return this.#goes(known, way);
  }

  #whither({ request, speaker }: Known): Whither {
    const way = this.#users.forHelp(request, speaker);
    if (way !== undefined) return way;
    if (!request.uri.ok) return { is: "refused", status: 416 };
    return this.#users.whither(request.uri.value, speaker);
  }

  /** What a stranger says of who calls goes no further: identity.ts takes it away. */
  #notes({ request, transaction }: OnItsWay, speaker: Speaker): void {
    if (speaker.is !== "stranger" || !claimsIdentity(request)) return;
    this.#parts.refusals.note("strangersWord", transaction.flow.remote.host);
  }

  /** Somebody whom we have not heard of may be a user since: then nobody is told that there is none. */
  #isKnown({ why }: Whither & { readonly is: "refused" }): boolean {
    const isNobody = why?.code === "unknownCalled" || why?.code === "noTrunk";
    return !isNobody || this.#parts.knowsAll();
  }

  #goes(known: Known, way: Onwards): Refusal | undefined {
    switch (way.is) {
      case "user":
        return this.#toUser(known, way.user);
      case "out":
        return this.#out(known, way);
      case "elsewhere":
        return this.#begins(known, { groups: [[straight(way.uri)]] });
    }
  }

  #out(known: Known, way: Whither & { readonly is: "out" }): Refusal | undefined {
    const { speaker, request, transaction } = known;
    const { trunks, isForHelp } = way;
    this.#parts.teller.towards(request, "outside");
    if (speaker.is !== "user" || request.method !== "INVITE" || !needsBridge(trunks)) {
      const how = isForHelp ? { facts: triesAll, hurries: true } : { facts: triesTrunks };
      return this.#begins(known, { groups: trunkGroups(way), ...how });
    }
    const { gate, trunkCalls } = this.#parts;
    const refusal = unbridgeable(request) ?? gate.channel(request, speaker);
    if (refusal === undefined) trunkCalls.place({ ...way, transaction, user: speaker.user });
    return refusal;
  }

  /** What came to the address that we registered at a trunk is for whom the trunk says. */
  #asCalled(request: SipRequest, speaker: Speaker): SipRequest {
    const { trunkAccounts, settings } = this.#parts;
    if (speaker.is !== "trunk" || trunkAccounts.called(request) === undefined) return request;
    const uri = calledThere(request, settings().domains[0] ?? "");
    return uri === undefined ? request : edited(request, [{ edit: "uri", uri: formatUri(uri) }]);
  }

  #toUser(known: Known, user: User): Refusal | undefined {
    this.#parts.teller.towards(known.request, `user/${user.name}`);
    const reached = this.#users.to(known.request, known.speaker, user);
    return "status" in reached ? reached : this.#begins(known, reached);
  }

  /** Whoever got this far takes a channel; it is free again when nobody accepts. */
  #begins(known: Known, more: Pick<Passing, "groups"> & Partial<Passing>): Refusal | undefined {
    const { request, speaker } = known;
    const refusal = this.#parts.gate.channel(request, speaker);
    if (refusal !== undefined) return refusal;
    const asserted = this.#asserted(request, speaker);
    const { flow } = known.transaction;
    return this.#forward(known, {
      staysOn: true,
      ...(speaker.is === "user" && { by: `user/${speaker.user.name}` }),
      carriage: this.#parts.relayDesk.beginning({ request, flow }, speaker),
      sets({ of, forwarded = [] }) {
        const bound = boundOf(of);
        const to = forwarded.at(-1)?.uri ?? request.uriText;
        return [
          ...identityLines(request, speaker, { bound, asserted, called: to }),
          ...historyLines(request, speaker, { bound, forwarded }),
        ];
      },
      ...this.#parts.teller.forwarded(request),
      ...more,
    });
  }

  #forward({ transaction, request, mark }: OnItsWay, more: Begun & Partial<Passing>): undefined {
    const passed = withoutOwnCredentials(request, realmOf(this.#parts.settings()));
    const passing = { transaction, request: passed, mark, ...usual, ...more };
    new Forwarding(passing, this.#parts).begin();
    return undefined;
  }

  /** The user's number where there is one: what a telephone can call back. */
  #asserted(request: SipRequest, speaker: Speaker): string {
    if (speaker.is !== "user") return "";
    const caller = callerBy(request, speaker.user);
    if (caller !== undefined) return caller;
    const { name, numbers } = speaker.user;
    return `sip:${numbers[0] ?? name}@${this.#parts.settings().domains[0] ?? ""}`;
  }
}

type Begun = Pick<Passing, "groups" | "staysOn" | "sets">;

const triesTrunks: ForkFacts = { follows: () => false, goesOn: isTrunkTrouble };
const noRelay: Refusal = { status: 403, why: { by: "exchange", code: "noRelay" } };

const usual = {
  carriage: untouched,
  facts: triesAll,
  redirected: () => [],
  exhausted: (_, forwarder) => forwarder.giveUp(),
  ended: () => undefined,
} satisfies Pick<Passing, "carriage" | "facts" | "redirected" | "exhausted" | "ended">;

const boundOf = (of: string): Bound =>
  of.startsWith("user/") ? "user" : of.startsWith("trunk/") ? "trunk" : "elsewhere";

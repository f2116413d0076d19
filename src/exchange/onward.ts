import { type CallTeller, whyOf } from "#exchange/calls/callTeller.ts";
import { suspendedWhy } from "#exchange/calls/passedCall.ts";
import { untouched } from "#exchange/carriage.ts";
import type { Channels } from "#exchange/channels.ts";
import {
  type Forwarder,
  type ForwarderParts,
  Forwarding,
  type Passing,
} from "#exchange/forwarder.ts";
import type { Gate } from "#exchange/gate.ts";
import type { Locations } from "#exchange/locations.ts";
import { policyCall, statusOf } from "#exchange/policy/callFacts.ts";
import { narrowed, narrowingOf } from "#exchange/policy/narrowing.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import { absence } from "#exchange/policy/unreachable.ts";
import type { Refusal } from "#exchange/proxy/admission.ts";
import type { ForkFacts } from "#exchange/proxy/fork.ts";
import { type Bound, identityLines } from "#exchange/proxy/identity.ts";
import { inDialogTarget } from "#exchange/proxy/inDialog.ts";
import { withoutOwnCredentials } from "#exchange/proxy/ownCredentials.ts";
import { redirectedTo } from "#exchange/proxy/redirection.ts";
import type { Routed } from "#exchange/proxy/routes.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { straight, targetsOf } from "#exchange/proxy/targets.ts";
import { type Onwards, type Whither, whither } from "#exchange/proxy/whither.ts";
import type { RelayDesk } from "#exchange/relay/relayDesk.ts";
import { type ExchangeSettings, realmOf, type User } from "#exchange/settings/settings.ts";
import type { TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { needsBridge, type TrunkCalls, unbridgeable } from "#exchange/trunks/trunkCalls.ts";
import { calledThere } from "#exchange/trunks/trunkNames.ts";
import { isTrunkTrouble, trunkTarget } from "#exchange/trunks/trunkTarget.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { CallId } from "#sip/headers/callId.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { edited } from "#sip/message/edit.ts";
import { header, readable, type SipRequest } from "#sip/message/message.ts";
import { formatUri, parseUri, type SipUri } from "#sip/message/uri.ts";

/** What requests on their way ask of. */
export interface OnwardParts extends ForwarderParts {
  readonly gate: Gate;
  readonly locations: Locations;
  readonly policies: Policies;
  readonly channels: Channels;
  readonly relayDesk: RelayDesk;
  readonly trunkAccounts: Pick<TrunkAccounts, "called">;
  readonly trunkCalls: TrunkCalls;
  readonly settings: () => ExchangeSettings;
  readonly directory: () => Directory;
  readonly isOwn: (uri: SipUri) => boolean;
  readonly teller: CallTeller;
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

  constructor(parts: OnwardParts) {
    this.#parts = parts;
  }

  /** RFC 3261 §16.4 to §16.6, without any memory of the dialog. */
  inDialog(of: OnItsWay): Refusal | undefined {
    const { request, token: way } = of;
    if (way === undefined) return { status: 481 };
    const callId = readable(request, CallId) ?? "";
    const { channels, relayDesk, locations, teller } = this.#parts;
    if (request.method === "BYE") channels.release(callId);
    else channels.refresh(callId);
    if (request.method === "BYE") teller.ended(request);
    const groups = [[inDialogTarget(request, locations.now(way.flow))]];
    const carriage = relayDesk.continuing({ request, flow: of.transaction.flow }, way.relay);
    return this.#forward(of, { groups, staysOn: false, sets: () => [], carriage });
  }

  /** A request that begins something: who speaks, for whom it is, whether it may. */
  initial(of: OnItsWay): Refusal | undefined {
    const { uri } = of.request;
    if (!uri.ok) return { status: 416 };
    if (of.request.lines("Route").length > 0) return noRelay; // the way is ours to choose
    const speaker = this.#parts.gate.speaker(of.transaction.flow, of.request);
    if ("status" in speaker) return speaker;
    const known = { ...of, request: this.#asCalled(of.request, speaker), speaker };
    this.#parts.teller.by(of.request, speaker);
    const way = this.#whither(known.request.uri.ok ? known.request.uri.value : uri.value, speaker);
    if (way.is === "refused") return way;
    if (way.is === "self") return { status: of.request.method === "OPTIONS" ? 200 : 404 };
    return this.#goes(known, way);
  }

  #whither(uri: SipUri, speaker: Speaker): Whither {
    const { directory, settings, isOwn } = this.#parts;
    return whither(uri, { speaker, directory: directory(), settings: settings(), isOwn });
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

  #out(known: Known, { number, trunks }: Whither & { readonly is: "out" }): Refusal | undefined {
    const { speaker, request, transaction } = known;
    this.#parts.teller.towards(request, "outside");
    if (speaker.is !== "user" || request.method !== "INVITE" || !needsBridge(trunks))
      return this.#begins(known, { groups: trunkGroups({ number, trunks }), facts: triesTrunks });
    const { gate, trunkCalls } = this.#parts;
    const refusal = unbridgeable(request) ?? gate.channel(request, speaker);
    if (refusal === undefined)
      trunkCalls.place({ transaction, user: speaker.user, number, trunks });
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
    if (user.suspended !== undefined)
      return { status: 480, why: suspendedWhy(user.name, user.suspended) };
    const refusal = this.#judged(known, user);
    if (refusal !== undefined) return refusal;
    const away = this.#absence(user);
    return this.#begins(known, {
      groups: this.#targets(user),
      // what the user's own server has said counts, whatever it was
      exhausted: (best, forwarder) =>
        best.is === "response" ? forwarder.giveUp() : away(forwarder),
      facts: { ...triesAll, follows: () => user.followsRedirections },
      redirected: (response) => redirectedTo(response, (uri) => this.#redirection(uri, user)),
    });
  }

  /** The operator's word first, then the user's own: who is refused causes no packet to the member. */
  #judged({ request, speaker }: Known, user: User): Refusal | undefined {
    const { policies, directory, settings, world } = this.#parts;
    const call = policyCall(request, speaker, world.clock.wallTime());
    const tier = directory().tierOf(user);
    const own = narrowed(user, tier, settings().country, call);
    const verdict = own?.do === "reject" ? own : policies.verdict(user.name, call);
    if (verdict === undefined) return unreadable;
    if (verdict.do === "accept") return undefined;
    const { cause, because } = verdict;
    const by = verdict === own ? "operator" : "policy";
    world.log.info(`user/${user.name} refuses a call`, { by, cause, because: because.code });
    const reason = verdict === own ? narrowingOf(user, tier)?.reason : undefined;
    return { status: statusOf[cause], why: whyOf(user, verdict, reason) };
  }

  #absence(user: User): (forwarder: Forwarder) => void {
    const { policies, locations, world } = this.#parts;
    const steps = policies.of(user.name)?.unreachable ?? [];
    const lead = (to: { readonly number?: string; readonly address?: string }) => {
      const uri = parseUri(to.address ?? `tel:${to.number ?? ""}`);
      return uri.ok ? this.#redirection(uri.value, user) : [];
    };
    const targets = () => this.#targets(user);
    return absence({ user: user.name, steps, targets, lead }, { locations, clock: world.clock });
  }

  #targets(user: User): Target[][] {
    return targetsOf(this.#parts.locations.of(user.name), `user/${user.name}`);
  }

  /** A redirection is the user's own call onwards, with the user's rights. */
  #redirection(uri: SipUri, user: User): readonly (readonly Target[])[] {
    const way = this.#whither(uri, { is: "user", user });
    if (way.is === "user") return this.#targets(way.user);
    return way.is === "out" ? trunkGroups(way) : [];
  }

  /** Whoever got this far takes a channel; it is free again when nobody accepts. */
  #begins(known: Known, more: Pick<Passing, "groups"> & Partial<Passing>): Refusal | undefined {
    const { request, speaker } = known;
    const refusal = this.#parts.gate.channel(request, speaker);
    if (refusal !== undefined) return refusal;
    const asserted = this.#asserted(speaker);
    const { flow } = known.transaction;
    return this.#forward(known, {
      staysOn: true,
      carriage: this.#parts.relayDesk.beginning({ request, flow }, speaker),
      sets: ({ of }) => identityLines(request, speaker, boundOf(of), asserted),
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
  #asserted(speaker: Speaker): string {
    if (speaker.is !== "user") return "";
    const { name, numbers } = speaker.user;
    return `sip:${numbers[0] ?? name}@${this.#parts.settings().domains[0] ?? ""}`;
  }
}

type Begun = Pick<Passing, "groups" | "staysOn" | "sets">;

const triesAll: ForkFacts = { follows: () => false, goesOn: () => true };
const triesTrunks: ForkFacts = { follows: () => false, goesOn: isTrunkTrouble };
/** There is a policy, and nobody can say what it is: never a wrong accept. */
const unreadable: Refusal = {
  ...{ status: 503, headers: [header(RetryAfter, 60)] },
  why: { by: "exchange", code: "policyUnreadable" },
};
const noRelay: Refusal = { status: 403, why: { by: "exchange", code: "noRelay" } };

const usual = {
  carriage: untouched,
  facts: triesAll,
  redirected: () => [],
  exhausted: (_, forwarder) => forwarder.giveUp(),
  ended: () => undefined,
} satisfies Pick<Passing, "carriage" | "facts" | "redirected" | "exhausted" | "ended">;

const trunkGroups = ({
  trunks,
  number,
}: Omit<Whither & { readonly is: "out" }, "is">): Target[][] =>
  trunks.map((trunk) => [trunkTarget(trunk, number)]);

const boundOf = (of: string): Bound =>
  of.startsWith("user/") ? "user" : of.startsWith("trunk/") ? "trunk" : "elsewhere";

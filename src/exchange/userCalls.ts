import { whyOf } from "#exchange/calls/callTeller.ts";
import { suspendedWhy } from "#exchange/calls/passedCall.ts";
import type { HelpCalls } from "#exchange/help/helpCalls.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Forwarder, Passing } from "#exchange/passing.ts";
import { policyCall, statusOf } from "#exchange/policy/callFacts.ts";
import { narrowed, narrowingOf } from "#exchange/policy/narrowing.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import { absence } from "#exchange/policy/unreachable.ts";
import type { Refusal } from "#exchange/proxy/admission.ts";
import type { ForkFacts } from "#exchange/proxy/fork.ts";
import { forwardings } from "#exchange/proxy/history.ts";
import { redirectedTo } from "#exchange/proxy/redirection.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { Retarget, Target } from "#exchange/proxy/target.ts";
import { targetsOf } from "#exchange/proxy/targets.ts";
import { type Onwards, type Whither, whither } from "#exchange/proxy/whither.ts";
import type { ExchangeSettings, User } from "#exchange/settings/settings.ts";
import { needsBridge, type TrunkCalls } from "#exchange/trunks/trunkCalls.ts";
import { trunkTarget } from "#exchange/trunks/trunkTarget.ts";
import type { Directory } from "#exchange/users/directory.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { UnreachableStep } from "#telephony/policy/policy.ts";
import type { World } from "#world/world.ts";

export interface UserCallParts {
  readonly world: Pick<World, "clock" | "log">;
  readonly locations: Locations;
  readonly policies: Policies;
  readonly help: HelpCalls;
  readonly trunkCalls: Pick<TrunkCalls, "branch">;
  readonly settings: () => ExchangeSettings;
  readonly directory: () => Directory;
  readonly isOwn: (uri: SipUri) => boolean;
  readonly domain: () => string;
}

type Groups = readonly (readonly Target[])[];

/** What a request to a user is sent on with. */
export type ToUser = Pick<Passing, "groups" | "exhausted" | "facts" | "redirected" | "hasSteps">;

/** Requests for our own users: whether they may go there, where the user is, and where they go when nobody is in. */
export class UserCalls {
  readonly #parts: UserCallParts;

  constructor(parts: UserCallParts) {
    this.#parts = parts;
  }

  to(request: SipRequest, speaker: Speaker, user: User): Refusal | ToUser {
    const isCallBack = speaker.is === "trunk" && this.#parts.help.isExpected(user.name);
    if (isCallBack) return this.#unsure(user) ?? this.#reached(request, user);
    if (user.suspended !== undefined)
      return { status: 480, why: suspendedWhy(user.name, user.suspended) };
    return (
      this.#judged(request, speaker, user) ?? this.#unsure(user) ?? this.#reached(request, user)
    );
  }

  /** A user's call for help; undefined: it is none, or there is no way out. */
  forHelp(request: SipRequest, speaker: Speaker): Onwards | undefined {
    if (speaker.is !== "user" || speaker.user.attends) return undefined;
    const { help, world } = this.#parts;
    const number = help.numberOf(request);
    const trunks = number === undefined ? [] : help.trunksFor(number);
    if (number === undefined || trunks.length === 0) return undefined;
    const { name } = speaker.user;
    world.log.warn(`user/${name} calls for help`, { number });
    help.note(name);
    return { is: "out", number, trunks, isForHelp: true };
  }

  whither(uri: SipUri, speaker: Speaker): Whither {
    const { directory, settings, isOwn } = this.#parts;
    return whither(uri, { speaker, directory: directory(), settings: settings(), isOwn });
  }

  /** Nobody knows where the user is, and nobody can say that there is no place. */
  #unsure({ name }: User): Refusal | undefined {
    const { locations } = this.#parts;
    return locations.isSure() || locations.of(name).length > 0 ? undefined : unknowable;
  }

  #reached({ method }: SipRequest, user: User): ToUser {
    const { isSure } = this.#parts.locations;
    const goesOn = forwardings(this.#parts.domain());
    const lead = (uri: SipUri, why: Omit<Retarget, "uri">): Groups =>
      goesOn(this.#redirection(uri, user, method === "INVITE"), uri, why);
    let after = 480;
    const steps = this.#parts.policies.of(user.name)?.unreachable ?? [];
    const away = this.#absence(user, steps, (uri) => lead(uri, { cause: 503, after }));
    return {
      groups: this.#targets(user),
      hasSteps: steps.length > 0,
      // what the user's own server has said counts, whatever it was
      exhausted(best, forwarder) {
        if (best.is === "response") return forwarder.giveUp();
        if (!isSure()) return forwarder.refuse(503);
        after = best.status;
        away(forwarder);
      },
      facts: { ...triesAll, follows: () => user.followsRedirections },
      redirected: (response) =>
        redirectedTo(response, (uri) => lead(uri, { cause: 302, after: response.status })),
    };
  }

  /** The operator's word first, then the user's own: who is refused causes no packet to the member. */
  #judged(request: SipRequest, speaker: Speaker, user: User): Refusal | undefined {
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

  #absence(
    user: User,
    steps: readonly UnreachableStep[],
    forward: (uri: SipUri) => Groups,
  ): (forwarder: Forwarder) => void {
    const { locations, world } = this.#parts;
    const lead = (to: { readonly number?: string; readonly address?: string }) => {
      const uri = parseUri(to.address ?? `tel:${to.number ?? ""}`);
      return uri.ok ? forward(uri.value) : [];
    };
    const targets = () => this.#targets(user);
    return absence({ user: user.name, steps, targets, lead }, { locations, clock: world.clock });
  }

  #targets(user: User): Target[][] {
    return targetsOf(this.#parts.locations.of(user.name), `user/${user.name}`);
  }

  /** A redirection is the user's own call onwards, with the user's rights. */
  #redirection(uri: SipUri, user: User, isCall: boolean): Groups {
    const way = this.whither(uri, { is: "user", user });
    if (way.is === "user") return this.#targets(way.user);
    if (way.is !== "out") return [];
    return isCall && needsBridge(way.trunks) ? this.#bridged(way, user) : trunkGroups(way);
  }

  /** All of them are one place: the bridge itself goes from one to the next. */
  #bridged({ number, trunks }: WayOut, user: User): Groups {
    const { trunkCalls } = this.#parts;
    return trunks.slice(0, 1).map((first) => [
      {
        ...trunkTarget(first, number),
        taken: (branch) => trunkCalls.branch(branch, { user, number, trunks }),
      },
    ]);
  }
}

export const triesAll: ForkFacts = { follows: () => false, goesOn: () => true };

/** There is a policy, and nobody can say what it is: never a wrong accept. */
const unreadable: Refusal = {
  ...{ status: 503, headers: [header(RetryAfter, 60)] },
  why: { by: "exchange", code: "policyUnreadable" },
};

/** What would have to be known for an answer is in a store that does not answer. */
export const unknowable: Refusal = {
  ...{ status: 503, headers: [header(RetryAfter, 10)] },
  why: { by: "exchange", code: "storeAway" },
};

type WayOut = Omit<Whither & { readonly is: "out" }, "is">;

export const trunkGroups = ({ trunks, number }: WayOut): Target[][] =>
  trunks.map((trunk) => [trunkTarget(trunk, number)]);

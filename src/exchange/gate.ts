import { suspendedWhy, type Why } from "#exchange/calls/passedCall.ts";
import type { Channels } from "#exchange/channels.ts";
import type { Admission, Doorkeeper } from "#exchange/doorkeeper.ts";
import type { HelpCalls } from "#exchange/help/helpCalls.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Refusal } from "#exchange/proxy/admission.ts";
import { claimOf, fromUri, type Speaker } from "#exchange/proxy/speaker.ts";
import type { TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import type { TrunkHosts } from "#exchange/trunks/trunkHosts.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { RateLimit } from "#sip/guard/strangers.ts";
import { CallId } from "#sip/headers/callId.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { header, readable, type SipRequest } from "#sip/message/message.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Clock } from "#world/clock.ts";

export interface GateParts {
  readonly clock: Clock;
  readonly doorkeeper: Doorkeeper;
  readonly locations: Locations;
  readonly channels: Channels;
  readonly trunkHosts: TrunkHosts;
  readonly trunkAccounts: Pick<TrunkAccounts, "called">;
  readonly strangers: RateLimit;
  readonly help: Pick<HelpCalls, "numberOf">;
  readonly directory: () => Directory;
  readonly isOwn: (uri: SipUri) => boolean;
}

/** Who comes through, and how many at once. */
export interface Gate {
  /** Proved, recognised, or a stranger; or what is asked of who must prove it. */
  speaker(flow: Flow, request: SipRequest): Speaker | Refusal;
  /** Undefined: there is a channel for this call, and it is taken; a call for help needs none. */
  channel(request: SipRequest, speaker: Speaker): Refusal | undefined;
}

const busy = (why: Why): Refusal => ({ status: 503, headers: [header(RetryAfter, 10)], why });
const notProved: Why = { by: "exchange", code: "notProved" };

export function gate(parts: GateParts): Gate {
  const { clock, doorkeeper, locations, channels, strangers, directory, isOwn } = parts;
  const { trunkHosts, trunkAccounts, help } = parts;

  /** By password, or by the connection that was opened with it; and in one's own name alone. */
  function proved(request: SipRequest, flow: Flow): Speaker | Refusal {
    const from = fromUri(request);
    const named = from && directory().find(from);
    const isKnown = named !== undefined && locations.isOwn(named.name, flow);
    const admission: Admission = isKnown
      ? { on: "user", user: named }
      : doorkeeper.admit(request, flow, true);
    if (admission.on === "refused") return { ...admission.refusal, why: notProved };
    const { user } = admission;
    const { suspended } = user;
    const may = suspended === undefined || help.numberOf(request) !== undefined;
    if (named?.name === user.name && may) return { is: "user", user };
    return { status: 403, why: suspended ? suspendedWhy(user.name, suspended) : notProved };
  }

  return {
    speaker(flow, request) {
      const named = trunkAccounts.called(request);
      if (named !== undefined) return { is: "trunk", trunk: named };
      const claim = claimOf(request, {
        isOwn,
        isUser: (uri) => directory().find(uri) !== undefined,
        trunkAt: (isExact) => trunkHosts.at(flow.remote, isExact),
      });
      if (claim.is === "user") return proved(request, flow);
      if (claim.is === "trunk") return claim;
      const isCalm = !doorkeeper.isBanned(flow) && strangers.allows(flow.remote.host, clock.now());
      return isCalm ? claim : busy({ by: "exchange", code: "tooManyFromThere" });
    },
    channel(request, speaker) {
      if (request.method !== "INVITE" || speaker.is === "stranger") return undefined;
      if (speaker.is === "user" && help.numberOf(request) !== undefined) return undefined;
      const callId = readable(request, CallId) ?? "";
      const [of, most] =
        speaker.is === "user"
          ? [`user/${speaker.user.name}`, directory().tierOf(speaker.user).channels]
          : [`trunk/${speaker.trunk.id}`, speaker.trunk.channels];
      if (channels.take(of, callId, most)) return undefined;
      return busy({ by: "exchange", code: "channelsFull", params: { of } });
    },
  };
}

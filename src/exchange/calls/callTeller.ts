import type { CallWatch } from "#exchange/calls/callBook.ts";
import type { Why } from "#exchange/calls/passedCall.ts";
import type { Channels } from "#exchange/channels.ts";
import type { Passing } from "#exchange/passing.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { User } from "#exchange/settings/settings.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import type { Verdict } from "#telephony/policy/judge.ts";

/** Tells the operator's book what becomes of calls; of requests that are none it tells nothing. */
export interface CallTeller {
  begins(transaction: ServerTransaction): void;
  refused(request: SipRequest, status: number, why?: Why): void;
  by(request: SipRequest, speaker: Speaker): void;
  towards(request: SipRequest, of: string): void;
  /** For a call that is forwarded: its channel is free again when nobody accepts. */
  forwarded(request: SipRequest): Partial<Pick<Passing, "ended" | "branch">>;
  ended(request: SipRequest): void;
}

const callIdOf = (request: SipRequest): string => readable(request, CallId) ?? "";
const isCall = ({ method }: SipRequest): boolean => method === "INVITE";

export function callTeller(watch: CallWatch, channels: Channels): CallTeller {
  return {
    begins({ request, flow }) {
      if (isCall(request)) watch.begins(request, flow.remote);
    },
    refused(request, status, why) {
      if (isCall(request)) watch.refused(callIdOf(request), status, why ?? usualWhy(status));
    },
    by(request, speaker) {
      if (isCall(request) && speaker.is !== "stranger")
        watch.known(callIdOf(request), { by: nameOf(speaker) });
    },
    towards(request, of) {
      if (isCall(request)) watch.known(callIdOf(request), { for: of });
    },
    forwarded(request) {
      if (!isCall(request)) return {};
      const callId = callIdOf(request);
      return {
        ended(outcome) {
          if (outcome.is === "accepted") {
            watch.accepted(callId);
            channels.refresh(callId);
          } else {
            channels.release(callId);
            watch.refused(callId, outcome.status);
          }
        },
        branch(told) {
          if (told.on === "tried") watch.tried(callId, told.target.of, told.at);
          else watch.heard(callId, told.target.of, told.status);
        },
      };
    },
    ended: (request) => watch.ended(callIdOf(request)),
  };
}

/** Refused before it was known for whom it is. */
const usualWhy = (status: number): Why => ({
  by: "exchange",
  code: status === 404 || status === 480 ? "unknownCalled" : "malformed",
});

const nameOf = (speaker: Exclude<Speaker, { is: "stranger" }>): string =>
  speaker.is === "user" ? `user/${speaker.user.name}` : `trunk/${speaker.trunk.id}`;

/** Why a policy refuses. `reason`: the operator's, where it was the operator's word. */
export function whyOf({ name }: User, verdict: Verdict & { do: "reject" }, reason?: string): Why {
  const params = { user: name, cause: verdict.cause, because: verdict.because.code };
  if (reason === undefined) return { by: "policy", code: "policy", params };
  return { by: "operator", code: "narrowed", params: { ...params, reason } };
}

/** Of a call that is bridged: it is two sessions, and nothing of it passes the proxy. */
export function bridgeTeller(watch: CallWatch, request: SipRequest) {
  const callId = callIdOf(request);
  let last = 503;
  return {
    near(session: Pick<Session, "events">): void {
      session.events(({ on }) => {
        if (on === "cancelled") last = 487;
      });
    },
    far(of: string, session: Pick<Session, "events" | "callId">): void {
      watch.bridged(callId, session.callId, of);
      watch.tried(callId, of);
      session.events((event) => {
        if (event.on === "progress" || event.on === "refused")
          watch.heard(callId, of, event.status);
        if (event.on === "refused" && last !== 487) last = event.status;
        if (event.on !== "accepted") return;
        watch.heard(callId, of, 200);
        watch.accepted(callId);
      });
    },
    over(): void {
      watch.ended(callId);
      watch.refused(callId, last);
    },
  };
}

import { millis } from "#kit/time.ts";
import type { KeptSession } from "#sip/agent/keptSession.ts";
import { type Home, SessionHost } from "#sip/agent/sessionHost.ts";
import type { Resuming } from "#sip/agent/userAgent.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { resumed } from "#sip/session/resumed.ts";

/**
 * A session that another process began, with its tags, its route set and its timers. An INVITE of
 * theirs that is not done with has a transaction again; one of ours is sent once more.
 */
export function resumedSession(
  home: Home,
  kept: KeptSession,
  { destination, login }: Resuming,
): SessionHost | undefined {
  const { state, flow, behindNat, contactUser, secure } = kept;
  const { callId, localTag, side } = state;
  const invite = kept.invite && inviteIn(kept.invite);
  if (kept.invite && (!invite || !flow)) return undefined;
  const isTheirs = side === "called";
  const now = home.clock.wallTime();
  const timers = kept.timers.map(({ timer, due }) => ({ timer, in: millis(due - now) }));
  const host = new SessionHost(home, {
    callId,
    localTag,
    contactUser,
    secure,
    login,
    ends: {
      destination,
      ...(flow && { used: { flow, behindNat } }),
      ...(invite && flow && isTheirs && { came: home.layer.retake({ request: invite, flow }) }),
    },
    start: () => resumed(state, timers),
  });
  if (invite && flow && !isTheirs && state.name === "calling")
    host.resends(state.invite.id, invite, flow);
  return host;
}

function inviteIn(bytes: Uint8Array): SipRequest | undefined {
  const read = parseMessage(bytes);
  return read.ok && read.value.kind === "request" ? read.value : undefined;
}

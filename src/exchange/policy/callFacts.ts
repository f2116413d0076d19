import { callerBy } from "#exchange/proxy/identity.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { WallTime } from "#kit/time.ts";
import { AssertedIdentity } from "#sip/headers/assertedIdentity.ts";
import { From } from "#sip/headers/from.ts";
import { Privacy, wantsPrivacy } from "#sip/headers/privacy.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Party } from "#telephony/directing/facts.ts";
import type { PolicyCall } from "#telephony/policy/judge.ts";
import type { Refusal } from "#telephony/settings/step.ts";

/** A call as policies judge it: who calls is who was proved, or who a trunk says; else what From says. */
export function policyCall(request: SipRequest, speaker: Speaker, at: WallTime): PolicyCall {
  const called = request.uri.ok ? (request.uri.value.user ?? "") : "";
  const via = speaker.is === "trunk" ? { via: speaker.trunk.id } : {};
  return { caller: callerOf(request, speaker), called, at, ...via };
}

function callerOf(request: SipRequest, speaker: Speaker): Party {
  const from = readable(request, From)?.uri ?? "";
  const isPrivate =
    wantsPrivacy(readable(request, Privacy)) || /anonymous\.invalid|^sip:anonymous@/i.test(from);
  if (speaker.is === "user") {
    const caller = callerBy(request, speaker.user);
    if (caller !== undefined) return { ...numbered(caller), private: isPrivate };
    const [number] = speaker.user.numbers;
    return { ...(number === undefined ? { address: from } : { number }), private: isPrivate };
  }
  const asserted =
    speaker.is === "trunk" ? readable(request, AssertedIdentity)?.[0]?.uri : undefined;
  return { ...numbered(asserted ?? from), private: isPrivate };
}

function numbered(address: string): Pick<Party, "number" | "address"> {
  const uri = parseUri(address);
  const user = uri.ok ? uri.value.user : undefined;
  return user !== undefined && /^\+?[0-9]{3,}$/.test(user)
    ? { number: user, address }
    : { address };
}

/** What a refused caller is told; as the user's own server would say it. */
export const statusOf: Readonly<Record<Refusal, number>> = {
  busy: 486,
  rejected: 603,
  quiet: 480,
  anonymousRefused: 433,
  unproven: 428,
  noAnswer: 480,
  unknown: 404,
  limit: 503,
  unreachable: 480,
  loop: 482,
};

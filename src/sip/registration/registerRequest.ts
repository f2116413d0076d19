import { credentialLines } from "#sip/auth/answer.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Expires } from "#sip/headers/expires.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { Route } from "#sip/headers/route.ts";
import { Supported } from "#sip/headers/supported.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import type {
  RegistrationAccount,
  RegistrationFacts,
  Thread,
} from "#sip/registration/registration.ts";

/** The next REGISTER of a registration (RFC 3261 §10.2), `seconds` 0 to end it; and the thread after it. */
export function registerRequest(
  before: Thread,
  seconds: number,
  facts: RegistrationFacts,
): readonly [Thread, SipRequest] {
  const { account } = facts;
  const uri = before.moved ?? account.registrar;
  const asked = { method: "REGISTER", uri };
  const [answered, credentials] = credentialLines(before.answered, asked, account.login, facts);
  const thread = { ...before, cseq: before.cseq + 1, answered };
  const route = (account.route ?? []).map((hop) => header(Route, [nameAddr(hop)]));
  const request = makeRequest({
    ...asked,
    headers: [
      ...route,
      header(MaxForwards, 70),
      header(From, nameAddr(account.aor, new Map([["tag", thread.fromTag]]))),
      header(To, nameAddr(account.aor)),
      header(CallId, thread.callId), // §10.2: the same for all of them
      header(CSeq, { number: thread.cseq, method: "REGISTER" }),
      header(Contact, [nameAddr(account.contact, contactParams(thread, seconds, account))]),
      header(Expires, seconds), // for registrars that overlook the parameter
      header(Supported, usesOutbound(thread, account) ? ["path", "outbound"] : ["path"]),
      ...credentials,
      ...(account.headers ?? []),
    ],
  });
  return [thread, request];
}

export const usesOutbound = ({ plain }: Thread, { outbound }: RegistrationAccount): boolean =>
  outbound !== undefined && plain !== true;

/** RFC 5626 §4.2: instance and flow. The instance helps a registrar without outbound too. */
function contactParams(
  thread: Thread,
  seconds: number,
  account: RegistrationAccount,
): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  if (account.outbound !== undefined) {
    if (usesOutbound(thread, account)) params.set("reg-id", String(account.outbound.regId));
    params.set("+sip.instance", `<${account.outbound.instanceId}>`);
  }
  return params.set("expires", String(seconds));
}

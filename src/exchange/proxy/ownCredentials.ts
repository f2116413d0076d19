import { ProxyAuthorization } from "#sip/auth/credentials.ts";
import { edited } from "#sip/message/edit.ts";
import { header, type SipRequest } from "#sip/message/message.ts";

/**
 * Without what was said to this proxy alone: credentials of other realms go on, for their proxies
 * have yet to read them (RFC 3261 §22.3). Such as nobody can read go no further.
 */
export function withoutOwnCredentials(request: SipRequest, realm: string): SipRequest {
  const lines = request.lines(ProxyAuthorization.name);
  if (lines.length === 0) return request;
  const read = request.get(ProxyAuthorization);
  const others = (read.ok ? (read.value ?? []) : []).filter(
    ({ params }) => params.get("realm") !== realm,
  );
  return edited(request, [
    { edit: "remove", name: ProxyAuthorization.name },
    // §20.28: each in a line of its own
    ...others.map((one) => ({ edit: "append", line: header(ProxyAuthorization, [one]) }) as const),
  ]);
}

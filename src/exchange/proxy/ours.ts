import type { SipRequest } from "#sip/message/message.ts";
import type { SipUri } from "#sip/message/uri.ts";

/** What the exchange answers of itself. */
export const allow = {
  name: "Allow",
  text: "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, MESSAGE, REFER, INFO, UPDATE, PRACK",
};

export const isOurs = ({ uri }: SipRequest, isOwn: (uri: SipUri) => boolean): boolean =>
  uri.ok && isOwn(uri.value);

/** No Route leads further, and it names nobody: the registrar, or the exchange as such. */
export function isForUs(request: SipRequest, isOwn: (uri: SipUri) => boolean): boolean {
  const { uri, method } = request;
  if (!uri.ok || !isOwn(uri.value) || request.lines("Route").length > 0) return false;
  return method === "REGISTER" || uri.value.user === undefined;
}

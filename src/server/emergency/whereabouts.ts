/**
 * What a call for help says of the house to the account that carries it: by value, in a body beside
 * the session's, or by a reference that the carrier gave (RFC 6442); and the line that it comes from
 * (P-Access-Network-Info, RFC 7315 §4.4). Only what the account is set to want: what a carrier does
 * not expect may cost the call.
 */
import { utf8 } from "#kit/bytes.ts";
import type { WallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { type Location, pidfLo } from "#server/emergency/pidfLo.ts";
import { mixed } from "#server/sdpBodies.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { Body } from "#sip/session/session.ts";

export interface Whereabouts {
  readonly lines: readonly HeaderLine[];
  readonly body: Body;
}

export function whereabouts(
  { account, address }: Pick<AccountWay, "account" | "address">,
  body: Body,
  house: { readonly location: Location | undefined; readonly at: WallTime },
): Whereabouts {
  const { accessNetwork, location, reference } = account.emergency;
  const access: readonly HeaderLine[] =
    accessNetwork === undefined ? [] : [{ name: "P-Access-Network-Info", text: accessNetwork }];
  if (reference !== undefined)
    return { lines: [...access, ...geolocation(`<${reference}>`)], body };
  if (!location || !house.location) return { lines: access, body };
  const id = `house@${address.slice(address.indexOf("@") + 1)}`;
  const content = utf8(pidfLo(address, house.location, house.at));
  return {
    lines: [...access, ...geolocation(`<cid:${id}>`)],
    body: mixed([body, { type: "application/pidf+xml", content, id }]),
  };
}

/** RFC 6442 §4.2: those on the way may route by it, for that is what it is for. */
const geolocation = (value: string): readonly HeaderLine[] => [
  { name: "Geolocation", text: value },
  { name: "Geolocation-Routing", text: "yes" },
];

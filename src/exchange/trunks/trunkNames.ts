import type { Trunk, User } from "#exchange/settings/settings.ts";
import { trunkUri } from "#exchange/trunks/trunkTarget.ts";
import { CalledParty } from "#sip/headers/calledParty.ts";
import { From } from "#sip/headers/from.ts";
import { Privacy, wantsPrivacy } from "#sip/headers/privacy.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import {
  formatHost,
  formatUri,
  hostPort,
  parseUri,
  type SipUri,
  sipUri,
} from "#sip/message/uri.ts";
import { dialledAtHome } from "#telephony/number/phoneNumber.ts";

/** How a trunk writes numbers and names people: from what its operator wrote. */

/** Its domain where one is named, else its server; never the port, which is only how to get there. */
export const trunkDomain = ({ domain, server }: Trunk): string =>
  formatHost((hostPort(domain ?? server) ?? { host: server }).host);

/** `+16135550142` as the trunk wants it. */
export function asWritten({ numbers }: Trunk, number: string, country: string): string {
  switch (numbers) {
    case "e164":
      return number;
    case "digits":
      return number.replace(/^\+/, "");
    case "national":
      return dialledAtHome(number, { country });
  }
}

/** `sip:` … `@` the trunk's domain. */
export const trunkAddress = (trunk: Trunk, user: string): string =>
  formatUri(sipUri({ user, host: trunkDomain(trunk) }));

/** The Request-URI of a number there. */
export const numberUri = (trunk: Trunk, user: string): string => formatUri(trunkUri(trunk, user));

/** Who calls, as a trunk is told. */
export interface TrunkCaller {
  /** Name-addr of From. */
  readonly from: string;
  readonly lines: readonly HeaderLine[];
}

/**
 * A user is shown by a number of their own, the one that they wrote into From where it is one; by the
 * trunk's where they have none, or where the carrier lets no other through. Who hides is hidden from
 * the called, and not from the trunk, which is trusted with it (RFC 3325 §7).
 */
export function callerFor(
  trunk: Trunk,
  {
    user,
    request,
    country,
  }: { readonly user: User; readonly request: SipRequest; readonly country: string },
): TrunkCaller {
  const written = fromUser(request);
  const [own = trunk.callerId.number] = user.numbers.toSorted(
    (a, b) => Number(sameDigits(b, written)) - Number(sameDigits(a, written)),
  );
  const number = trunk.callerId.always ? (trunk.callerId.number ?? own) : own;
  const name =
    number === undefined ? (trunk.login?.username ?? user.name) : asWritten(trunk, number, country);
  const address = trunkAddress(trunk, name);
  const asserted = { name: "P-Asserted-Identity", text: `<${address}>` };
  const isHidden = wantsPrivacy(readable(request, Privacy)) || written === "anonymous";
  return isHidden
    ? {
        from: '"Anonymous" <sip:anonymous@anonymous.invalid>',
        lines: [asserted, { name: "Privacy", text: "id" }],
      }
    : { from: `<${address}>`, lines: [asserted] };
}

const fromUser = (request: SipRequest): string => userOf(readable(request, From)?.uri) ?? "";

const userOf = (text: string | undefined): string | undefined => {
  const uri = parseUri(text ?? "");
  return uri.ok ? uri.value.user : undefined;
};

const sameDigits = (a: string, b: string): boolean =>
  a.replaceAll(/\D/g, "") === b.replaceAll(/\D/g, "");

/**
 * Whom a call is for that came to the address which we registered at a trunk: that address says
 * nothing, so the number stands in P-Called-Party-ID (RFC 7315 §4.2), else in To.
 */
export function calledThere(request: SipRequest, domain: string): SipUri | undefined {
  const user = userOf(readable(request, CalledParty)?.uri) ?? userOf(readable(request, To)?.uri);
  return user === undefined ? undefined : sipUri({ user, host: domain });
}

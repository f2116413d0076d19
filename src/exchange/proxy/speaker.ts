import type { Trunk, User } from "#exchange/settings/settings.ts";
import { From } from "#sip/headers/from.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";

/** Who speaks, as far as that was proved. */
export type Speaker =
  | { readonly is: "user"; readonly user: User }
  | { readonly is: "trunk"; readonly trunk: Trunk }
  | { readonly is: "stranger" };

/** Who somebody says to be: a user must prove it; a trunk is known by where it comes from. */
export type Claim = Exclude<Speaker, { is: "user" }> | { readonly is: "user" };

export interface ClaimFacts {
  readonly isOwn: (uri: SipUri) => boolean;
  readonly isUser: (uri: SipUri) => boolean;
  /** By the source's host, and whether its very port is the trunk's. */
  readonly trunkAt: (isExact: boolean) => Trunk | undefined;
}

/** A From in our domain is a user's; but for what a trunk brings, where only our users' own names are. */
export function claimOf(request: SipRequest, facts: ClaimFacts): Claim {
  const from = fromUri(request);
  const exact = facts.trunkAt(true);
  if (exact !== undefined) return { is: "trunk", trunk: exact };
  const isOurs = from !== undefined && facts.isOwn(from);
  if (isOurs && facts.isUser(from)) return { is: "user" };
  const near = facts.trunkAt(false);
  if (near !== undefined) return { is: "trunk", trunk: near };
  return isOurs ? { is: "user" } : { is: "stranger" };
}

export function fromUri(request: SipRequest): SipUri | undefined {
  const uri = parseUri(readable(request, From)?.uri ?? "");
  return uri.ok ? uri.value : undefined;
}

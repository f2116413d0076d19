import type { AccountWay } from "#server/accounts/accounts.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Member, MemberMode } from "#telephony/membership/directory.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/**
 * server/peers: the other members of our exchanges, as the exchanges' signed directories name them.
 * Keeps the directories, also while an exchange is away; says who calls straight, and how to call
 * straight. Places no calls.
 */
export interface Peers {
  /** Who of that account's exchange is meant; undefined: no member. */
  called(account: string, dialled: string): CalledMember | undefined;
  /** To that member's own server; undefined: there is no straight way, or none any more. */
  way(account: string, member: string): AccountWay | undefined;
  /** By the key that was shown with the connection, and by nothing that the request says. */
  recognise(flow: Flow): Sibling | undefined;
  /** From names a domain of an exchange of ours: the account, for whoever says so has not come through it. */
  claims(request: SipRequest): Account | undefined;
  /** Of that account's exchange; undefined: none has come. */
  view(account: string): DirectoryView | undefined;
}

export interface CalledMember {
  readonly name: string;
  /** Its server takes calls of members itself. */
  readonly straight: boolean;
}

export interface Sibling {
  readonly account: Account;
  readonly member: Member;
}

export interface DirectoryView {
  readonly mode: MemberMode;
  readonly members: number;
  readonly until: string;
  /** How many directories came that were not believed. */
  readonly refused: number;
}

import type { Listen } from "#kit/listeners.ts";
import type { AccountStatus } from "#server/control.ts";
import type { Destination } from "#sip/agent/transactions.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/**
 * server/accounts: how this server reaches the world, and is reached. Keeps each account registered,
 * knows which of them a call came through, and says how to call through one. Places no calls.
 */
export interface Accounts {
  status(): readonly AccountStatus[];
  /** The ids of accounts whose status is another than before. */
  readonly changes: Listen<string>;
  /** Undefined: no such account, or it is switched off. */
  way(account: string): AccountWay | undefined;
  /** The account that a request came through; undefined: a stranger, or a device. */
  recognise(request: SipRequest, flow: Flow): Recognised | undefined;
  /** Takes our registrations away; resolves when the servers have answered, or in two seconds. */
  close(): Promise<void>;
}

/** `contact`: it names the contact that only this account was told. `source`: it comes from its server. */
export interface Recognised {
  readonly account: Account;
  readonly by: "contact" | "source";
}

/** What a call through an account is made of: see `Calling`. */
export interface AccountWay {
  readonly account: Account;
  /** Static ones always, others while they are registered. */
  readonly usable: boolean;
  /** Our address of record there, for From: `sip:ada@maple.example`. */
  readonly address: string;
  /** That host is its server, by name or by an address that its requests come from. */
  isServer(host: string): boolean;
  /** The Request-URI for a number or SIP address, as written for this account. */
  uriOf(address: string): string;
  readonly destination: () => Destination;
  /** Route header values, in order. */
  readonly route: readonly string[];
  /** User part of our Contact: unguessable, and how calls that come are recognised. */
  readonly contactUser: string;
  readonly login?: Login;
}

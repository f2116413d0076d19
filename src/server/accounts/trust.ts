import { nextHop } from "#server/accounts/accountNames.ts";
import type { Hop } from "#sip/transport/transport.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { TlsClient } from "#world/network.ts";

/**
 * Whom a server that we reach over TLS must be signed by: as the account says that leads there, by
 * the name (and port, where it names one) that its owner wrote. Any other must be signed by one of
 * the usual authorities (RFC 5922 §7.3).
 */
export function trustOf(hop: Hop, accounts: readonly Account[]): Omit<TlsClient, "serverName"> {
  const leading = accounts.filter((account) => account.enabled && leadsTo(hop, account));
  const authorities = leading.flatMap(({ authority }) => authority ?? []);
  return {
    authorities,
    // of several accounts with one server, none may loosen what another asks for
    acceptAnyCertificate: leading.length > 0 && leading.every((one) => one.acceptAnyCertificate),
  };
}

function leadsTo({ remote, serverName = remote.host }: Hop, account: Account): boolean {
  const { host, port = remote.port } = nextHop(account);
  return host.toLowerCase() === serverName.toLowerCase() && port === remote.port;
}

import type { Way } from "#sip/agent/transactions.ts";
import { Contact } from "#sip/headers/contact.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import type { Protocol } from "#sip/transport/flow.ts";

/** The `transport` parameter that leads back by the same kind of way; UDP needs none (RFC 3261 §19.1.1, RFC 7118 §5). */
const transports: Readonly<Record<Protocol, string | undefined>> = {
  UDP: undefined,
  TCP: "tcp",
  TLS: "tls",
  WS: "ws",
  WSS: "wss",
};

/** Where the peer of this way can reach us (§8.1.1.8). `secure` for who was asked by a sips URI (§12.1.1). */
export function contactLine({ flow, own }: Way, user: string, secure = false): HeaderLine {
  const transport = secure ? undefined : transports[flow.protocol];
  const uri = sipUri({
    scheme: secure ? "sips" : "sip",
    ...(user === "" ? {} : { user }),
    host: own.host,
    port: own.port,
    params: new Map(transport === undefined ? [] : [["transport", transport]]),
  });
  return header(Contact, [nameAddr(formatUri(uri))]);
}

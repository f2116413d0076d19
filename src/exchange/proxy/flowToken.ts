import { base64Url, fromBase64Url, fromUtf8, hex, utf8 } from "#kit/bytes.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import type { Crypto, HmacKey } from "#world/crypto.ts";

/**
 * What a Record-Route of ours says in its user part (RFC 5626 §5.2): by which flow requests of this
 * dialog shall go to that side, and that we said so. So no dialog is remembered, and nobody else
 * can write a Route that we would follow: a token is good in its own Call-ID alone.
 *
 *   rw "." base64url(protocol local remote connection [relay near|far]) "." first 12 bytes of HMAC, base64url
 */
export interface FlowToken {
  readonly flow: Flow;
  readonly relay?: RelayMark;
}

/** What carries the dialog's sound, and which of its sides that flow leads to: who called, or who was called. */
export interface RelayMark {
  readonly relay: string;
  readonly towards: "near" | "far";
}

export interface TokenFacts {
  readonly crypto: Pick<Crypto, "same">;
  readonly key: HmacKey;
  /** Names this run of the program: connections of another run are gone. */
  readonly run: string;
}

const macBytes = 12;

export function makeToken({ flow, relay }: FlowToken, callId: string, facts: TokenFacts): string {
  const text = flowText(flow) + (relay === undefined ? "" : ` ${relay.relay} ${relay.towards}`);
  return `rw.${base64Url(utf8(text))}.${signature(text, callId, facts)}`;
}

const flowText = ({ protocol, local, remote, connection = "" }: Flow): string =>
  [protocol, local.host, local.port, remote.host, remote.port, connection].join(" ");

/** A stream's name means something in this run alone; a datagram finds its way after a restart too. */
function signature(text: string, callId: string, { key, run }: TokenFacts): string {
  const epoch = text.startsWith("UDP ") ? "" : run;
  const mac = key.sign(`flow ${hex(utf8(callId))} ${epoch} ${text}`);
  return base64Url(mac.subarray(0, macBytes));
}

/** Written as if it were ours. */
export const isTokenLike = (user: string): boolean => user.startsWith("rw.");

/** Undefined for what we did not write, or not for this call. */
export function readToken(user: string, callId: string, facts: TokenFacts): FlowToken | undefined {
  const [, body, mac] = /^rw\.([\w-]{0,400})\.([\w-]{16})$/.exec(user) ?? [];
  if (body === undefined || mac === undefined) return undefined;
  const bytes = fromBase64Url(body);
  if (bytes === undefined) return undefined;
  const text = fromUtf8(bytes);
  if (!facts.crypto.same(signature(text, callId, facts), mac)) return undefined;
  const [relay, towards] = text.split(" ").slice(6);
  const isMarked = relay !== undefined && (towards === "near" || towards === "far");
  return { flow: readFlow(text), ...(isMarked && { relay: { relay, towards } }) };
}

function readFlow(text: string): Flow {
  const [protocol = "UDP", host = "", port, remoteHost = "", remotePort, connection = ""] =
    text.split(" ");
  return {
    protocol: protocol as Protocol,
    local: { host, port: Number(port) },
    remote: { host: remoteHost, port: Number(remotePort) },
    ...(connection !== "" && { connection }),
  };
}

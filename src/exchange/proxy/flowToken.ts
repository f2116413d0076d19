import { base64Url, fromBase64Url, fromUtf8, hex, utf8 } from "#kit/bytes.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import type { Crypto, HmacKey } from "#world/crypto.ts";

/**
 * What a Record-Route of ours says in its user part (RFC 5626 §5.2): by which flow requests of this
 * dialog shall go to that side, and that we said so. So no dialog is remembered, and nobody else
 * can write a Route that we would follow: a token is good in its own Call-ID alone.
 *
 *   rw "." base64url(protocol local remote connection [relay near|far]) "." first 12 bytes of HMAC, base64url
 *
 * Of several nodes it has two lines more: which of them has the flow, and whose it is. With `rd` it
 * is no Record-Route but a node's word to another one, within one request: send this along that flow.
 */
export interface FlowToken {
  readonly flow: Flow;
  readonly relay?: RelayMark;
  /** `user/ada`: should the flow be gone, where she is then. */
  readonly of?: string;
  /** From another node, which has judged it: nothing is decided any more. */
  readonly delivers?: true;
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
  /** Of several nodes: this one, as `Flow.at` has it. */
  readonly at?: string;
}

const macBytes = 12;

export function makeToken(token: FlowToken, callId: string, facts: TokenFacts): string {
  const { flow, relay, of = "", delivers } = token;
  const { at = facts.at } = flow;
  const mark = relay === undefined ? "" : ` ${relay.relay} ${relay.towards}`;
  const text = flowText(flow) + mark + (at === undefined ? "" : `\n${at}\n${of}`);
  const kind = delivers ? "rd" : "rw";
  return `${kind}.${base64Url(utf8(text))}.${signature([kind, text], callId, facts)}`;
}

const flowText = ({ protocol, local, remote, connection = "" }: Flow): string =>
  [protocol, local.host, local.port, remote.host, remote.port, connection].join(" ");

/** A stream's name means something in this run alone; a datagram finds its way after a restart too. */
function signature(
  [kind, text]: readonly [kind: string, text: string],
  callId: string,
  { key, run, at }: TokenFacts,
): string {
  const epoch = text.startsWith("UDP ") || at !== undefined ? "" : run;
  const what = kind === "rd" ? "deliver" : "flow";
  const mac = key.sign(`${what} ${hex(utf8(callId))} ${epoch} ${text}`);
  return base64Url(mac.subarray(0, macBytes));
}

/** Written as if it were ours. */
export const isTokenLike = (user: string): boolean => /^r[wd]\./.test(user);

/** Undefined for what we did not write, or not for this call. */
export function readToken(user: string, callId: string, facts: TokenFacts): FlowToken | undefined {
  const [, kind, body, mac] = /^(r[wd])\.([\w-]{0,800})\.([\w-]{16})$/.exec(user) ?? [];
  if (kind === undefined || body === undefined || mac === undefined) return undefined;
  const bytes = fromBase64Url(body);
  if (bytes === undefined) return undefined;
  const text = fromUtf8(bytes);
  if (!facts.crypto.same(signature([kind, text], callId, facts), mac)) return undefined;
  const [way = "", at, of] = text.split("\n");
  const [relay, towards] = way.split(" ").slice(6);
  const isMarked = relay !== undefined && (towards === "near" || towards === "far");
  const flow = { ...readFlow(way), ...(at !== undefined && at !== facts.at && { at }) };
  return {
    flow,
    ...(isMarked && { relay: { relay, towards } }),
    ...(of && { of }),
    ...(kind === "rd" && { delivers: true as const }),
  };
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

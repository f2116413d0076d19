import { ok } from "#kit/result.ts";
import type { TransactionLimits } from "#sip/agent/ground.ts";
import { ScriptedTransports, udpFrom } from "#sip/agent/scriptedTransports.ts";
import { transactionLayer } from "#sip/agent/transactionLayer.ts";
import type { ClientEvent, Destination, ServerTransaction } from "#sip/agent/transactions.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipMessage, SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";
import { sipUri } from "#sip/message/uri.ts";
import type { Hop } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";
import type { Load } from "#world/load.ts";

const silentLog = { debug() {}, info() {}, warn() {} };

/** A layer over scripted transports; what is sent, and what is told, as lines. */
export function layerTown<C extends Clock>(
  clock: C,
  limits: Partial<TransactionLimits> = {},
  load?: Load,
) {
  const transports = new ScriptedTransports(clock);
  let luck = 0;
  const layer = transactionLayer({
    transports,
    locate: (_uri, then) => then(ok([hop("192.0.2.7"), hop("192.0.2.8")])),
    clock,
    random: (count) => Uint8Array.from({ length: count }, () => luck++ & 255),
    log: silentLog,
    limits,
    load,
  });
  const told: string[] = [];
  const tell = (event: ClientEvent): void => {
    const what = event.on === "response" ? event.response.status : event.on;
    told.push(`${clock.now()} ${what}${event.on === "failed" ? ` ${event.why}` : ""}`);
  };
  const ask = (method: string, destination: Destination = carrier, body?: Uint8Array) =>
    layer.send({ destination, make: () => request(method, body) }, tell);
  const served: ServerTransaction[] = [];
  /** The last message that was sent. */
  const last = <T extends SipMessage>(): T => transports.sent.at(-1) as T;
  const answers = (status: number, to = last<SipRequest>(), from = udpFrom("192.0.2.7")): void =>
    transports.arrives(respond(to, status, { toTag: "theirs" }), from);
  const log = transports.log;
  return { clock, transports, layer, told, ask, served, last, answers, log };
}
/** The same, and somebody serves. */
export function servingTown<C extends Clock>(
  clock: C,
  limits: Partial<TransactionLimits> = {},
  load?: Load,
) {
  const all = layerTown(clock, limits, load);
  all.layer.serve((transaction) => all.served.push(transaction));
  return all;
}

export const hop = (host: string): Hop => ({ protocol: "UDP", remote: { host, port: 5060 } });
export const carrier: Destination = { to: "uri", uri: sipUri({ host: "carrier.example" }) };
export const only: Destination = { to: "hops", hops: [hop("192.0.2.7")] };
export const phone = udpFrom("192.0.2.9");

let calls = 0;
export const request = (method: string, body?: Uint8Array): SipRequest =>
  makeRequest({
    method,
    uri: "sip:b@b.example",
    headers: [
      { name: "From", text: "<sip:a@a.example>;tag=ours" },
      { name: "To", text: "<sip:b@b.example>" },
      { name: "Call-ID", text: `call${++calls}` },
      { name: "CSeq", text: `1 ${method}` },
    ],
    body,
  });

/** A request as the telephone would send it. */
export function incoming(
  method: string,
  via = "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKa;rport",
  { uri = "sip:b@b.example", toTag = "" } = {},
): SipRequest {
  const message = parseMessage(
    new TextEncoder().encode(
      `${method} ${uri} SIP/2.0\r\nVia: ${via}\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>${toTag}\r\nCall-ID: c\r\nCSeq: 7 ${method}\r\n\r\n`,
    ),
  );
  if (!message.ok || message.value.kind !== "request") throw new Error("no request");
  return message.value;
}

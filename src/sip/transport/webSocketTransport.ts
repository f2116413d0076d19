import type { Limits } from "#sip/message/limits.ts";
import { parseMessage } from "#sip/message/parse.ts";
import type { Framed } from "#sip/message/streamSplitter.ts";
import type { Framer, SipChannel, Wire } from "#sip/transport/wire.ts";
import type { Address } from "#world/network.ts";

/**
 * SIP over WebSocket (RFC 7118), the server's side: the web server accepts the socket, we get it as
 * a channel. Each frame is one whole message (§5), so nothing is split and nothing waits.
 */
export const wireOfChannel = (channel: SipChannel, local: Address): Wire => ({
  local,
  remote: channel.remote,
  write(bytes) {
    channel.send(bytes);
    return true;
  },
  bytes: channel.messages,
  closed: channel.closed,
  close: () => channel.close(),
});

const CR = 13;

/** A frame that holds no message closes nothing: the next one may. */
export const webSocketFramer = (limits: Limits): Framer => ({
  isWaiting: false,
  push: (data) => [framed(data, limits)],
});

function framed(data: Uint8Array, limits: Limits): Framed {
  // §6: line ends may keep a WebSocket alive, too
  if (data[0] === CR && data.length <= 4) return { on: data.length > 2 ? "ping" : "pong" };
  const message = parseMessage(data, limits);
  return message.ok
    ? { on: "message", message: message.value }
    : { on: "problem", problem: message.problem };
}

import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { listeners } from "#kit/listeners.ts";
import type { HandsetChannel, HandsetSense, HandsetSignal, SipChannel } from "#server/control.ts";
import { eventSocket, isPing, pong, type SocketRoute } from "#web/sockets.ts";

/** The WebSockets of a feature server: events for pages, the handset's signals, and SIP (RFC 7118). */
export const live: Readonly<Record<string, SocketRoute>> = {
  "/api/v1/events": eventSocket,
  "/api/v1/handset": {
    operation: { method: "POST", operationId: "handset", tags: ["calls"] },
    serve(ws, { control }, { url }) {
      const channel = handsetChannel(ws);
      const taken = control.attachHandset(url.searchParams.get("device") ?? "", channel);
      if (taken.ok) return;
      channel.send({ problem: taken.problem.code });
      ws.close(4404, taken.problem.code);
    },
  },
  "/sip": {
    serve(ws, { control }, { request }) {
      if (ws.protocol === "sip") control.attachSip(sipChannel(ws, request));
      else ws.close(1002, "subprotocol sip is wanted (RFC 7118)");
    },
  },
};

/** It is about to be frozen. */
const isSleeping = (text: string): boolean => text === '{"sleeps":true}';

function handsetChannel(ws: WebSocket): HandsetChannel {
  const frames = listeners<HandsetSense>();
  const closed = listeners<undefined>();
  const pulse = listeners<"beat" | "sleeps">();
  ws.on("message", (data) => {
    const text = String(data);
    const frame = handsetFrame(text);
    if (isPing(text)) ws.send(pong);
    if (isPing(text)) pulse.tell("beat");
    else if (isSleeping(text)) pulse.tell("sleeps");
    else if (frame) frames.tell(frame);
  });
  ws.on("close", () => closed.tell(undefined));
  return {
    send: (signal: HandsetSignal) => ws.send(JSON.stringify(signal)),
    frames: frames.listen,
    closed: closed.listen,
    pulse: pulse.listen,
    close: () => ws.close(),
  };
}

/** Only what a telephone can do; anything else is dropped. */
export function handsetFrame(text: string): HandsetSense | undefined {
  let frame: Record<string, unknown>;
  try {
    frame = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (typeof frame !== "object" || frame === null) return undefined;
  const { hook, digit, flash, offer } = frame;
  if (hook === "off" || hook === "on") return { hook };
  if (typeof digit === "string" && /^[0-9*#A-D]$/.test(digit)) return { digit };
  if (flash === true) return { flash };
  return typeof offer === "string" ? { offer } : undefined;
}

function sipChannel(ws: WebSocket, request: IncomingMessage): SipChannel {
  const messages = listeners<Uint8Array>();
  const closed = listeners<undefined>();
  ws.on("message", (data) => {
    if (Buffer.isBuffer(data)) messages.tell(new Uint8Array(data));
  });
  ws.on("close", () => closed.tell(undefined));
  const { remoteAddress = "", remotePort = 0 } = request.socket;
  return {
    remote: { host: remoteAddress.replace(/^::ffff:/, ""), port: remotePort },
    secure: "encrypted" in request.socket,
    send: (data) => ws.send(data, { binary: false }),
    messages: messages.listen,
    closed: closed.listen,
    close: () => ws.close(),
  };
}

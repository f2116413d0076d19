import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { listeners } from "#kit/listeners.ts";
import type {
  Control,
  HandsetChannel,
  HandsetSense,
  HandsetSignal,
  SipChannel,
} from "#server/control.ts";
import type { Operation } from "#web/auth/scopes.ts";
import type { Visit } from "#web/auth/visit.ts";
import { eventFeed, type FeedEvent } from "#web/eventFeed.ts";

/** Largest frame a page may send us: an SDP offer with its candidates. */
const largestFrame = 64 * 1024;
const mostSockets = 500;
/** A page that falls this far behind is cut off; it resumes by itself. */
const mostQueued = 1 << 20;
const heartbeatEvery = 20_000;

export interface LiveOptions {
  readonly control: Control;
  /** Who asks for this upgrade, by cookie or token as for any request; undefined: not to be served. */
  readonly visitOf: (request: IncomingMessage, operation: Operation) => Visit | undefined;
}

/** The WebSockets of the web ports: events for pages, the handset's signals, and SIP (RFC 7118). */
export function live({ control, visitOf }: LiveOptions) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    handleProtocols: (offered) => (offered.has("sip") ? "sip" : false),
  });
  const visits = new WeakMap<WebSocket, Visit>();
  const heartbeat = setInterval(() => beat(server, visits), heartbeatEvery);
  heartbeat.unref();

  const enter = (request: IncomingMessage, { operation }: Route): Visit | undefined => {
    if (operation === undefined) return { control, lasts: () => true };
    return sameOrigin(request) ? visitOf(request, operation) : undefined;
  };

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const url = URL.parse(request.url ?? "/", "http://here");
    const route = url === null ? undefined : routes[url.pathname];
    if (!url || !route || server.clients.size >= mostSockets) refuse(socket, "404 Not Found");
    else {
      const visit = enter(request, route);
      if (visit === undefined) refuse(socket, "401 Unauthorized");
      else
        server.handleUpgrade(request, socket, head, (ws) => {
          ws.on("error", () => ws.terminate());
          ws.on("pong", () => awake.add(ws));
          awake.add(ws);
          visits.set(ws, visit);
          route.serve(ws, visit, { url, request });
        });
    }
  }

  return {
    upgrade,
    close(): void {
      clearInterval(heartbeat);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

interface Route {
  /** What of the API it is; a SIP peer proves itself by SIP digest. */
  readonly operation?: Operation;
  serve(ws: WebSocket, visit: Visit, asked: { url: URL; request: IncomingMessage }): void;
}

const routes: Readonly<Record<string, Route>> = {
  "/api/v1/events": {
    operation: { method: "GET", operationId: "events", tags: ["status"] },
    serve: (ws, visit, { url }) =>
      serveEvents(ws, visit, Number(url.searchParams.get("since") ?? Number.NaN)),
  },
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

/** A page cannot see WebSocket pings; it sends its own, so that both sides know. */
const isPing = (text: string): boolean => text === '{"ping":1}';
const pong = '{"pong":1}';
/** It is about to be frozen. */
const isSleeping = (text: string): boolean => text === '{"sleeps":true}';

const awake = new WeakSet<WebSocket>();

/** A socket that has not answered since the last beat is gone; and whose visit is over has to go. */
function beat(server: WebSocketServer, visits: WeakMap<WebSocket, Visit>): void {
  for (const ws of server.clients) {
    if (!awake.has(ws) || visits.get(ws)?.lasts() !== true) ws.terminate();
    awake.delete(ws);
    ws.ping();
  }
}

/** Another site's page must not use the owner's cookie. Programs send no Origin. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** What happened after `since`, then what happens. `sync` when that is too long ago. */
function serveEvents(ws: WebSocket, visit: Visit, since: number): void {
  const send = (event: FeedEvent): void => {
    if (ws.bufferedAmount > mostQueued) ws.terminate();
    else ws.send(JSON.stringify(event));
  };
  ws.on("message", (data) => isPing(String(data)) && ws.send(pong));
  ws.on("close", eventFeed(visit, since, { send, end: () => ws.terminate() }));
}

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

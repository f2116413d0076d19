import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { listeners } from "#kit/listeners.ts";
import type {
  Control,
  HandsetChannel,
  HandsetSense,
  HandsetSignal,
  ServerEvent,
  SipChannel,
} from "#server/control.ts";
import type { Scope } from "#web/auth/scopes.ts";

/** Largest frame a page may send us: an SDP offer with its candidates. */
const largestFrame = 64 * 1024;
const mostSockets = 500;
/** A page that falls this far behind is cut off; it resumes by itself. */
const mostQueued = 1 << 20;
const heartbeatEvery = 20_000;

export interface LiveOptions {
  readonly control: Control;
  /** May this upgrade be served? Cookies and tokens are checked as for any request. */
  readonly mayEnter: (request: IncomingMessage, scope: Scope) => boolean;
}

/** The WebSockets of the web ports: events for pages, the handset's signals, and SIP (RFC 7118). */
export function live({ control, mayEnter }: LiveOptions) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    handleProtocols: (offered) => (offered.has("sip") ? "sip" : false),
  });
  const heartbeat = setInterval(() => beat(server), heartbeatEvery);
  heartbeat.unref();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const url = new URL(request.url ?? "/", "http://here");
    const serve = routes[url.pathname];
    const open = url.pathname === "/sip"; // a SIP peer proves itself by SIP digest
    const scope = url.pathname === "/api/v1/handset" ? "calls:write" : "status:read";
    if (!serve || server.clients.size >= mostSockets) refuse(socket, "404 Not Found");
    else if (!open && !(sameOrigin(request) && mayEnter(request, scope)))
      refuse(socket, "401 Unauthorized");
    else
      server.handleUpgrade(request, socket, head, (ws) => {
        ws.on("error", () => ws.terminate());
        ws.on("pong", () => awake.add(ws));
        awake.add(ws);
        serve(ws, url, request);
      });
  }

  const routes: Readonly<
    Record<string, (ws: WebSocket, url: URL, request: IncomingMessage) => void>
  > = {
    "/api/v1/events": (ws, url) => serveEvents(ws, control, Number(url.searchParams.get("since"))),
    "/api/v1/handset": (ws, url) => {
      const channel = handsetChannel(ws);
      const taken = control.attachHandset(url.searchParams.get("device") ?? "", channel);
      if (!taken.ok) {
        channel.send({ problem: taken.problem.code });
        ws.close(4404, taken.problem.code);
      }
    },
    "/sip": (ws, _url, request) => {
      if (ws.protocol === "sip") control.attachSip(sipChannel(ws, request));
      else ws.close(1002, "subprotocol sip is wanted (RFC 7118)");
    },
  };

  return {
    upgrade,
    close(): void {
      clearInterval(heartbeat);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** A page cannot see WebSocket pings; it sends its own, so that both sides know. */
const isPing = (text: string): boolean => text === '{"ping":1}';
const pong = '{"pong":1}';

const awake = new WeakSet<WebSocket>();

/** A socket that has not answered since the last beat is gone. */
function beat(server: WebSocketServer): void {
  for (const ws of server.clients) {
    if (!awake.has(ws)) ws.terminate();
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
function serveEvents(ws: WebSocket, control: Control, since: number): void {
  const send = (
    event: ServerEvent | { readonly type: "sync"; readonly seq: number; readonly data: object },
  ): void => {
    if (ws.bufferedAmount > mostQueued) ws.terminate();
    else ws.send(JSON.stringify(event));
  };
  const resumes = Number.isSafeInteger(since) && since > 0;
  const missed = resumes ? control.eventsSince(since) : undefined;
  if (missed === undefined) send({ type: "sync", seq: control.lastEvent, data: {} });
  for (const event of missed ?? []) send(event);
  ws.on("message", (data) => isPing(String(data)) && ws.send(pong));
  ws.on("close", control.events(send));
}

function handsetChannel(ws: WebSocket): HandsetChannel {
  const frames = listeners<HandsetSense>();
  const closed = listeners<undefined>();
  ws.on("message", (data) => {
    const text = String(data);
    const frame = handsetFrame(text);
    if (isPing(text)) ws.send(pong);
    else if (frame) frames.tell(frame);
  });
  ws.on("close", () => closed.tell(undefined));
  return {
    send: (signal: HandsetSignal) => ws.send(JSON.stringify(signal)),
    frames: frames.listen,
    closed: closed.listen,
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

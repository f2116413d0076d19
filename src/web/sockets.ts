import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { EventSource } from "#kit/eventRing.ts";
import type { Control } from "#server/control.ts";
import type { Operation } from "#web/auth/scopes.ts";
import type { Visit } from "#web/auth/visit.ts";
import { eventFeed, type FeedEvent } from "#web/eventFeed.ts";

/** Largest frame a page may send us: an SDP offer with its candidates. */
const largestFrame = 64 * 1024;
const mostSockets = 500;
/** A page that falls this far behind is cut off; it resumes by itself. */
const mostQueued = 1 << 20;
const heartbeatEvery = 20_000;

export interface SocketRoute<C extends EventSource = Control> {
  /** What of the API it is; a SIP peer proves itself by SIP digest. */
  readonly operation?: Operation;
  serve(ws: WebSocket, visit: Visit<C>, asked: { url: URL; request: IncomingMessage }): void;
}

export interface SocketOptions<C extends EventSource> {
  readonly control: C;
  readonly routes: Readonly<Record<string, SocketRoute<C>>>;
  /** Who asks for this upgrade, by cookie or token as for any request; undefined: not to be served. */
  readonly visitOf: (request: IncomingMessage, operation: Operation) => Visit<C> | undefined;
}

/** The WebSockets of a site: who may open one, and that nobody is kept who is gone. */
export function sockets<C extends EventSource>({ control, routes, visitOf }: SocketOptions<C>) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    handleProtocols: (offered) => (offered.has("sip") ? "sip" : false),
  });
  const visits = new WeakMap<WebSocket, Visit<C>>();
  const heartbeat = setInterval(() => beat(server, visits), heartbeatEvery);
  heartbeat.unref();

  const enter = (request: IncomingMessage, operation?: Operation): Visit<C> | undefined => {
    if (operation === undefined) return { control, lasts: () => true };
    return sameOrigin(request) ? visitOf(request, operation) : undefined;
  };

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const url = URL.parse(request.url ?? "/", "http://here");
    const route = url === null ? undefined : routes[url.pathname];
    if (!url || !route || server.clients.size >= mostSockets) refuse(socket, "404 Not Found");
    else {
      const visit = enter(request, route.operation);
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

/** A page cannot see WebSocket pings; it sends its own, so that both sides know. */
export const isPing = (text: string): boolean => text === '{"ping":1}';
export const pong = '{"pong":1}';

const awake = new WeakSet<WebSocket>();

/** A socket that has not answered since the last beat is gone; and whose visit is over has to go. */
function beat(
  server: WebSocketServer,
  visits: WeakMap<WebSocket, { readonly lasts: () => boolean }>,
): void {
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
export const eventSocket: SocketRoute<EventSource> = {
  operation: { method: "GET", operationId: "events", tags: ["status"] },
  serve(ws, visit, { url }) {
    const since = Number(url.searchParams.get("since") ?? Number.NaN);
    const send = (event: FeedEvent): void => {
      if (ws.bufferedAmount > mostQueued) ws.terminate();
      else ws.send(JSON.stringify(event));
    };
    ws.on("message", (data) => isPing(String(data)) && ws.send(pong));
    ws.on("close", eventFeed(visit, since, { send, end: () => ws.terminate() }));
  },
};

import { listOf } from "#sip/headers/shapes.ts";
import { Cursor } from "#sip/message/cursor.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { formatParams, type Params, readParams } from "#sip/message/params.ts";
import { formatHost, hostPort } from "#sip/message/uri.ts";

/** One hop a request came by: `SIP/2.0/UDP host:port;branch=…` (RFC 3261 §20.42). */
export interface ViaHop {
  /** `SIP/2.0`, in upper case. */
  readonly version: string;
  /** `UDP`, `TCP`, `TLS`, `WSS` …, in upper case. */
  readonly transport: string;
  /** Who sent it: a name or address, in lower case without brackets. */
  readonly host: string;
  readonly port?: number;
  readonly params: Params;
}

const protocol = /\s*([\w.!%*+`'~-]+)\s*\/\s*([\w.!%*+`'~-]+)\s*\/\s*([\w.!%*+`'~-]+)\s+/y;

/** Topmost first. Never empty in a message that passed sanity.ts. */
export const Via = listOf<ViaHop>("Via", readHop, formatHop);

function readHop(cursor: Cursor): ViaHop | undefined {
  protocol.lastIndex = cursor.at;
  const found = protocol.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at = protocol.lastIndex;
  const sentBy = hostPort(cursor.upTo(";,"));
  const params = readParams(cursor);
  if (sentBy === undefined || params === undefined) return undefined;
  const version = `${found[1]}/${found[2]}`.toUpperCase();
  return { version, transport: (found[3] ?? "").toUpperCase(), ...sentBy, params };
}

function formatHop({ version, transport, host, port, params }: ViaHop): string {
  const place = port === undefined ? formatHost(host) : `${formatHost(host)}:${port}`;
  return `${version}/${transport} ${place}${formatParams(params)}`;
}

/** The topmost hop, even where those below it are beyond reading: it says where a response goes. */
export function topVia(message: SipMessage): ViaHop | undefined {
  const all = message.get(Via);
  if (all.ok) return all.value?.[0];
  return readHop(new Cursor(message.lines("Via")[0] ?? ""));
}

/** The name of the transaction; RFC 3261's begin with this cookie (§8.1.1.7). */
export const branchCookie = "z9hG4bK";

/** The address a hop's request really came from (§18.2.1), brackets or not (RFC 5118 §4.5). */
export const receivedFrom = (hop: ViaHop): string | undefined =>
  hop.params.get("received")?.replace(/^\[(.*)\]$/, "$1");

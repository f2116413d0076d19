import type { Destination, ServerTransaction, Way } from "#sip/agent/transactions.ts";
import type { Outline } from "#sip/dialog/dialog.ts";
import { topVia, type ViaHop } from "#sip/headers/via.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import { type Flow, flowKey, isReliable } from "#sip/transport/flow.ts";

/** Where a session's requests go: an owner's own words for a call out, the way it came for a call in. */
export interface Ends {
  /** Of a call out; asked anew each time. */
  readonly destination?: (() => Destination) | undefined;
  /** Of a call in. */
  readonly came?: ServerTransaction | undefined;
  /** Of a session that another process began: the way that was in use. */
  readonly used?: { readonly flow: Flow; readonly behindNat: boolean } | undefined;
}

/**
 * Which way the next request of a session takes. A dialog's proxies decide; without any, the
 * remote target (RFC 3261 §12.2.1.1), but along the flow that is there where that target is behind
 * a NAT, is at the other end of our stream, or is a registered device.
 */
export class SessionWays {
  readonly #ends: Ends;
  #flow: Flow | undefined;
  #behindNat = false;
  /** Requests that found their flow gone, and were sent to the target instead. */
  readonly #second = new Set<number>();
  #flowIsGone = false;
  /** What the owner named when the peer was heard: from behind its router, maybe by another port, or by a stream. */
  #toldBefore: string | undefined;

  constructor(ends: Ends) {
    this.#ends = ends;
    if (ends.came !== undefined) this.heard(ends.came);
    if (ends.used === undefined) return;
    this.#behindNat = ends.used.behindNat;
    this.#takes(ends.used.flow);
  }

  /** The peer wrote an address that its packets do not come from. */
  get behindNat(): boolean {
    return this.#behindNat;
  }

  get flow(): Flow | undefined {
    return this.#flow;
  }

  /** A request came within the dialog. */
  heard({ flow, request }: Pick<ServerTransaction, "flow" | "request">): void {
    const via = topVia(request);
    const oneHop = request.lines("Via").length === 1;
    this.#behindNat = oneHop && via !== undefined && isElsewhere(via, flow);
    this.#toldBefore = this.#behindNat || isReliable(flow) ? this.#told() : undefined;
    this.#takes(flow);
  }

  /** The flow that the owner names now. */
  #told(): string | undefined {
    const owners = this.#ends.destination?.();
    return owners?.to === "flow" ? flowKey(owners.flow) : undefined;
  }

  sent({ flow }: Way): void {
    this.#takes(flow);
  }

  #takes(flow: Flow): void {
    this.#flow = flow;
    this.#flowIsGone = false;
  }

  /** The way of a request failed: true, once, when there is another to try. */
  another(id: number): boolean {
    if (this.#flowIsGone || this.#second.has(id) || this.#flow === undefined) return false;
    this.#second.add(id);
    this.#flowIsGone = true;
    return true;
  }

  /** What has no number found the flow gone: true when there is another way to try. */
  loses(): boolean {
    const isNews = this.#flow !== undefined && !this.#flowIsGone;
    this.#flowIsGone = true;
    return isNews;
  }

  towards(outline: Outline, first: boolean): Destination {
    const owners = this.#ends.destination?.();
    if (first && owners !== undefined) return owners;
    const uri = parseUri(outline.nextHop);
    const target: Destination | undefined = uri.ok ? { to: "uri", uri: uri.value } : undefined;
    if (outline.byRoute && target !== undefined) return target;
    if (owners?.to === "flow") return this.#fresher(owners.flow) ?? owners;
    const along = this.#along(uri.ok ? uri.value : undefined);
    return along ?? target ?? owners ?? { to: "hops", hops: [] };
  }

  /** The flow that the peer was heard by since its router forgot the one that it registered with, or that one broke. */
  #fresher(told: Flow): Destination | undefined {
    const flow = this.#flow;
    const isNews = this.#toldBefore === flowKey(told) && !this.#flowIsGone;
    return flow !== undefined && isNews ? { to: "flow", flow } : undefined;
  }

  /** The flow in use, where it is better than the target. */
  #along(target: SipUri | undefined): Destination | undefined {
    const flow = this.#flow;
    if (flow === undefined || this.#flowIsGone) return undefined;
    const sameHost = target?.host === flow.remote.host;
    const fits = target === undefined || this.#behindNat || (isReliable(flow) && sameHost);
    return fits || isWeb(flow) ? { to: "flow", flow } : undefined;
  }
}

/**
 * It came from another place than its sender wrote: by another host, or, where the sender hears what
 * comes to the port that it sends from (RFC 3581 §4), by another port.
 */
function isElsewhere({ host, port = 5060, params }: ViaHop, { protocol, remote }: Flow): boolean {
  const byPort = protocol === "UDP" && params.has("rport") && port !== remote.port;
  return host !== remote.host || byPort;
}

/** RFC 7118 §5: what a browser writes into its Contact leads nowhere. */
const isWeb = ({ protocol }: Flow): boolean => protocol === "WS" || protocol === "WSS";

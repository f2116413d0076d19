import { type Problem, problem } from "#kit/problem.ts";
import type { Ground } from "#sip/agent/ground.ts";
import type { Sending, Way } from "#sip/agent/transactions.ts";
import { Via } from "#sip/headers/via.ts";
import { edited } from "#sip/message/edit.ts";
import { type HeaderLine, header, type SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { type Hop, wantsStream } from "#sip/transport/transport.ts";

/** A request with our Via on top, and the way that it will take. */
export interface Prepared {
  readonly request: SipRequest;
  readonly branch: string;
  readonly way: Way;
  readonly hop: Hop | undefined;
}

/**
 * Finds the way for a request, prepares it, and moves on to the next hop while the ways fail
 * (RFC 3263 §4.3). Used by requests with a transaction and by those without.
 */
export class WayFinder {
  readonly #ground: Ground;
  readonly #sending: Sending;
  #hops: readonly Hop[] = [];
  #next = 0;
  #problem: Problem = problem("sip.noWay", "nowhere to send it");

  constructor(ground: Ground, sending: Sending) {
    this.#ground = ground;
    this.#sending = sending;
  }

  /** Why the last way failed. */
  get problem(): Problem {
    return this.#problem;
  }

  get hasMore(): boolean {
    return this.#next < this.#hops.length;
  }

  /** The first way; undefined when there is none. `then` may be called at once. */
  first(then: (prepared: Prepared | undefined) => void): void {
    const { destination } = this.#sending;
    switch (destination.to) {
      case "flow":
        then(this.#prepared(destination.flow, undefined));
        break;
      case "hops":
        this.#hops = this.#ground.quiet.last(destination.hops);
        this.next(then);
        break;
      case "uri":
        this.#ground.parts.locate(destination.uri, (hops) => {
          if (hops.ok) this.#hops = this.#ground.quiet.last(meant(hops.value, destination.peerKey));
          else this.#problem = hops.problem;
          this.next(then);
        });
        break;
    }
  }

  /** The next hop that a flow can be had to. */
  next(then: (prepared: Prepared | undefined) => void): void {
    const hop = this.#hops[this.#next++];
    if (hop === undefined) {
      then(undefined);
      return;
    }
    this.#ground.parts.transports.flowTo(hop, (flow) => {
      if (flow.ok) this.#fitted(flow.value, hop, then);
      else this.#failed(hop, flow.problem, then);
    });
  }

  #failed(hop: Hop, trouble: Problem, then: (prepared: Prepared | undefined) => void): void {
    this.#problem = trouble;
    this.#ground.quiet.note(hop);
    this.next(then);
  }

  /** RFC 3261 §18.1.1: what is too big for a datagram goes by TCP, or by UDP all the same where TCP is refused. */
  #fitted(flow: Flow, hop: Hop, then: (prepared: Prepared) => void): void {
    const prepared = this.#prepared(flow, hop);
    if (flow.protocol !== "UDP" || !wantsStream(prepared.request)) {
      then(prepared);
      return;
    }
    const byStream: Hop = { ...hop, protocol: "TCP" };
    this.#ground.parts.transports.flowTo(byStream, (stream) => {
      then(stream.ok ? this.#prepared(stream.value, byStream) : prepared);
    });
  }

  #prepared(flow: Flow, hop: Hop | undefined): Prepared {
    const own = this.#ground.parts.transports.ownAddress(flow);
    const way = { flow, own };
    const { mark } = this.#sending;
    const branch = this.#ground.newBranch() + (mark === undefined ? "" : `.${mark}`);
    const line = viaLine(way, branch);
    const request = edited(this.#sending.make(way), [{ edit: "prepend", line }]);
    return { request, branch, way, hop };
  }
}

const meant = (hops: readonly Hop[], peerKey: string | undefined): readonly Hop[] =>
  peerKey === undefined ? hops : hops.map((hop) => ({ ...hop, peerKey }));

/** Our Via: `rport` asks for answers where we sent from (RFC 3581), `alias` for requests too (RFC 5923). */
function viaLine({ flow, own }: Way, branch: string): HeaderLine {
  const params = new Map([["branch", branch]]);
  params.set(flow.protocol === "TCP" || flow.protocol === "TLS" ? "alias" : "rport", "");
  return header(Via, [{ version: "SIP/2.0", transport: flow.protocol, ...own, params }]);
}

import { type Cancel, listeners } from "#kit/listeners.ts";
import { BusyDoor } from "#sip/agent/busyDoor.ts";
import { Ground, type LayerCounts, type LayerParts } from "#sip/agent/ground.ts";
import { RequestSender } from "#sip/agent/requestSender.ts";
import { resumedInvite } from "#sip/agent/resumedInvite.ts";
import { ServerSide, sendResponse } from "#sip/agent/serverSide.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import { WayFinder } from "#sip/agent/wayFinder.ts";
import { toTag } from "#sip/dialog/dialogId.ts";
import { topVia } from "#sip/headers/via.ts";
import { usualLimits } from "#sip/message/limits.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";
import { sanity } from "#sip/message/sanity.ts";
import { isHelpUrn } from "#sip/message/serviceUrn.ts";
import { cancelledKey, clientKey, serverKey } from "#sip/transaction/key.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Arrival } from "#sip/transport/transport.ts";
import { token } from "#world/random.ts";

/** The transaction layer and what it counted. */
export interface CountedTransactionLayer extends TransactionLayer {
  readonly counts: Readonly<LayerCounts>;
}

/** RFC 3261 §17 and §18 over these transports. */
export function transactionLayer(parts: LayerParts): CountedTransactionLayer {
  const ground = new Ground(parts);
  const strays = listeners<Arrival>();
  const servers = new ServerTable(ground);
  const ears = [
    parts.transports.arrivals((arrival) => {
      ground.catchUp();
      const { message } = arrival;
      if (!isSane(ground, servers, arrival)) return;
      if (message.kind === "request") servers.arrived(message, arrival);
      else if (!responded(ground, message)) strays.tell(arrival);
    }),
    parts.transports.losses((flow) => {
      ground.catchUp();
      for (const client of [...ground.clients.values()]) client.lost?.(flow);
    }),
  ];
  return {
    send: (sending, tell) => new RequestSender(ground, sending, tell),
    resume: (sent, tell) => resumedInvite(ground, sent, tell),
    retake: ({ request, flow }) => servers.retake(request, flow),
    sendAlone: (sending, gone) =>
      new WayFinder(ground, sending).first((prepared) => {
        if (prepared === undefined) return;
        const { request, way, hop } = prepared;
        if (hop !== undefined) ground.sendOrReopen(request.bytes, way.flow, hop);
        else if (!parts.transports.send(request.bytes, way.flow)) gone?.();
      }),
    serve: (each) => servers.serve(each),
    acks: servers.acks.listen,
    strays: strays.listen,
    get live() {
      return ground.live;
    },
    counts: ground.counts,
    close() {
      for (const ear of ears) ear();
      ground.close();
    },
  };
}

function responded(ground: Ground, response: SipResponse): boolean {
  const client = ground.clients.get(clientKey(response));
  client?.response(response);
  return client !== undefined;
}

/** Answers or drops what sanity.ts refuses. */
function isSane(ground: Ground, servers: ServerTable, arrival: Arrival): boolean {
  const verdict = sanity(arrival.message);
  if (verdict.on === "sane") return true;
  const { message, flow } = arrival;
  if (verdict.on === "answer" && message.kind === "request") {
    ground.counts.refused++;
    servers.refuse(message, flow, verdict.status);
  } else ground.counts.dropped++;
  ground.parts.insane?.(verdict.problem.code, flow.remote);
  ground.parts.log.debug?.("sip: refused", { problem: verdict.problem, from: flow.remote.host });
  return false;
}

/** It belongs to nothing that goes on here. */
const isNew = (request: SipRequest): boolean => toTag(request) === "";

/** How long a source that asks too much shall wait. */
const retryAfter = [{ name: "Retry-After", text: "5" }];

/** Server transactions: who has which, and how many. */
class ServerTable {
  readonly #ground: Ground;
  readonly acks = listeners<Arrival>();
  /** Of responses that no user made: the same for each copy of a request (§8.2.7). */
  readonly #tag: string;
  readonly #perSource = new Map<string, number>();
  readonly #door: BusyDoor;
  #serve: ((transaction: ServerTransaction) => void) | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#tag = token(ground.parts.random);
    const entrance = ground.parts.transports.guard?.({
      spares: (bytes) => this.#isHelpIn(bytes),
      knows: (key) => ground.servers.has(key),
      turnedAway: () => void ground.counts.turnedAway++,
    });
    this.#door = new BusyDoor({ ...ground.parts, ...(entrance && { entrance }) });
  }

  serve(each: (transaction: ServerTransaction) => void): Cancel {
    this.#serve = each;
    return () => {
      if (this.#serve === each) this.#serve = undefined;
    };
  }

  arrived(request: SipRequest, arrival: Arrival): void {
    const entry = this.#ground.servers.get(serverKey(request));
    if (request.method === "ACK") {
      if (entry === undefined || !entry.ack()) this.acks.tell(arrival);
    } else if (entry !== undefined) {
      entry.repeat();
    } else if (request.method === "CANCEL") {
      if (this.#admits(request, arrival.flow)) this.#cancel(request, arrival.flow);
    } else if (this.#isTurnedAway(request, arrival)) {
      this.#ground.counts.turnedAway++;
      this.refuse(request, arrival.flow, 503);
    } else if (this.#admits(request, arrival.flow)) this.#begin(request, arrival.flow);
  }

  #isTurnedAway(request: SipRequest, { isLetIn = false }: Arrival): boolean {
    return !isLetIn && isNew(request) && this.#door.turnsAway() && !this.#isForHelp(request);
  }

  /** Answers without a transaction, the same way each time. */
  refuse(request: SipRequest, flow: Flow, status: number): void {
    const headers = status === 503 ? retryAfter : [];
    const response = respond(request, status, { toTag: this.#toTag(request), headers });
    sendResponse(this.#ground, { request, flow }, response.bytes);
  }

  #isHelpIn(bytes: Uint8Array): boolean {
    const message = parseMessage(bytes, usualLimits);
    return message.ok && message.value.kind === "request" && this.#isForHelp(message.value);
  }

  #isForHelp(request: SipRequest): boolean {
    return isHelpUrn(request.uriText) || (this.#ground.parts.spares?.(request) ?? false);
  }

  #admits(request: SipRequest, flow: Flow): boolean {
    const { live, livePerSource, moreForHelp } = this.#ground.limits;
    const ofSource = this.#perSource.get(flow.remote.host) ?? 0;
    if (this.#ground.live < live && ofSource < livePerSource) return true;
    const more = this.#isForHelp(request) ? moreForHelp : 0;
    if (this.#ground.live >= live + more) {
      this.#ground.counts.dropped++;
      return false;
    }
    if (ofSource < livePerSource + more) return true;
    this.#ground.counts.limited++;
    this.refuse(request, flow, 503);
    return false;
  }

  retake(request: SipRequest, flow: Flow): ServerSide {
    return this.#transaction(request, flow);
  }

  #begin(request: SipRequest, flow: Flow): void {
    const transaction = this.#transaction(request, flow);
    if (this.#serve !== undefined) this.#serve(transaction);
    else
      transaction.answer(
        respond(request, 503, { toTag: this.#toTag(request), headers: retryAfter }),
      );
  }

  /** §9.2: 200 when there is something to cancel, whether it can be or not; else 481. */
  #cancel(cancel: SipRequest, flow: Flow): void {
    const meant = this.#ground.servers.get(cancelledKey(cancel));
    const transaction = this.#transaction(cancel, flow);
    const toTag = meant?.toTag ?? this.#toTag(cancel);
    transaction.answer(respond(cancel, meant === undefined ? 481 : 200, { toTag }));
    meant?.cancel(cancel); // behind its own answer: the 487 comes second, as everybody expects
  }

  #transaction(request: SipRequest, flow: Flow): ServerSide {
    const source = flow.remote.host;
    this.#ground.live++;
    this.#perSource.set(source, (this.#perSource.get(source) ?? 0) + 1);
    return new ServerSide(this.#ground, serverKey(request), { request, flow }, () => {
      this.#ground.live--;
      const left = (this.#perSource.get(source) ?? 1) - 1;
      if (left === 0) this.#perSource.delete(source);
      else this.#perSource.set(source, left);
    });
  }

  #toTag(request: SipRequest): string {
    return `${this.#tag}${topVia(request)?.params.get("branch")?.slice(-8).replace(/\W/g, "") ?? ""}`;
  }
}

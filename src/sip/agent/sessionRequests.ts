import { contactLine } from "#sip/agent/contact.ts";
import { bodyLines, type OwnName } from "#sip/agent/sessionAnswers.ts";
import type { SessionWays } from "#sip/agent/sessionWays.ts";
import type {
  ClientEvent,
  ClientTransaction,
  TransactionLayer,
  Way,
} from "#sip/agent/transactions.ts";
import { UserAgent } from "#sip/headers/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import { type HeaderLine, header, type SipRequest } from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import type { SessionInput, WholeOutline } from "#sip/session/sessionState.ts";
import type { Flow } from "#sip/transport/flow.ts";

export interface RequestMeans {
  readonly name: OwnName;
  readonly ways: SessionWays;
  readonly layer: TransactionLayer;
}

/** A request that has left, or is about to. `first`: the INVITE that the session began with. */
interface Sent {
  readonly id: number;
  readonly outline: WholeOutline;
  readonly first: boolean;
}

/** What becomes of them. */
type Outcome = Extract<SessionInput, { readonly on: "response" | "failed" }>;

/** The requests that a session sends: each in a client transaction, or alone (ACK of a 2xx). */
export class SessionRequests {
  readonly #means: RequestMeans;
  readonly #heard: (outcome: Outcome) => void;
  readonly #open = new Map<number, ClientTransaction>();
  #firstInvite: SipRequest | undefined;

  constructor(means: RequestMeans, heard: (outcome: Outcome) => void) {
    this.#means = means;
    this.#heard = heard;
  }

  /** As it left; a login sends it again with credentials. */
  get firstInvite(): SipRequest | undefined {
    return this.#firstInvite;
  }

  send(sent: Sent): void {
    const { ways, layer } = this.#means;
    const destination = ways.towards(sent.outline, sent.first);
    const sending = { destination, make: (way: Way) => this.#made(sent.outline, way) };
    this.#open.set(
      sent.id,
      layer.send(sending, (event) => this.#hears(sent, event)),
    );
  }

  /** The INVITE of another process, which it sent along that flow: once more, as it was. */
  resume(id: number, request: SipRequest, flow: Flow): void {
    this.#firstInvite = request;
    const outline: WholeOutline = {
      ...{ method: request.method, uri: request.uriText, headers: [], nextHop: request.uriText },
      byRoute: false,
    };
    const sent = { id, outline, first: true };
    this.#open.set(
      id,
      this.#means.layer.resume({ request, flow }, (event) => this.#hears(sent, event)),
    );
  }

  /** Nobody answers an ACK: where its flow is gone, it goes to the target at once. */
  acknowledge(outline: WholeOutline, again = true): void {
    const { ways, layer } = this.#means;
    const destination = ways.towards(outline, false);
    const make = (way: Way): SipRequest => this.#made(outline, way);
    layer.sendAlone({ destination, make }, () => {
      if (again && ways.loses()) this.acknowledge(outline, false);
    });
  }

  cancel(id: number, extra: readonly HeaderLine[]): void {
    this.#open.get(id)?.cancel(extra);
  }

  close(): void {
    for (const transaction of this.#open.values()) transaction.forget();
  }

  #hears(sent: Sent, event: ClientEvent): void {
    const { id, outline, first } = sent;
    switch (event.on) {
      case "sent":
        this.#means.ways.sent(event.way);
        if (first) this.#firstInvite = event.request;
        break;
      case "response":
        if (event.response.status >= 200 && outline.method !== "INVITE") this.#open.delete(id);
        this.#heard({ on: "response", id, response: event.response });
        break;
      case "failed":
        this.#open.delete(id);
        // the flow is gone: the target itself may be there
        if (event.why === "unreachable" && !first && this.#means.ways.another(id)) this.send(sent);
        else this.#heard({ on: "failed", id, why: event.why });
        break;
    }
  }

  #made(outline: WholeOutline, way: Way): SipRequest {
    const { method, uri, headers, body } = outline;
    const { opensDialog, refreshesTarget } = methodFacts(method);
    const { contactUser, secure, product } = this.#means.name;
    const contact = opensDialog || refreshesTarget ? [contactLine(way, contactUser, secure)] : [];
    return makeRequest({
      method,
      uri,
      headers: [...headers, ...contact, header(UserAgent, product), ...bodyLines(body)],
      body: body?.content,
    });
  }
}

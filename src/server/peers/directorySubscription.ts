/**
 * The subscription to one exchange's directory of members (RFC 6665): each NOTIFY holds the whole of it.
 *
 *   this server ── SUBSCRIBE ──▶ exchange     Event: member-directory
 *               ◀── 200 ──
 *               ◀── NOTIFY ──   application/jose; again whenever a member comes, goes or moves
 */
import { fromUtf8 } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, type Millis, seconds } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { ServerTransaction, Way } from "#sip/agent/transactions.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Event } from "#sip/headers/event.ts";
import { Expires } from "#sip/headers/expires.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { SubscriptionState } from "#sip/headers/subscriptionState.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import {
  type HeaderLine,
  header,
  readable,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import { type NameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import { directoryEvent, directoryType } from "#telephony/membership/directory.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface SubscribingMeans {
  readonly world: Pick<World, "clock" | "random" | "log">;
  readonly agent: Pick<UserAgent, "ask">;
  readonly product: string;
  readonly way: () => AccountWay | undefined;
  /** Whether it is believed. */
  readonly took: (jws: string) => boolean;
}

const lasts = 3600;
const againAfter = seconds(60);

/** One dialog; a new one when the exchange knows it no more. */
interface Thread {
  readonly callId: string;
  readonly tag: string;
  cseq: number;
  /** Once it is answered: the exchange's end. */
  peer?: { readonly to: NameAddr; readonly uri: string; readonly route: readonly string[] };
}

export class DirectorySubscription {
  readonly #means: SubscribingMeans;
  #thread: Thread | undefined;
  #alarm: Cancel | undefined;
  #asking: Cancel | undefined;

  constructor(means: SubscribingMeans) {
    this.#means = means;
  }

  /** From anew: the exchange may have forgotten all that was before. */
  begin(): void {
    const { random } = this.#means.world;
    this.#thread = { callId: token(random, 128), tag: token(random), cseq: 0 };
    this.#ask();
  }

  /** The NOTIFY is this subscription's: how it is answered; undefined: it is another's. */
  notified({ request }: ServerTransaction): number | undefined {
    const thread = this.#thread;
    const isOurs =
      thread !== undefined &&
      readable(request, CallId) === thread.callId &&
      readable(request, To)?.params.get("tag") === thread.tag;
    if (!isOurs) return undefined;
    const state = readable(request, SubscriptionState);
    if (state?.value === "terminated") this.#ended(state.params.get("reason") ?? "");
    if (request.body.length === 0) return 200;
    return this.#means.took(fromUtf8(request.body)) ? 200 : 400;
  }

  close(): void {
    this.#alarm?.();
    this.#asking?.();
    this.#thread = undefined;
  }

  /** `rejected` and the like are for good, until we are registered there anew. */
  #ended(reason: string): void {
    this.#alarm?.();
    this.#thread = undefined;
    if (reason === "timeout" || reason === "deactivated") this.#later(againAfter);
  }

  #later(wait: Millis): void {
    const { clock } = this.#means.world;
    this.#alarm?.();
    this.#alarm = clock.at(after(clock.now(), wait), () => {
      if (this.#means.way()?.usable !== true) return; // told when it is again
      if (this.#thread?.peer === undefined) this.begin();
      else this.#ask();
    });
  }

  #ask(): void {
    const thread = this.#thread;
    const way = this.#means.way();
    if (thread === undefined || way === undefined) return;
    this.#asking?.();
    this.#asking = this.#means.agent.ask(
      {
        destination: way.destination(),
        make: (along, credentials) => this.#request(thread, { way, along, credentials }),
        ...(way.login && { login: way.login }),
      },
      (answer) => {
        if (this.#thread === thread) this.#answered(thread, answer);
      },
    );
  }

  #answered(thread: Thread, answer: Answer): void {
    const status = answer.on === "response" ? answer.response.status : 408;
    if (answer.on === "response" && status < 300) {
      thread.peer = peerIn(answer.response);
      const granted = readable(answer.response, Expires) ?? lasts;
      this.#later(seconds(Math.max(60, granted * 0.8)));
    } else if (status === 481 && thread.peer) this.begin();
    else if (status >= 500 || status === 408) {
      delete thread.peer;
      this.#later(againAfter);
    } else this.#means.world.log.info("the exchange tells of no other members", { status });
  }

  #request(thread: Thread, { way, along, credentials }: Making): SipRequest {
    const { peer, callId, tag } = thread;
    const { own, flow } = along;
    const transport = flow.protocol === "UDP" ? [] : [["transport", flow.protocol.toLowerCase()]];
    const params = new Map(transport as [string, string][]);
    const contact = formatUri(sipUri({ ...own, user: way.contactUser, params }));
    return makeRequest({
      method: "SUBSCRIBE",
      uri: peer?.uri ?? way.address,
      headers: [
        ...(peer?.route ?? way.route).map((text) => ({ name: "Route", text })),
        header(MaxForwards, 70),
        header(From, nameAddr(way.address, new Map([["tag", tag]]))),
        header(To, peer?.to ?? nameAddr(way.address)),
        header(CallId, callId),
        header(CSeq, { number: ++thread.cseq, method: "SUBSCRIBE" }),
        header(Contact, [nameAddr(contact)]),
        header(Event, { value: directoryEvent, params: new Map() }),
        header(Expires, lasts),
        { name: "Accept", text: directoryType },
        { name: "User-Agent", text: this.#means.product },
        ...credentials,
      ],
    });
  }
}

interface Making {
  readonly way: AccountWay;
  readonly along: Way;
  readonly credentials: readonly HeaderLine[];
}

function peerIn(response: SipResponse): Thread["peer"] & object {
  const to = readable(response, To) ?? nameAddr("sip:unknown.invalid");
  return {
    to,
    uri: firstContact(readable(response, Contact))?.uri ?? to.uri,
    route: response.lines("Record-Route").toReversed(),
  };
}

/**
 * Subscriptions to whether messages wait (RFC 6665, RFC 3842): each in a dialog of its own, told at
 * once, whenever it changes, and a last time when it ends.
 */

import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import { type MessageCounts, notifyRequest, type Summary } from "#server/phones/messageSummary.ts";
import type { Doorkeeper } from "#server/registrar/doorkeeper.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { AllowEvents, Event } from "#sip/headers/event.ts";
import { Expires } from "#sip/headers/expires.ts";
import { From } from "#sip/headers/from.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, header, readable, type SipRequest } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { respond } from "#sip/message/response.ts";
import { formatHost } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface SubscriptionMeans {
  readonly world: Pick<World, "clock" | "random">;
  readonly agent: UserAgent;
  readonly doorkeeper: Pick<Doorkeeper, "admit">;
  readonly counts: () => MessageCounts;
  /** Takes subscriptions of another kind, before anybody is asked for a password; false: it does not. */
  readonly others?: (asked: ServerTransaction) => boolean;
}

interface Subscription {
  readonly device: string;
  readonly flow: Flow;
  readonly summary: Omit<Summary, "cseq" | "state" | "counts">;
  readonly cseq: number;
  /** What its last NOTIFY said. */
  readonly told: string | undefined;
  /** On the monotonic clock, in milliseconds. */
  readonly ends: number;
  readonly alarm: Cancel;
}
type Fresh = Pick<Subscription, "device" | "flow" | "summary">;
interface Refusal {
  readonly status: number;
  readonly headers?: readonly HeaderLine[];
}

const longest = 3600;
const mostOfDevice = 8;

export class MessageSubscriptions {
  readonly #of: SubscriptionMeans;
  readonly #kept = new Map<string, Subscription>();
  readonly #unserve: Cancel;

  constructor(of: SubscriptionMeans) {
    this.#of = of;
    this.#unserve = of.agent.serve("SUBSCRIBE", (asked) => this.#subscribe(asked));
  }

  /** That telephone asked to be told. */
  has(device: string): boolean {
    return this.#countOf(device) > 0;
  }

  /** Tells those who were told otherwise; a message may also change in what no lamp shows. */
  changed(): void {
    const now = textOf(this.#of.counts());
    for (const [id, { told }] of [...this.#kept]) if (told !== now) this.#notify(id);
  }

  close(): void {
    this.#unserve();
    for (const { alarm } of this.#kept.values()) alarm();
    this.#kept.clear();
  }

  #subscribe(asked: ServerTransaction): void {
    const { request } = asked;
    if (this.#of.others?.(asked)) return;
    const tag = tagOf(request, To) ?? token(this.#of.world.random);
    const id = `${readable(request, CallId) ?? ""} ${tag}`;
    const taken = this.#taken(asked, id, tag);
    const say = (status: number, headers: readonly HeaderLine[] = []): void =>
      asked.answer(respond(request, status, { toTag: tag, headers }));
    if ("status" in taken) return void say(taken.status, taken.headers);
    const lasts = Math.min(readable(request, Expires) ?? longest, longest);
    say(200, [header(Expires, lasts), header(Contact, [nameAddr(taken.summary.contact)])]);
    this.#keep(id, taken, lasts);
    this.#notify(id);
  }

  /** The subscription that is meant, new or known; or why not. */
  #taken(asked: ServerTransaction, id: string, tag: string): Fresh | Refusal {
    const { request, flow } = asked;
    const admission = this.#of.doorkeeper.admit(request, flow);
    if (admission.on === "refused") return admission;
    if (readable(request, Event)?.value.toLowerCase() !== "message-summary")
      return { status: 489, headers: [header(AllowEvents, ["message-summary"])] };
    const known = this.#kept.get(id);
    if (known) return { ...known, flow };
    if (tagOf(request, To) !== undefined) return { status: 481 };
    if (this.#countOf(admission.device.id) >= mostOfDevice) return { status: 503 };
    return begun(asked, admission.device.id, tag) ?? { status: 400 };
  }

  /** For so many seconds; none: the next NOTIFY is its last. */
  #keep(id: string, { device, flow, summary }: Fresh, lasts: number): void {
    const { clock } = this.#of.world;
    const before = this.#kept.get(id);
    before?.alarm();
    this.#kept.set(id, {
      ...{ device, flow, summary },
      cseq: before?.cseq ?? 0,
      told: before?.told,
      ends: clock.now() + lasts * 1000,
      alarm: clock.at(after(clock.now(), seconds(lasts)), () => this.#notify(id)),
    });
  }

  #notify(id: string): void {
    const { agent, counts, world } = this.#of;
    const kept = this.#kept.get(id);
    if (!kept) return;
    const left = Math.ceil((kept.ends - world.clock.now()) / 1000);
    const cseq = kept.cseq + 1;
    const now = counts();
    if (left > 0) this.#kept.set(id, { ...kept, cseq, told: textOf(now) });
    else this.#forget(id);
    const state = left > 0 ? left : "over";
    const notify = notifyRequest({ ...kept.summary, cseq, state, counts: now });
    agent.ask({ destination: { to: "flow", flow: kept.flow }, make: () => notify }, (answer) => {
      const status = answer.on === "response" ? answer.response.status : 408;
      if (status === 481 || status === 408) this.#forget(id); // RFC 6665 §4.2.2
    });
  }

  #forget(id: string): void {
    this.#kept.get(id)?.alarm();
    this.#kept.delete(id);
  }

  #countOf(device: string): number {
    return [...this.#kept.values()].filter((one) => one.device === device).length;
  }
}

const textOf = ({ fresh, heard }: MessageCounts): string => `${fresh}/${heard}`;

function begun(
  { request, flow, own }: ServerTransaction,
  device: string,
  tag: string,
): Fresh | undefined {
  const contact = firstContact(readable(request, Contact))?.uri;
  const [to, from] = [readable(request, To), readable(request, From)];
  const theirs = from?.params.get("tag");
  if (contact === undefined || !to || !from || theirs === undefined) return undefined;
  const named = readable(request, Event)?.params.get("id");
  const host = formatHost(own.host);
  return {
    device,
    flow,
    summary: {
      uri: contact,
      route: request.lines("Record-Route"),
      callId: readable(request, CallId) ?? "",
      from: { uri: to.uri, tag },
      to: { uri: from.uri, tag: theirs },
      contact: `sip:${device}@${host}:${own.port}`,
      ...(named !== undefined && { id: named }),
    },
  };
}

const tagOf = (request: SipRequest, type: typeof To): string | undefined =>
  readable(request, type)?.params.get("tag");

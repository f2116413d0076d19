import type { Doorkeeper } from "#exchange/doorkeeper.ts";
import type { EventPackage, Watch } from "#exchange/events/eventPackage.ts";
import { dialogOf, type Notice, notifyOf } from "#exchange/events/subscription.ts";
import { type Subscription, Subscriptions } from "#exchange/events/subscriptions.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import { Accept } from "#sip/headers/accept.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact } from "#sip/headers/contact.ts";
import { AllowEvents, Event } from "#sip/headers/event.ts";
import { Expires } from "#sip/headers/expires.ts";
import { MinExpires } from "#sip/headers/minExpires.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, header, readable, type SipRequest } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface NotifierMeans {
  readonly world: Pick<World, "clock" | "random" | "log">;
  readonly layer: TransactionLayer;
  readonly doorkeeper: Doorkeeper;
  readonly directory: () => Directory;
  readonly locations: Pick<Locations, "now">;
  readonly packages: readonly EventPackage[];
}

/** Seconds. */
const [least, longest] = [60, 3600];
/** Of one user, of all packages together. */
const most = 8;
/** RFC 3680 §4.10: no subscriber is told more often. */
const apart = seconds(5);
const sweepEvery = seconds(15);

/** The exchange's own subscriptions: each user is told of what is the user's own, and of nobody else's. One alarm for all. */
export class Notifier {
  readonly #means: NotifierMeans;
  readonly #packages: ReadonlyMap<string, EventPackage>;
  readonly #kept = new Subscriptions();
  readonly #ears: readonly Cancel[];
  #sweeping: Cancel | undefined;

  constructor(means: NotifierMeans) {
    this.#means = means;
    this.#packages = new Map(means.packages.map((one) => [one.event, one]));
    this.#ears = means.packages.map((one) => one.news((user) => this.#news(one, user)));
  }

  /** It asks for something that is told here, and not by the user's own server. */
  serves(request: SipRequest): boolean {
    return this.#packages.has(readable(request, Event)?.value.toLowerCase() ?? "");
  }

  subscribe(asked: ServerTransaction): void {
    const { request } = asked;
    const known = readable(request, To)?.params.get("tag");
    const tag = known ?? token(this.#means.world.random);
    const id = `${readable(request, CallId) ?? ""} ${tag}`;
    const lasts = Math.min(readable(request, Expires) ?? longest, longest);
    const taken = this.#taken(asked, id, { tag, lasts, isNew: known === undefined });
    if ("status" in taken) {
      asked.answer(respond(request, taken.status, { toTag: tag, headers: taken.headers ?? [] }));
      return;
    }
    const contact = header(Contact, [nameAddr(taken.dialog.contact)]);
    asked.answer(respond(request, 200, { toTag: tag, headers: [header(Expires, lasts), contact] }));
    taken.ends = this.#now() + lasts * 1000;
    this.#keep(taken);
    if (lasts === 0) this.#over(taken, "timeout");
    else this.#tell(taken, (watch) => watch.full());
  }

  /** Who is no user any more, or may not be one for now, is told nothing further. */
  use(): void {
    const directory = this.#means.directory();
    for (const user of this.#kept.users()) {
      const found = directory.byName(user);
      if (found !== undefined && found.suspended === undefined) continue;
      for (const one of this.#kept.of(user)) this.#over(one, "rejected");
    }
  }

  /** Nobody can be told along it any more. */
  flowLost(flow: Flow): void {
    for (const one of this.#kept.along(flow)) this.#forget(one);
  }

  close(): void {
    for (const one of this.#kept.all()) this.#over(one, "deactivated");
    for (const ear of this.#ears) ear();
    this.#sweeping?.();
  }

  /** The subscription that is meant, new or known; or why not. */
  #taken(
    asked: ServerTransaction,
    id: string,
    { tag, lasts, isNew }: Wish,
  ): Subscription | Refusal {
    const { request, flow } = asked;
    const admission = this.#means.doorkeeper.admit(request, flow, false);
    if (admission.on === "refused") return admission.refusal;
    const { user } = admission;
    if (user.suspended !== undefined) return { status: 403 };
    const dialog = dialogOf(asked, tag);
    if (dialog === undefined) return { status: 400 };
    if (lasts > 0 && lasts < least) return { status: 423, headers: [header(MinExpires, least)] };
    if (isNew) return this.#begun(request, { id, user: user.name, dialog });
    const known = this.#kept.get(id);
    if (known === undefined) return { status: 481 };
    if (known.user !== user.name) return { status: 403 };
    this.#kept.moves(known, dialog);
    return known;
  }

  #begun(request: SipRequest, { id, user, dialog }: Begun): Subscription | Refusal {
    if (this.#means.directory().find({ user: calledIn(request) })?.name !== user)
      return { status: 403 };
    const of = this.#packages.get(dialog.event.toLowerCase());
    if (of === undefined)
      return { status: 489, headers: [header(AllowEvents, [...this.#packages.keys()])] };
    if (!takes(request, of.type))
      return { status: 406, headers: [{ name: "Accept", text: of.type }] };
    if (this.#kept.of(user).length >= most)
      return { status: 503, headers: [header(RetryAfter, 60)] };
    return { id, user, of, watch: of.watch(user), dialog, ends: 0, cseq: 0, told: -apart };
  }

  #keep(one: Subscription): void {
    this.#kept.keep(one);
    this.#sweepsLater();
  }

  #sweepsLater(): void {
    const { clock } = this.#means.world;
    this.#sweeping ??= clock.at(after(clock.now(), sweepEvery), () => this.#sweep());
  }

  #sweep(): void {
    this.#sweeping = undefined;
    const now = this.#now();
    for (const one of this.#kept.all()) if (one.ends <= now) this.#over(one, "timeout");
    if (this.#kept.size > 0) this.#sweepsLater();
  }

  #news(of: EventPackage, user: string): void {
    for (const one of this.#kept.of(user)) if (one.of === of) this.#tellSoon(one);
  }

  #tellSoon(one: Subscription): void {
    if (one.late !== undefined || !this.#kept.has(one)) return;
    const { clock } = this.#means.world;
    const tells = (): void => {
      delete one.late;
      this.#tell(one, (watch) => watch.partial());
    };
    const wait = one.told + apart - this.#now();
    if (wait > 0) one.late = clock.at(after(clock.now(), millis(wait)), tells);
    else tells();
  }

  #tell(one: Subscription, says: (watch: Watch) => string | undefined): void {
    const text = says(one.watch);
    if (text === undefined) return;
    const left = Math.max(1, Math.ceil((one.ends - this.#now()) / 1000));
    one.told = this.#now();
    this.#send(one, { state: left, document: { type: one.of.type, text } });
  }

  #over(one: Subscription, state: "timeout" | "deactivated" | "rejected"): void {
    if (!this.#kept.has(one)) return;
    const text = state === "rejected" ? undefined : one.watch.full();
    this.#forget(one);
    const document = text !== undefined && { document: { type: one.of.type, text } };
    this.#send(one, { state, ...document });
  }

  #send(one: Subscription, notice: Omit<Notice, "cseq">): void {
    const request = notifyOf(one.dialog, { ...notice, cseq: ++one.cseq });
    const { layer, locations } = this.#means;
    const destination = { to: "flow", flow: locations.now(one.dialog.flow) } as const;
    layer.send({ destination, make: () => request }, (event) => {
      const isGone =
        event.on === "failed" || (event.on === "response" && isOver(event.response.status));
      if (isGone && this.#kept.has(one)) this.#forget(one); // RFC 6665 §4.2.2
    });
  }

  #forget(one: Subscription): void {
    one.late?.();
    one.watch.close();
    this.#kept.remove(one);
  }

  #now(): number {
    return this.#means.world.clock.now();
  }
}

interface Wish {
  readonly tag: string;
  readonly lasts: number;
  readonly isNew: boolean;
}

type Begun = Pick<Subscription, "id" | "user" | "dialog">;

interface Refusal {
  readonly status: number;
  readonly headers?: readonly HeaderLine[];
}

const calledIn = ({ uri }: SipRequest): string => (uri.ok && uri.value.user) || "";

/** What a subscriber cannot read is not sent; no Accept at all means the package's own type (RFC 6665 §3.1.3). */
function takes(request: SipRequest, type: string): boolean {
  const types = readable(request, Accept);
  const [family] = type.split("/");
  return (
    types === undefined ||
    types.some(({ value }) => [type, `${family}/*`, "*/*"].includes(value.toLowerCase()))
  );
}

/** It knows of no such subscription, or of no such thing at all. */
const isOver = (status: number): boolean =>
  [404, 405, 408, 410, 416, 481, 489, 501].includes(status);

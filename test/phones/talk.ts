import type { IncomingInvite, Session } from "#sip/agent/userAgent.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import { type Body, type SessionEvent, sdpBody } from "#sip/session/session.ts";
import { answering, type Direction, type ReadSdp, readSdp, writeSdp } from "./spokenSdp.ts";
import type { Voice } from "./voice.ts";

/** One call of a person: the buttons, and what was heard and shown. */
export class Talk {
  /** What the telephone was told, in order: `progress 180`, `accepted`, `bye`. */
  readonly told: string[] = [];
  /** Reason headers of the CANCEL or BYE that came. */
  reasons: readonly string[] = [];
  /** Alert-Info of each 180 that came; empty when it had none. */
  readonly alerts: string[] = [];
  /** Where a 3xx sent the call. */
  contacts: readonly string[] = [];
  /** When to try again, as the refusal said. */
  retryAfter: string | undefined;
  /** What became of a transfer: `SIP/2.0 180 Ringing active`. */
  readonly notices: string[] = [];
  /** What those notices were about: `refer`. */
  readonly noticed: string[] = [];
  /** Where it was told to call (REFER), and by whom; what it answers to that. */
  readonly referrals: { readonly to: string; readonly by: string }[] = [];
  answersRefer = 202;
  /** The SDP of each re-INVITE that came. */
  readonly offers: string[] = [];
  /** Speaks G.722 with whoever does. */
  isWide = false;
  voice: Voice;
  session: Session | undefined;
  incoming: IncomingInvite | undefined;
  #mine: Direction = "sendrecv";
  #version = 1;

  constructor(voice: Voice) {
    this.voice = voice;
  }

  get isOver(): boolean {
    return this.told.some((one) => one.startsWith("over"));
  }

  offer(): Body {
    return sdpBody(writeSdp(this.voice.local, this.#mine, this.#version++, this.isWide));
  }

  begins(session: Session): void {
    this.session = session;
    session.events((event) => this.#hears(event));
  }

  arrives(incoming: IncomingInvite): void {
    this.incoming = incoming;
    this.begins(incoming.session);
  }

  rings(status = 180): void {
    this.session?.perform({ do: "progress", status });
  }

  /** Early media: 183 with an answer, and speaks. */
  speaksEarly(): void {
    this.session?.perform({ do: "progress", status: 183, body: this.#answer() });
  }

  lifts(): void {
    this.session?.perform({ do: "accept", body: this.#answer() });
  }

  refuses(status: number): void {
    this.session?.perform({ do: "refuse", status });
  }

  /** Answers with where else to call (302). */
  sendsTo(uri: string): void {
    const extra = [{ name: "Contact", text: `<${uri}>` }];
    this.session?.perform({ do: "refuse", status: 302, extra });
  }

  hangsUp(): void {
    this.session?.perform({ do: "end" });
  }

  /** `sendonly`: what it says is music for the other. */
  holds(how: "sendonly" | "inactive" = "sendonly"): void {
    this.#mine = how;
    this.session?.perform({ do: "offer", body: this.offer() });
  }

  resumes(): void {
    this.#mine = "sendrecv";
    this.session?.perform({ do: "offer", body: this.offer() });
  }

  /** The telephone has another address from now on, and says so (RFC 3665 §3.7). */
  moves(voice: Voice): void {
    this.voice.to = undefined;
    this.voice = voice;
    this.session?.perform({ do: "offer", body: this.offer() });
  }

  /** The transfer key: to an address, or to the party of another call of this telephone (RFC 5589); `by`: who says so. */
  transfers(to: string | Talk, by?: string, more: readonly HeaderLine[] = []): void {
    const address =
      typeof to === "string"
        ? to
        : `sip:whoever@192.0.2.1?Replaces=${encodeURIComponent(replacing(to).text)}`;
    const extra = [
      { name: "Refer-To", text: `<${address}>` },
      ...(by === undefined ? [] : [{ name: "Referred-By", text: `<${by}>` }]),
      ...more,
    ];
    this.session?.perform({ do: "request", method: "REFER", extra });
  }

  /** How the call goes that it was told to make: `180 Ringing`, `200 OK` (RFC 3515 §2.4.4). */
  notifies(status: string): void {
    const state = status.startsWith("1") ? "active;expires=60" : "terminated;reason=noresource";
    const extra = [
      { name: "Event", text: "refer" },
      { name: "Subscription-State", text: state },
    ];
    const content = new TextEncoder().encode(`SIP/2.0 ${status}\r\n`);
    const body = { type: "message/sipfrag", content };
    this.session?.perform({ do: "request", method: "NOTIFY", extra, body });
  }

  /** INFO, as telephones write a key or a flash. */
  informs(type: string, text: string): void {
    const body = { type, content: new TextEncoder().encode(text) };
    this.session?.perform({ do: "request", method: "INFO", body });
  }

  close(): void {
    this.voice.close();
  }

  /** To what the INVITE brought; an offer of our own when it brought none. */
  #answer(): Body {
    const offered = this.incoming && readSdp(this.incoming.request.body);
    return offered ? this.#answerTo(offered) : this.offer();
  }

  #answerTo({ at, direction, wide }: ReadSdp): Body {
    const mine = answering(direction);
    this.voice.isWide = this.isWide && wide;
    this.voice.to = mine.startsWith("send") ? at : undefined;
    return sdpBody(writeSdp(this.voice.local, mine, this.#version++, this.isWide && wide));
  }

  #hears(event: SessionEvent): void {
    this.#notes(event);
    if (event.on === "over") this.voice.to = undefined;
    if (event.on === "requested") this.#requested(event);
    if (event.on === "offered") this.#offered(event.body);
    else if (event.on === "accepted" && event.offers) this.#offered(event.body);
    else if ("body" in event && event.body) this.#answered(event.body);
  }

  #answered(body: Body): void {
    const theirs = readSdp(body.content);
    if (this.isWide) this.voice.isWide = theirs?.wide ?? false;
    const listens = theirs?.direction === "sendrecv" || theirs?.direction === "recvonly";
    this.voice.to = listens ? theirs?.at : undefined;
  }

  #notes(event: SessionEvent): void {
    this.told.push(word(event));
    if ("reasons" in event) this.reasons = event.reasons;
    if (event.on === "progress") this.alerts.push(event.response.lines("Alert-Info").join());
    if (event.on === "refused") this.contacts = event.contacts;
    if (event.on === "refused") [this.retryAfter] = event.response?.lines("Retry-After") ?? [];
  }

  #requested({ number, request }: SessionEvent & { readonly on: "requested" }): void {
    const [line = ""] = new TextDecoder().decode(request.body).split("\r\n");
    const [state = ""] = request.lines("Subscription-State");
    if (request.method === "NOTIFY") {
      this.notices.push(`${line} ${state.split(";")[0]}`);
      this.noticed.push(request.lines("Event")[0] ?? "");
    }
    const isRefer = request.method === "REFER";
    if (isRefer) {
      const [[to = ""], [by = ""]] = [request.lines("Refer-To"), request.lines("Referred-By")];
      this.referrals.push({ to, by });
    }
    const status = isRefer ? this.answersRefer : 200;
    this.session?.perform({ do: "reply", to: number, status });
  }

  #offered(body: Body | undefined): void {
    if (body) this.offers.push(new TextDecoder().decode(body.content));
    const theirs = body && readSdp(body.content);
    const answer = theirs ? this.#answerTo(theirs) : this.offer();
    this.session?.perform({ do: "answer", body: answer });
  }
}

/** The Replaces line for that call as the other end knows it: its own tag is the to-tag (RFC 3891). */
export function replacing({ session }: Talk): HeaderLine {
  if (!session) throw new Error("no such call");
  const { callId, localTag } = session;
  const text = `${callId};to-tag=${session.remoteTag()};from-tag=${localTag}`;
  return { name: "Replaces", text };
}

function word(event: SessionEvent): string {
  if ("status" in event) return `${event.on} ${event.status}`;
  return event.on === "over" ? `over ${event.why}` : event.on;
}

import { helpWaits } from "#exchange/proxy/forkTimers.ts";
import { Agreement, other, type Side } from "#exchange/trunks/agreement.ts";
import { bodyLike, requestLines, responseLines } from "#exchange/trunks/carried.ts";
import { isTrunkTrouble } from "#exchange/trunks/trunkTarget.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, type Millis } from "#kit/time.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { HeaderLine, SipRequest } from "#sip/message/message.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import type { Clock } from "#world/clock.ts";

/** What a bridge wants of the session on each side. */
type End = Pick<Session, "perform" | "events">;

/** A way out by one trunk; undefined: all its channels are in use. */
export type Attempt = () => End | undefined;

export interface BridgedCall {
  /** The session of who called, and the INVITE that began it. */
  readonly near: End;
  readonly request: SipRequest;
  /** Tried in order, while it is the trunk that has trouble. */
  readonly attempts: readonly Attempt[];
  /** A call for help: the next one is tried whatever this one answers, or when it is silent (`helpWaits`). */
  readonly hurries?: Pick<Clock, "now" | "at"> | undefined;
  /** Both sessions are over. */
  readonly ended: () => void;
}

/** A request within a dialog that the other side has yet to answer. */
interface Waiting {
  readonly number: number;
  readonly method: string;
}

/**
 * One call by a trunk: two sessions, and what is said to the one is said to the other. For a carrier
 * that asks for a password a proxy cannot answer (RFC 3261 §22.3), so there is a user agent on each
 * side. Bodies are opaque; sound never comes here.
 */
export class Bridge {
  readonly #call: BridgedCall;
  readonly #attempts: Attempt[];
  #far: End | undefined;
  readonly #agreement = new Agreement((side) => this.#session(side));
  /** By who sent them, the oldest first. */
  readonly #waiting: Record<Side, Waiting[]> = { near: [], far: [] };
  readonly #over: Record<Side, boolean> = { near: false, far: true };
  #stopWaiting: Cancel = () => undefined;

  constructor(call: BridgedCall) {
    this.#call = call;
    this.#attempts = [...call.attempts];
  }

  begin(): void {
    const { near, request } = this.#call;
    this.#agreement.heard("near", bodyLike(request).body);
    near.events((event) => this.#nearSaid(event));
    this.#tries(503);
  }

  /** Ends both: the exchange is closing. */
  end(): void {
    this.#call.near.perform({ do: "end", status: 503 });
    this.#far?.perform({ do: "end" });
  }

  /** `last`: what the trunk before said. */
  #tries(last: number, extra: readonly HeaderLine[] = []): void {
    const attempt = this.#attempts.shift();
    if (attempt === undefined) {
      this.#call.near.perform({ do: "refuse", status: last, extra });
      return;
    }
    const far = attempt();
    if (far === undefined) {
      this.#tries(last, extra);
      return;
    }
    this.#far = far;
    this.#over.far = false;
    far.events((event) => {
      if (far === this.#far) this.#farSaid(event);
    });
    this.#waits(helpWaits.forWord);
  }

  /** For help: so long, while another way is left. */
  #waits(wait: Millis): void {
    this.#stopWaiting();
    const { hurries } = this.#call;
    if (hurries === undefined || this.#attempts.length === 0) return;
    this.#stopWaiting = hurries.at(after(hurries.now(), wait), () => {
      const far = this.#far;
      this.#farGone();
      far?.perform({ do: "end" });
      this.#tries(503);
    });
  }

  /* Before the answer, where the two sides differ. */

  #nearSaid(event: SessionEvent): void {
    switch (event.on) {
      case "cancelled":
        this.#stopWaiting();
        this.#attempts.length = 0;
        this.#far?.perform({ do: "end", extra: reasonLines(event.reasons) });
        break;
      case "acknowledged":
        this.#agreement.heard("near", event.body);
        if (event.body) this.#far?.perform({ do: "answer", body: event.body });
        break;
      default:
        this.#said("near", event);
    }
  }

  #farSaid(event: SessionEvent): void {
    const { near } = this.#call;
    if (event.on === "proceeding") this.#waits(helpWaits.forRing);
    else this.#stopWaiting();
    switch (event.on) {
      case "progress": {
        this.#agreement.heardEarly(event.body);
        const extra = responseLines(event.response);
        const body = event.body && { body: event.body };
        near.perform({ do: "progress", status: event.status, extra, ...body });
        break;
      }
      case "accepted": {
        const extra = responseLines(event.response);
        near.perform({ do: "accept", extra, ...(event.body && { body: event.body }) });
        this.#agreement.accepted(event.body);
        break;
      }
      case "refused":
        this.#refused(event);
        break;
      default:
        this.#said("far", event);
    }
  }

  #refused({ status, response }: SessionEvent & { readonly on: "refused" }): void {
    this.#farGone();
    const isForHelp = this.#call.hurries !== undefined;
    const goesOn = isForHelp || isTrunkTrouble(status) || isOurs(status);
    if (!goesOn) this.#attempts.length = 0;
    const extra = response === undefined ? [] : responseLines(response);
    if (this.#over.near) this.#finishes();
    else if (isOurs(status)) this.#tries(503);
    else this.#tries(status, extra);
  }

  #farGone(): void {
    this.#far = undefined;
    this.#over.far = true;
    this.#agreement.farGone();
    for (const { number } of this.#waiting.near.splice(0))
      this.#call.near.perform({ do: "reply", to: number, status: 480 });
  }

  /* Afterwards they are alike. */

  #said(side: Side, event: SessionEvent): void {
    const there = this.#session(other[side]);
    switch (event.on) {
      case "offered":
        this.#agreement.offered(side, event.body);
        break;
      case "answered":
        this.#agreement.answered(side, event.body);
        break;
      case "offerRefused":
        this.#agreement.refused(side, event.status);
        break;
      case "requested": {
        const { method } = event.request;
        this.#waiting[side].push({ number: event.number, method });
        const extra = requestLines(event.request);
        there?.perform({ do: "request", method, extra, ...bodyLike(event.request) });
        break;
      }
      case "replied":
        this.#replied(side, event);
        break;
      case "bye":
        there?.perform({ do: "end", extra: reasonLines(event.reasons) });
        break;
      case "over":
        this.#sideOver(side);
        break;
      default: // "proceeding": the layer has said 100
    }
  }

  #replied(side: Side, event: SessionEvent & { readonly on: "replied" }): void {
    const { status, response } = event;
    const waiting = this.#waiting[other[side]];
    const index = waiting.findIndex(({ method }) => method === event.method);
    const [asked] = index < 0 ? [] : waiting.splice(index, 1);
    if (asked === undefined) return;
    const more =
      response === undefined ? {} : { extra: responseLines(response), ...bodyLike(response) };
    this.#session(other[side])?.perform({ do: "reply", to: asked.number, status, ...more });
  }

  #sideOver(side: Side): void {
    this.#over[side] = true;
    this.#session(other[side])?.perform({ do: "end" });
    this.#finishes();
  }

  #finishes(): void {
    if (this.#over.near && this.#over.far) this.#call.ended();
  }

  #session(side: Side): End | undefined {
    if (this.#over[side]) return undefined;
    return side === "near" ? this.#call.near : this.#far;
  }
}

/** The trunk does not take our password, or sends us elsewhere: not the caller's matter. */
const isOurs = (status: number): boolean =>
  status === 401 || status === 407 || (status >= 300 && status < 400);

const reasonLines = (reasons: readonly string[]): readonly HeaderLine[] =>
  reasons.map((text) => ({ name: "Reason", text }));

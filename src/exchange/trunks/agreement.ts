import type { Session } from "#sip/agent/userAgent.ts";
import type { Body } from "#sip/session/session.ts";
import { sameBody } from "#sip/session/steps.ts";

/** The two sides of a bridge: who called, and the trunk. */
export type Side = "near" | "far";
export const other = { near: "far", far: "near" } as const;

/** What is being agreed on, which is one thing at a time: who else begins is told 491. */
interface Agreeing {
  readonly by: Side;
  /**
   * `offered`: the other's answer is for it. `asked`: it was given the other's last description, and
   * what it answers is an offer to the other. `told`: the other's answer is for nobody.
   */
  readonly is: "offered" | "asked" | "told";
}

/** Offers and answers over a bridge (RFC 3264): whose answer is for whom. Bodies are opaque. */
export class Agreement {
  /** Undefined: that side is over, or not there yet. */
  readonly #session: (side: Side) => Pick<Session, "perform"> | undefined;
  readonly #last: Partial<Record<Side, Body>> = {};
  #agreeing: Agreeing | undefined;
  /** The answer that the near side had before the call was answered. */
  #early: Body | undefined;

  constructor(session: (side: Side) => Pick<Session, "perform"> | undefined) {
    this.#session = session;
  }

  /** What a side says of itself in the messages that begin the call. */
  heard(side: Side, body: Body | undefined): void {
    if (body !== undefined) this.#last[side] = body;
  }

  /** The trunk's side answers before the call is answered. */
  heardEarly(body: Body | undefined): void {
    this.heard("far", body);
    this.#early ??= body;
  }

  /** The call is answered, perhaps by another than who was heard early: the near side is offered this one's. */
  accepted(body: Body | undefined): void {
    this.heard("far", body);
    if (body === undefined || this.#early === undefined || sameBody(this.#early, body)) return;
    this.#offers({ by: "far", is: "told" }, body);
  }

  offered(side: Side, body: Body | undefined): void {
    const here = this.#session(side);
    const known = this.#last[other[side]];
    if (this.#agreeing !== undefined) here?.perform({ do: "refuseOffer", status: 491 });
    else if (body !== undefined) {
      this.heard(side, body);
      this.#offers({ by: side, is: "offered" }, body);
    } else if (known === undefined) here?.perform({ do: "refuseOffer", status: 488 });
    else {
      this.#agreeing = { by: side, is: "asked" };
      here?.perform({ do: "answer", body: known });
    }
  }

  answered(side: Side, body: Body | undefined): void {
    this.heard(side, body);
    const { by, is } = this.#agreeing ?? {};
    if (is === undefined || (is === "asked") !== (by === side)) return; // news of a refresh
    this.#agreeing = undefined;
    if (is === "asked" && body !== undefined) this.#offers({ by: side, is: "told" }, body);
    if (is === "offered")
      this.#session(other[side])?.perform(
        body === undefined ? { do: "refuseOffer", status: 488 } : { do: "answer", body },
      );
  }

  /** That side has refused what it was offered. */
  refused(side: Side, status: number): void {
    const { is } = this.#agreeing ?? {};
    this.#agreeing = undefined;
    if (is === "offered") this.#session(other[side])?.perform({ do: "refuseOffer", status });
  }

  /** The trunk is gone, and another is tried: nobody answers what the near side has offered it. */
  farGone(): void {
    if (this.#agreeing?.by === "near") this.refused("far", 488);
    this.#agreeing = undefined;
  }

  /** To the other side; the caller who sent no offer has the trunk's early, as it came (RFC 3262 §5). */
  #offers(agreeing: Agreeing, body: Body): void {
    this.#agreeing = agreeing;
    const to = other[agreeing.by];
    this.#session(to)?.perform(
      to === "near" && this.#last.near === undefined
        ? { do: "progress", status: 183, body }
        : { do: "offer", body },
    );
  }
}

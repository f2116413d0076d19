/**
 * What a SIP phone keeps of a transfer that it asked for: its own session with the party, until it
 * says goodbye, and with whom it spoke of it. It hears how it goes; when nobody comes, the party is
 * back in that session, or rings back at the telephone that has left already.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { CallHost } from "#server/callHost.ts";
import type { Bridge, TransferNews } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import { because, type Cause } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

/** RFC 5589 §6: the phone says goodbye itself when it hears that it is done; we do, when it does not. */
const goodbye = seconds(5);

export interface ReferralMeans {
  readonly clock: Clock;
  readonly calls: Pick<CallHost, "swap">;
}

export class Referral {
  readonly #of: ReferralMeans;
  readonly #bridge: Bridge;
  readonly #own: Leg;
  readonly #other: Leg | undefined;
  readonly #unheard: Cancel;
  #isThere = true;
  #alarm: Cancel | undefined;

  constructor(of: ReferralMeans, bridge: Bridge, own: Leg, other: Leg | undefined) {
    this.#of = of;
    this.#bridge = bridge;
    this.#own = own;
    this.#other = other;
    this.#unheard = own.events((event) => {
      if (event.on === "ended") this.#left();
    });
    other?.events((event) => {
      if (event.on === "ended") other.close();
    });
    own.perform({ do: "acceptTransfer" });
  }

  hears(news: TransferNews): void {
    switch (news.on) {
      case "ringing":
        return void this.#own.perform({ do: "transferNews", is: "ringing" });
      case "answered":
        this.#own.perform({ do: "transferNews", is: "done" });
        return void this.#lets(because("normal"));
      case "failed":
        this.#own.perform({ do: "transferNews", is: "failed", cause: news.cause });
        this.#other?.perform({ do: "end", cause: news.cause });
        return void this.#failed(news.cause);
      case "gone":
        this.#own.perform({ do: "transferNews", is: "failed", cause: because("cancelled") });
        return void this.#lets(news.cause);
    }
  }

  /** It has nobody to talk to any more. */
  #lets(cause: Cause): void {
    this.#other?.perform({ do: "end", cause });
    const { clock } = this.#of;
    const ends = (): void => this.#own.perform({ do: "end", cause });
    if (this.#isThere) this.#alarm = clock.at(after(clock.now(), goodbye), ends);
  }

  #failed(cause: Cause): void {
    if (!this.#isThere) return void comesBack(this.#bridge, cause);
    this.#unheard();
    if (this.#own.holds?.()) this.#bridge.held.tell({ on: "held" });
    this.#of.calls.swap(this.#own);
  }

  #left(): void {
    this.#isThere = false;
    this.#alarm?.();
    this.#own.close();
  }
}

/** The telephone rings with the party that it has left. */
export function comesBack({ held }: Bridge, cause: Cause): void {
  held.tell({ on: "returned", cause });
  held.tell({ on: "ended", cause });
}

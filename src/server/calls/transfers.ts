/** Puts the parties of two calls through to each other, and brings back who was not taken. */
import type { CallHost } from "#server/callHost.ts";
import { Bridge, type TransferNews } from "#server/legs/bridge.ts";
import { callOf, type LegId } from "#telephony/call/leg.ts";

/** One telephone's legs in both. */
export interface Transfer {
  /** Its party is put through … */
  readonly held: LegId;
  /** … to the party of this one, whether that has answered or is still rung. */
  readonly call: LegId;
}

export class Transfers {
  readonly #calls: Pick<CallHost, "swap" | "get">;

  constructor(calls: Pick<CallHost, "swap" | "get">) {
    this.#calls = calls;
  }

  /**
   * A line gives up both: whoever was put through and is not taken rings back there. The legs that it
   * is rid of; a call that has just ended wants the leg's own goodbye.
   */
  putThrough({ held, call }: Transfer): readonly LegId[] {
    if (this.#stateOf(held) !== "joined") return [];
    const state = this.#stateOf(call);
    const isAlive = state === "directing" || state === "trying" || state === "joined";
    const news = (what: TransferNews): void => {
      if (what.on === "failed") comesBack(bridge, what.cause);
    };
    const bridge = new Bridge({ held, call, answered: state === "joined", news });
    this.#calls.swap(bridge.held);
    if (!isAlive) {
      comesBack(bridge, { kind: "normal" });
      return [held];
    }
    this.#calls.swap(bridge.call);
    bridge.begins();
    return [held, call];
  }

  #stateOf(leg: LegId): string | undefined {
    return this.#calls.get(callOf(leg))?.state;
  }
}

function comesBack(
  { held }: Bridge,
  cause: Extract<TransferNews, { on: "failed" }>["cause"],
): void {
  held.tell({ on: "returned", cause });
  held.tell({ on: "ended", cause });
}

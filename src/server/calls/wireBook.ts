/**
 * The messages of past calls in full, for as many days as their owner wants to look at them: apart
 * from the calls, which are kept for longer, and not at all where the owner does not wish it.
 */
import { hours } from "#kit/time.ts";
import type { Store } from "#server/store/store.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";
import type { LadderRow } from "#world/ladder.ts";

export interface WireMeans {
  readonly clock: Clock;
  readonly store: Pick<Store, "wires">;
  readonly settings: () => Settings["ladders"];
}

export class WireBook {
  readonly #of: WireMeans;

  constructor(of: WireMeans) {
    this.#of = of;
    this.#trim();
  }

  get isOn(): boolean {
    return this.#of.settings().messages;
  }

  keep(id: string, at: number, rows: readonly WireRow[]): void {
    this.#trim();
    if (!this.isOn || !rows.some(({ message }) => message !== undefined)) return;
    void this.#of.store.wires.put(id, at, {
      at,
      messages: rows.map(({ message }) => message ?? null),
    });
  }

  /** The rows with what is still known of their messages. */
  read(id: string, rows: readonly LadderRow[]): readonly WireRow[] {
    const kept = this.#of.store.wires.get(id);
    if (!kept || kept.at < this.#oldest()) return rows;
    return rows.map((row, i) => {
      const message = kept.messages[i];
      return typeof message === "string" ? { ...row, message } : row;
    });
  }

  /** Where none is wished for any more, those of before are too old as well. */
  #oldest(): number {
    const now = this.#of.clock.wallTime();
    return this.isOn ? now - hours(24 * this.#of.settings().days) : now;
  }

  #trim(): void {
    void this.#of.store.wires.trim(this.#oldest());
  }
}

import { between, type Instant } from "#kit/time.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import type { LadderRow } from "#world/ladder.ts";

interface Row {
  readonly at: Instant;
  readonly direction: "in" | "out";
  readonly text: string;
}

const mostDialogs = 4000;
const mostRows = 200;
const us = "Ringwise";

/** What went over the wire, by Call-ID, until a call asks for its own; the oldest dialogs are forgotten. */
export class LadderBook {
  readonly #dialogs = new Map<string, Row[]>();

  note({ direction, callId, text }: Traffic, at: Instant): void {
    const rows = this.#dialogs.get(callId) ?? [];
    if (rows.length === 0) this.#dialogs.set(callId, rows);
    if (rows.length < mostRows) rows.push({ at, direction, text });
    const oldest = this.#dialogs.keys().next();
    if (this.#dialogs.size > mostDialogs && !oldest.done) this.#dialogs.delete(oldest.value);
  }

  /** The rows of these dialogs in their order; each names the party at its far end. */
  rows(dialogs: readonly { readonly callId: string; readonly party: string }[]): LadderRow[] {
    const all = dialogs.flatMap(({ callId, party }) =>
      (this.#dialogs.get(callId) ?? []).map((row) => ({ ...row, party })),
    );
    const sorted = all.sort((a, b) => a.at - b.at);
    const began = sorted[0]?.at;
    return sorted.map(({ at, direction, text, party }) => {
      const [from, to] = direction === "in" ? [party, us] : [us, party];
      return { ms: began === undefined ? 0 : between(began, at), from, to, text };
    });
  }

  forget(callIds: readonly string[]): void {
    for (const callId of callIds) this.#dialogs.delete(callId);
  }
}

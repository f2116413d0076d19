import { between, type Instant } from "#kit/time.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import { withoutSecrets } from "#sip/message/withoutSecrets.ts";
import type { LadderRow } from "#world/ladder.ts";
import type { Address } from "#world/network.ts";

/** A row of a ladder with its message, where it is known. */
export interface WireRow extends LadderRow {
  readonly message?: string;
}

/** Whose messages these are, and what the party at the far end of each is called. */
export interface LadderDialog {
  readonly callId: string;
  readonly party: string | ((remote: Address) => string);
}

interface Row {
  readonly at: Instant;
  readonly direction: "in" | "out";
  readonly text: string;
  readonly remote: Address;
  readonly bytes?: Uint8Array;
}

const mostDialogs = 4000;
const mostRows = 200;
const us = "Ringwise";

/** Of one message, and of all that are held at once, in bytes. */
const longestMessage = 6000;
const mostHeld = 8_000_000;

/**
 * What went over the wire, by Call-ID, until a call asks for its own. Messages of calls are held in
 * full and shown without their secrets. The oldest dialogs give way to new ones: what strangers send
 * becomes no call, and is forgotten by this alone.
 */
export class LadderBook {
  readonly #dialogs = new Map<string, Row[]>();
  readonly #keepsMessages: () => boolean;
  #held = 0;

  constructor(keepsMessages: () => boolean = () => false) {
    this.#keepsMessages = keepsMessages;
  }

  has(callId: string): boolean {
    return this.#dialogs.has(callId);
  }

  note({ direction, callId, text, bytes, flow: { remote } }: Traffic, at: Instant): void {
    const rows = this.#dialogs.get(callId) ?? [];
    if (rows.length === 0) this.#dialogs.set(callId, rows);
    if (rows.length < mostRows) {
      const isCall = (rows[0]?.text ?? text).startsWith("INVITE");
      const kept = isCall && this.#keepsMessages() ? bytes.slice(0, longestMessage) : undefined;
      this.#held += kept?.length ?? 0;
      rows.push({ at, direction, text, remote, ...(kept && { bytes: kept }) });
    }
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const oldest of this.#dialogs.keys()) {
      if (this.#dialogs.size <= mostDialogs && this.#held <= mostHeld) return;
      this.forget([oldest]);
    }
  }

  /** The rows of these dialogs in their order; each names the party at its far end. */
  rows(dialogs: readonly LadderDialog[]): WireRow[] {
    const all = dialogs.flatMap(({ callId, party }) =>
      (this.#dialogs.get(callId) ?? []).map((row) => ({
        ...row,
        party: typeof party === "string" ? party : party(row.remote),
      })),
    );
    const sorted = all.sort((a, b) => a.at - b.at);
    const began = sorted[0]?.at;
    return sorted.map(({ at, direction, text, bytes, party }) => {
      const [from, to] = direction === "in" ? [party, us] : [us, party];
      const ms = began === undefined ? 0 : between(began, at);
      const message = bytes && withoutSecrets(bytes, longestMessage);
      return { ms, from, to, text, ...(message !== undefined && { message }) };
    });
  }

  forget(callIds: readonly string[]): void {
    for (const callId of callIds) {
      for (const { bytes } of this.#dialogs.get(callId) ?? []) this.#held -= bytes?.length ?? 0;
      this.#dialogs.delete(callId);
    }
  }
}

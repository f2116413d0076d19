import { between, type Instant } from "#kit/time.ts";
import type { WireRow } from "#server/calls/wireBook.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import { withoutSecrets } from "#sip/message/withoutSecrets.ts";

interface Row {
  readonly at: Instant;
  readonly direction: "in" | "out";
  readonly text: string;
  readonly message?: string;
}

const mostDialogs = 4000;
const mostRows = 200;
const us = "Ringwise";

/** Of one message, and of all that are held at once, in characters. */
const longestMessage = 6000;
const mostHeld = 8_000_000;

/**
 * What went over the wire, by Call-ID, until a call asks for its own. Messages of calls are held in
 * full, without their secrets. The oldest dialogs give way to new ones: what strangers send becomes
 * no call, and is forgotten by this alone.
 */
export class LadderBook {
  readonly #dialogs = new Map<string, Row[]>();
  readonly #keepsMessages: () => boolean;
  #held = 0;

  constructor(keepsMessages: () => boolean = () => false) {
    this.#keepsMessages = keepsMessages;
  }

  note({ direction, callId, text, bytes }: Traffic, at: Instant): void {
    const rows = this.#dialogs.get(callId) ?? [];
    if (rows.length === 0) this.#dialogs.set(callId, rows);
    if (rows.length < mostRows) {
      const isCall = (rows[0]?.text ?? text).startsWith("INVITE");
      const message = isCall ? this.#messageIn(bytes) : undefined;
      rows.push({ at, direction, text, ...(message !== undefined && { message }) });
    }
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const oldest of this.#dialogs.keys()) {
      if (this.#dialogs.size <= mostDialogs && this.#held <= mostHeld) return;
      this.forget([oldest]);
    }
  }

  #messageIn(bytes: Uint8Array): string | undefined {
    if (!this.#keepsMessages()) return undefined;
    const message = withoutSecrets(bytes, longestMessage);
    this.#held += message.length;
    return message;
  }

  /** The rows of these dialogs in their order; each names the party at its far end. */
  rows(dialogs: readonly { readonly callId: string; readonly party: string }[]): WireRow[] {
    const all = dialogs.flatMap(({ callId, party }) =>
      (this.#dialogs.get(callId) ?? []).map((row) => ({ ...row, party })),
    );
    const sorted = all.sort((a, b) => a.at - b.at);
    const began = sorted[0]?.at;
    return sorted.map(({ at, direction, text, message, party }) => {
      const [from, to] = direction === "in" ? [party, us] : [us, party];
      const ms = began === undefined ? 0 : between(began, at);
      return { ms, from, to, text, ...(message !== undefined && { message }) };
    });
  }

  forget(callIds: readonly string[]): void {
    for (const callId of callIds) {
      for (const { message = "" } of this.#dialogs.get(callId) ?? []) this.#held -= message.length;
      this.#dialogs.delete(callId);
    }
  }
}

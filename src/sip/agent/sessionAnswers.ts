import type { Cancel } from "#kit/listeners.ts";
import { contactLine } from "#sip/agent/contact.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { Server } from "#sip/headers/userAgent.ts";
import { type HeaderLine, header, type SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Body } from "#sip/session/session.ts";
import type { SessionEffect } from "#sip/session/sessionState.ts";

/** How a session names itself in what it sends. */
export interface OwnName {
  readonly localTag: string;
  readonly contactUser: string;
  /** It was asked by a sips URI. */
  readonly secure: boolean;
  /** For User-Agent and Server. */
  readonly product: string;
}

interface Waiting {
  readonly transaction: ServerTransaction;
  /** Hears no CANCEL any more. */
  readonly deafen: Cancel | undefined;
}

/** The requests of a session that came: each has a number, and is kept for as long as it may be answered. */
export class SessionAnswers {
  readonly #name: OwnName;
  readonly #waiting = new Map<number, Waiting>();
  readonly #cancelled: (id: number, cancel: SipRequest) => void;
  #served = 0;

  constructor(name: OwnName, cancelled: (id: number, cancel: SipRequest) => void) {
    this.#name = name;
    this.#cancelled = cancelled;
  }

  takes(transaction: ServerTransaction): number {
    const id = ++this.#served;
    const isInvite = transaction.request.method === "INVITE";
    if (isInvite) this.#forgetAnsweredInvites();
    const deafen = isInvite
      ? transaction.cancelled((cancel) => this.#cancelled(id, cancel))
      : undefined;
    this.#waiting.set(id, { transaction, deafen });
    return id;
  }

  answer(effect: SessionEffect & { readonly do: "respond" }): void {
    const { to, status, extra, body } = effect;
    const transaction = this.#waiting.get(to)?.transaction;
    if (transaction === undefined) return;
    const { localTag, contactUser, secure, product } = this.#name;
    const contact = effect.contact ? [contactLine(transaction, contactUser, secure)] : [];
    const headers = [...contact, ...extra, header(Server, product), ...bodyLines(body)];
    const { request } = transaction;
    transaction.answer(respond(request, status, { toTag: localTag, headers, body: body?.content }));
    // only the 2xx of an INVITE is said again
    if (status >= 300 || (status >= 200 && request.method !== "INVITE")) this.#forget(to);
    else if (status >= 200) this.#answeredInvites.add(to);
  }

  readonly #answeredInvites = new Set<number>();

  /** Their next INVITE has come: nothing is said to the one before any more. */
  #forgetAnsweredInvites(): void {
    for (const id of this.#answeredInvites) this.#forget(id);
    this.#answeredInvites.clear();
  }

  #forget(id: number): void {
    this.#waiting.get(id)?.deafen?.();
    this.#waiting.delete(id);
  }

  close(): void {
    for (const id of [...this.#waiting.keys()]) this.#forget(id);
  }
}

export const bodyLines = (body: Body | undefined): readonly HeaderLine[] =>
  body === undefined ? [] : [{ name: "Content-Type", text: body.type }];

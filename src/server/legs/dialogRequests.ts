import type { WireMeans } from "#server/legs/mediaChanges.ts";
import { pressed } from "#server/legs/sipWords.ts";
import { ReferTo } from "#sip/headers/referTo.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";

/** What the far side asks within its dialog beside the session itself: keys, flashes, a transfer. */
export class DialogRequests {
  readonly #means: WireMeans;
  /** The REFER that the call has not answered yet. */
  #transfer: number | undefined;

  constructor(means: WireMeans) {
    this.#means = means;
  }

  asked(number: number, request: SipRequest): void {
    if (request.method === "REFER") return void this.#transferAsked(number, request);
    const event = request.method === "INFO" ? pressed(request) : undefined;
    if (event) this.#means.tell(event);
    this.#reply(number, event ? 200 : unknownRequest(request));
  }

  answerTransfer(status: 202 | 603): void {
    if (this.#transfer !== undefined) this.#reply(this.#transfer, status);
    this.#transfer = undefined;
  }

  #transferAsked(number: number, request: SipRequest): void {
    const target = readable(request, ReferTo);
    if (!target || this.#transfer !== undefined)
      return void this.#reply(number, target ? 491 : 400);
    this.#transfer = number;
    this.#means.tell({ on: "transferAsked", address: target.uri });
  }

  #reply(to: number, status: number): void {
    this.#means.say({ do: "reply", to, status });
  }
}

/** INFO without meaning is still received; a NOTIFY belongs to no subscription of ours. */
function unknownRequest({ method, body }: SipRequest): number {
  if (method === "INFO") return body.length === 0 ? 200 : 415;
  return method === "NOTIFY" ? 481 : 405;
}

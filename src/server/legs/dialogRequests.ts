import type { WireMeans } from "#server/legs/mediaChanges.ts";
import { SipTransfer, type TransferNews } from "#server/legs/sipTransfer.ts";
import { pressed } from "#server/legs/sipWords.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { LegId } from "#telephony/call/leg.ts";

/** What the far side asks within its dialog beside the session itself: keys, flashes, a transfer. */
export class DialogRequests {
  readonly #means: WireMeans;
  readonly #transfer: SipTransfer;

  /** `legOf`: another leg of the same telephone by its dialog. */
  constructor(means: WireMeans, legOf?: (replaced: ReplacedDialog) => LegId | undefined) {
    this.#means = means;
    this.#transfer = new SipTransfer({ say: means.say, ...(legOf && { legOf }) });
  }

  asked(number: number, request: SipRequest): void {
    if (request.method === "REFER") return void this.#transferAsked(number, request);
    const event = request.method === "INFO" ? pressed(request) : undefined;
    if (event) this.#means.tell(event);
    this.#means.say({ do: "reply", to: number, status: event ? 200 : unknownRequest(request) });
  }

  answerTransfer(isAccepted: boolean): void {
    if (isAccepted) this.#transfer.accept();
    else this.#transfer.refuse();
  }

  /** What becomes of it. */
  tellTransfer(news: TransferNews): void {
    this.#transfer.news(news);
  }

  #transferAsked(number: number, request: SipRequest): void {
    const event = this.#transfer.asked(number, request);
    if (event) this.#means.tell(event);
  }
}

/** INFO without meaning is still received; a NOTIFY belongs to no subscription of ours. */
function unknownRequest({ method, body }: SipRequest): number {
  if (method === "INFO") return body.length === 0 ? 200 : 415;
  return method === "NOTIFY" ? 481 : 405;
}

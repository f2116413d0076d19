import type { WireMeans } from "#server/legs/mediaChanges.ts";
import { SipReferral } from "#server/legs/sipReferral.ts";
import { SipTransfer, type TransferNews } from "#server/legs/sipTransfer.ts";
import { pressed } from "#server/legs/sipWords.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { LegId } from "#telephony/call/leg.ts";

/** What the far side asks within its dialog beside the session itself: keys, flashes, a transfer. */
export class DialogRequests {
  readonly #means: WireMeans;
  readonly #transfer: SipTransfer;
  readonly #referral: SipReferral;

  /** `legOf`: another leg of the same telephone by its dialog. */
  constructor(
    means: WireMeans,
    session: () => Session | undefined,
    legOf?: (replaced: ReplacedDialog) => LegId | undefined,
  ) {
    this.#means = means;
    this.#referral = new SipReferral({ session, tell: means.tell });
    this.#transfer = new SipTransfer({ say: means.say, ...(legOf && { legOf }) });
  }

  asked(number: number, request: SipRequest): void {
    if (request.method === "REFER") return void this.#transferAsked(number, request);
    if (request.method === "NOTIFY" && this.#referral.noticed(request))
      return void this.#means.say({ do: "reply", to: number, status: 200 });
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

  /** Its telephone shall call there. */
  refers(uri: string): void {
    this.#referral.ask(uri);
  }

  replied(method: string, status: number): void {
    if (method === "REFER") this.#referral.answered(status);
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

/**
 * A transfer that we ask of the far side of a session: REFER, and what its notices say of it
 * (RFC 3515, RFC 5589). One at a time; the session itself goes on until somebody ends it.
 */
import { fromUtf8 } from "#kit/bytes.ts";
import { causeOfStatus } from "#server/causes.ts";
import { referredBy } from "#server/legs/replacing.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { LegEvent } from "#telephony/call/leg.ts";

export interface SipReferralMeans {
  readonly session: () => Session | undefined;
  readonly tell: (event: LegEvent) => void;
}

export class SipReferral {
  readonly #of: SipReferralMeans;
  #isOn = false;

  constructor(of: SipReferralMeans) {
    this.#of = of;
  }

  /** Its telephone shall call that URI. */
  ask(uri: string): void {
    const session = this.#of.session();
    if (this.#isOn || !session) {
      this.#of.tell({ on: "transferNews", is: "failed" });
      return;
    }
    this.#isOn = true;
    session.perform({
      do: "request",
      method: "REFER",
      extra: [{ name: "Refer-To", text: `<${uri}>` }, ...referredBy(session)],
    });
  }

  /** The answer to our REFER; a 2xx says only that it is tried. */
  answered(status: number): void {
    if (this.#isOn && status >= 300) this.#over({ on: "transferNews", is: "failed" });
  }

  /** True: the notice is of our transfer. */
  noticed(request: SipRequest): boolean {
    const [event = ""] = request.lines("Event");
    if (!this.#isOn || !/^\s*refer\s*(;|$)/i.test(event)) return false;
    const status = statusIn(request);
    const [state = ""] = request.lines("Subscription-State");
    if (status === 180 || status === 183) this.#of.tell({ on: "transferNews", is: "ringing" });
    else if (status >= 300)
      this.#over({ on: "transferNews", is: "failed", cause: causeOfStatus(status) });
    else if (status >= 200) this.#over({ on: "transferNews", is: "done" });
    else if (/^\s*terminated/i.test(state)) this.#over({ on: "transferNews", is: "failed" });
    return true;
  }

  #over(event: LegEvent): void {
    this.#isOn = false;
    this.#of.tell(event);
  }
}

/** Of the response that the notice tells of (RFC 3420: a status line is enough); 100 when it says none. */
function statusIn({ body }: SipRequest): number {
  const line = fromUtf8(body.subarray(0, 80));
  return Number(/^SIP\/2\.0 ([1-6]\d\d)(?= |\r|$)/i.exec(line)?.[1] ?? 100);
}

/**
 * A transfer that the far side of a session asks us for: REFER and the notices of its subscription
 * (RFC 3515, RFC 5589). One at a time.
 */
import { statusOf } from "#server/causes.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { ReferredBy } from "#sip/headers/referredBy.ts";
import { ReferTo } from "#sip/headers/referTo.ts";
import { type ReplacedDialog, Replaces } from "#sip/headers/replaces.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { reasonPhrase } from "#sip/message/statusCodes.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { SessionCommand } from "#sip/session/session.ts";
import type { LegCommand, LegEvent, LegId } from "#telephony/call/leg.ts";

export interface SipTransferMeans {
  readonly say: (command: SessionCommand) => void;
  /** Another leg of the same telephone by its dialog; absent: nobody there may ask for it. */
  readonly legOf?: (replaced: ReplacedDialog) => LegId | undefined;
}

interface Asked {
  readonly number: number;
  readonly quiet: boolean;
  /** What its notices are about. */
  readonly event: string;
  /** What is said when it cannot be: a dialog that leads nowhere is none (RFC 3891 §3). */
  readonly refusal: number;
}

/** RFC 3515 §2.4.2: one Refer-To, no more and no fewer. */
const onlyIn = (request: SipRequest): string | undefined =>
  request.lines(ReferTo.name).length === 1 ? readable(request, ReferTo)?.uri : undefined;

/** Nothing but a call is made for anybody (RFC 3261 §19.1.1). */
const isCall = ({ params }: SipUri): boolean =>
  (params.get("method") ?? "INVITE").toUpperCase() === "INVITE";

export type TransferNews = LegCommand & { readonly do: "transferNews" };
/** Longer than anybody lets a telephone ring. */
const expires = 180;

export class SipTransfer {
  readonly #of: SipTransferMeans;
  #asked: Asked | undefined;
  /** Accepted, and not over. */
  #isOn = false;
  #isQuiet = false;
  #event = "";
  /** How often it was asked for in this dialog. */
  #times = 0;

  constructor(of: SipTransferMeans) {
    this.#of = of;
  }

  /** What is asked for; undefined: it is answered already. */
  asked(number: number, request: SipRequest): LegEvent | undefined {
    this.#times++;
    const address = onlyIn(request);
    const uri = address === undefined ? undefined : parseUri(address);
    if (address === undefined || !uri?.ok) return this.#reply(number, 400);
    if (this.#asked !== undefined || this.#isOn) return this.#reply(number, 491);
    if (!isCall(uri.value)) return this.#reply(number, 603);
    const { replaces, dialog } = this.#replacedIn(uri.value);
    const [sub = ""] = request.lines("Refer-Sub"); // RFC 4488
    this.#asked = {
      number,
      quiet: /^\s*false/i.test(sub),
      event: this.#times === 1 ? "refer" : `refer;id=${readable(request, CSeq)?.number ?? 0}`, // §2.4.6
      refusal: dialog === undefined ? 603 : 481,
    };
    const by = readable(request, ReferredBy)?.uri;
    return {
      on: "transferAsked",
      address,
      ...(replaces !== undefined && { replaces }),
      ...(dialog !== undefined && { dialog }),
      ...(by !== undefined && { by }),
    };
  }

  accept(): void {
    if (!this.#asked) return;
    const { number, quiet, event } = this.#asked;
    this.#isOn = true;
    this.#event = event;
    this.#isQuiet = quiet;
    this.#asked = undefined;
    const extra = quiet ? [{ name: "Refer-Sub", text: "false" }] : [];
    this.#of.say({ do: "reply", to: number, status: 202, extra });
    this.#notify(100, `active;expires=${expires}`);
  }

  refuse(): void {
    if (this.#asked) this.#reply(this.#asked.number, this.#asked.refusal);
    this.#asked = undefined;
  }

  news(news: TransferNews): void {
    if (!this.#isOn) return;
    if (news.is === "ringing") return void this.#notify(180, `active;expires=${expires}`);
    this.#isOn = false;
    this.#notify(news.is === "failed" ? statusOf(news.cause) : 200, "terminated;reason=noresource");
  }

  #reply(to: number, status: number): undefined {
    this.#of.say({ do: "reply", to, status });
  }

  /** Whose place shall be taken: a leg of ours, else a dialog somewhere. */
  #replacedIn({ headers }: SipUri): { readonly replaces?: LegId; readonly dialog?: string } {
    const dialog = headers.find(([name]) => name.toLowerCase() === "replaces")?.[1];
    if (dialog === undefined) return {};
    const replaced = Replaces.parse(dialog);
    const replaces = replaced.ok ? this.#of.legOf?.(replaced.value) : undefined;
    return replaces === undefined ? { dialog } : { replaces };
  }

  #notify(status: number, state: string): void {
    if (this.#isQuiet) return;
    const line = `SIP/2.0 ${status} ${reasonPhrase(status)}\r\n`;
    this.#of.say({
      do: "request",
      method: "NOTIFY",
      extra: [
        { name: "Event", text: this.#event },
        { name: "Subscription-State", text: state },
      ],
      body: { type: "message/sipfrag;version=2.0", content: new TextEncoder().encode(line) },
    });
  }
}

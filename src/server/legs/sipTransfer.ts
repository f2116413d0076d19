/**
 * A transfer that the far side of a session asks us for: REFER and the notices of its subscription
 * (RFC 3515, RFC 5589). One at a time.
 */
import { statusOf } from "#server/causes.ts";
import { ReferredBy } from "#sip/headers/referredBy.ts";
import { ReferTo } from "#sip/headers/referTo.ts";
import { type ReplacedDialog, Replaces } from "#sip/headers/replaces.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { reasonPhrase } from "#sip/message/statusCodes.ts";
import { parseUri } from "#sip/message/uri.ts";
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
  /** What is said when it cannot be: a dialog that leads nowhere is none (RFC 3891 §3). */
  readonly refusal: number;
}

export type TransferNews = LegCommand & { readonly do: "transferNews" };
/** Longer than anybody lets a telephone ring. */
const expires = 180;

export class SipTransfer {
  readonly #of: SipTransferMeans;
  #asked: Asked | undefined;
  /** Accepted, and not over. */
  #isOn = false;
  #isQuiet = false;

  constructor(of: SipTransferMeans) {
    this.#of = of;
  }

  /** What is asked for; undefined: it is answered already. */
  asked(number: number, request: SipRequest): LegEvent | undefined {
    const address = readable(request, ReferTo)?.uri;
    const uri = address === undefined ? undefined : parseUri(address);
    if (address === undefined || !uri?.ok) return this.#reply(number, 400);
    if (this.#asked !== undefined || this.#isOn) return this.#reply(number, 491);
    const named = uri.value.headers.find(([name]) => name.toLowerCase() === "replaces")?.[1];
    const replaces = named === undefined ? undefined : this.#legIn(named);
    const dialog = replaces === undefined ? named : undefined;
    const [sub = ""] = request.lines("Refer-Sub"); // RFC 4488
    this.#asked = {
      number,
      quiet: /^\s*false/i.test(sub),
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
    const { number, quiet } = this.#asked;
    this.#isOn = true;
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

  #legIn(text: string): LegId | undefined {
    const replaced = Replaces.parse(text);
    return replaced.ok ? this.#of.legOf?.(replaced.value) : undefined;
  }

  #notify(status: number, state: string): void {
    if (this.#isQuiet) return;
    const line = `SIP/2.0 ${status} ${reasonPhrase(status)}\r\n`;
    this.#of.say({
      do: "request",
      method: "NOTIFY",
      extra: [
        { name: "Event", text: "refer" },
        { name: "Subscription-State", text: state },
      ],
      body: { type: "message/sipfrag;version=2.0", content: new TextEncoder().encode(line) },
    });
  }
}

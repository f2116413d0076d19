import type { Cancel } from "#kit/listeners.ts";
import type { ClientEvent, TransactionLayer, Way } from "#sip/agent/transactions.ts";
import type { Answer, Asking } from "#sip/agent/userAgent.ts";
import { type Answered, credentialLines, takeChallenge } from "#sip/auth/answer.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Crypto } from "#world/crypto.ts";
import { type Random, token } from "#world/random.ts";

/** What asking stands on. */
export interface AskParts {
  readonly layer: TransactionLayer;
  readonly random: Random;
  readonly crypto: Crypto;
}

/** Requests outside of dialogs: each gets one final answer, after challenges were met. */
export class Asks {
  readonly #parts: AskParts;
  #open = 0;

  constructor(parts: AskParts) {
    this.#parts = parts;
  }

  /** How many wait for their answer. */
  get open(): number {
    return this.#open;
  }

  ask(asking: Asking, then: (answer: Answer) => void): Cancel {
    let heard = true;
    this.#open++;
    this.#send(asking, [], (answer) => {
      this.#open--;
      if (heard) then(answer);
    });
    return () => {
      heard = false;
    };
  }

  #send(asking: Asking, answered: readonly Answered[], then: (answer: Answer) => void): void {
    let used = answered;
    const make = (way: Way): SipRequest => {
      const plain = asking.make(way, []);
      if (asking.login === undefined || answered.length === 0) return plain;
      const request = { method: plain.method, uri: plain.uriText };
      const facts = { crypto: this.#parts.crypto, cnonce: token(this.#parts.random) };
      const [counted, lines] = credentialLines(answered, request, asking.login, facts);
      used = counted;
      return asking.make(way, lines);
    };
    this.#parts.layer.send({ destination: asking.destination, make }, (event) => {
      if (event.on === "sent") return;
      if (event.on === "failed") return failed(event, then);
      const { response, way } = event;
      if (response.status < 200) return;
      const again = challenged(asking, used, response);
      if (again === undefined) then({ on: "response", response, way });
      else this.#send(asking, again, then);
    });
  }
}

function failed(
  { why, problem: { code } }: Extract<ClientEvent, { readonly on: "failed" }>,
  then: (answer: Answer) => void,
): void {
  then({ on: "failed", why, code });
}

function challenged(
  { login }: Asking,
  answered: readonly Answered[],
  response: SipResponse,
): readonly Answered[] | undefined {
  const asks = response.status === 401 || response.status === 407;
  if (!asks || login === undefined) return undefined;
  const taken = takeChallenge(answered, response);
  return taken.ok ? taken.value : undefined;
}

import type { Taken, TakenBranch } from "#exchange/proxy/target.ts";
import { listeners } from "#kit/listeners.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";

/**
 * A branch of a forked INVITE as the transaction of whoever answers it here, in the stead of a place
 * that it would be sent to. Whether the call is this branch's is known by its 2xx alone: until then
 * others may answer.
 */
export class BranchTransaction implements ServerTransaction, Taken {
  readonly #branch: TakenBranch;
  readonly #cancelled = listeners<SipRequest>();
  readonly #accepted: () => void;
  #isAccepted = false;

  constructor(branch: TakenBranch, accepted: () => void) {
    this.#branch = branch;
    this.#accepted = accepted;
  }

  get request() {
    return this.#branch.request;
  }
  get flow() {
    return this.#branch.came.flow;
  }
  get own() {
    return this.#branch.came.own;
  }
  get over() {
    return this.#branch.came.over;
  }
  get cancelled() {
    return this.#cancelled.listen;
  }

  /** It has answered, and the call is here. */
  get isAccepted(): boolean {
    return this.#isAccepted;
  }

  answer(response: SipResponse): void {
    const isFirst = response.status >= 200 && response.status < 300 && !this.#isAccepted;
    if (isFirst) this.#isAccepted = true;
    if (isFirst) this.#accepted();
    this.#branch.answer(response);
  }

  cancel(reason: Parameters<Taken["cancel"]>[0]): void {
    this.#cancelled.tell(
      makeRequest({ method: "CANCEL", uri: this.request.uriText, headers: reason }),
    );
  }
}

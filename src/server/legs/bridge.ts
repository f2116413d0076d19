/**
 * What stays of a telephone in two calls whose parties it has put through to each other: an end in
 * each call, and a point of audio that only passes on. What one call says to its end, the other hears
 * from its own, so neither call knows of the other.
 *
 *   caller ── call 1 ── end │ end ── call 2 ── called
 */
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import { ThroughLeg } from "#server/legs/throughLeg.ts";
import { type Cause, callOf, type LegCommand, type LegId } from "#telephony/call/leg.ts";

export interface BridgeMeans {
  /** Its party was answered, and may be held still. */
  readonly held: LegId;
  readonly call: LegId;
  /** `call` has its party already; else the transfer is not done until it has. */
  readonly answered: boolean;
  /** Whom `call` calls, when no telephone of ours asked for it. */
  readonly called?: string;
  /** What becomes of the party of `call`, for whoever asked for the transfer. */
  readonly news: (news: TransferNews) => void;
}

/** `failed`: nobody came, and the party of `held` is still there; `gone`: that hung up before. */
export type TransferNews =
  | { readonly on: "ringing" | "answered" }
  | { readonly on: "failed" | "gone"; readonly cause: Cause };

export class Bridge {
  readonly held: ThroughLeg;
  readonly call: ThroughLeg;
  readonly #news: BridgeMeans["news"];
  readonly #called: string | undefined;
  #isDone: boolean;

  constructor({ held, call, answered, called, news }: BridgeMeans) {
    const point = `bridge ${held}` as AudioPortId;
    this.#isDone = answered;
    this.#news = news;
    this.#called = called;
    this.held = new ThroughLeg(held, point, (command) => this.#say(command, this.held, this.call));
    this.call = new ThroughLeg(call, point, (command) => this.#sayToCall(command));
  }

  /** Both ends are in their calls. Whom the telephone held is held no longer, be it in both. */
  begins(): void {
    this.held.tell({ on: "resumed" });
    if (this.#isDone) this.call.tell({ on: "resumed" });
    if (this.#isDone) this.#done();
    else this.call.tell({ on: "listens" });
  }

  #done(): void {
    this.#isDone = true;
    this.held.tell({
      on: "transferred",
      to: callOf(this.call.id),
      ...(this.#called !== undefined && { called: this.#called }),
    });
    this.call.tell({ on: "transferred", to: callOf(this.held.id) });
    this.#news({ on: "answered" });
  }

  #sayToCall(command: LegCommand): void {
    if (command.do === "answer" && !this.#isDone) this.#done();
    else if (command.do === "progress" && !this.#isDone) this.#news({ on: "ringing" });
    else if (command.do === "end" && !this.#isDone) this.#fails(command.cause);
    else this.#say(command, this.call, this.held);
  }

  #fails(cause: Cause): void {
    this.call.tell({ on: "ended", cause });
    if (!this.held.isOver) this.#news({ on: "failed", cause });
  }

  #say(command: LegCommand, to: ThroughLeg, other: ThroughLeg): void {
    switch (command.do) {
      case "hold":
        return void other.tell({ on: "held", ...(command.plays && { plays: true }) });
      case "resume":
        return void other.tell({ on: "resumed" });
      case "sendDigit":
        return void other.tell({ on: "digit", digit: command.digit, by: "signal" });
      case "end":
        to.tell({ on: "ended", cause: command.cause });
        other.tell({ on: "ended", cause: command.cause });
        if (!this.#isDone) this.#news({ on: "gone", cause: command.cause });
        return;
      case "ring":
        return void to.tell({ on: "commandFailed", which: command.do });
      default: // said to a telephone, and there is none
    }
  }
}

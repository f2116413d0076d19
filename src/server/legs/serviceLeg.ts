/**
 * The house as a party: it asks for what a code lacks, does what was asked for, confirms it with the
 * country's tone, says what is so from now on, and goes. Refused: it goes without an answer, so that
 * the telephone plays reorder.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { PortEvent } from "#server/portEvents.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import type { Dialled } from "#telephony/line/line.ts";
import type { Clock } from "#world/clock.ts";

export interface ServiceMeans extends StudioMeans {
  readonly clock: Clock;
  /** What was keyed behind the code when the call came. */
  readonly input: string;
  /** Whether that is all it wants. */
  readonly judge: (input: string) => Dialled;
  readonly perform: (input: string, pin?: string) => Promise<Outcome>;
  readonly tone: (which: "recall" | "confirm") => TonePlan;
}

/** `files`: the recordings to play, of what is so now, or that ask for the PIN. */
type Outcome =
  | { readonly is: "done" | "wantsPin"; readonly files: readonly string[] }
  | { readonly is: "refused" };

/** Until the caller's path is open: the first tone shall be heard. */
const breath = millis(300);
const nextDigit = seconds(6);
const firstDigit = seconds(16);
const longestPin = 13;

export const serviceLeg = (id: LegId, means: ServiceMeans): OwnParty =>
  new OwnParty(id, means, new ServiceParty(means));

class ServiceParty implements PartyManner {
  readonly #of: ServiceMeans;
  #party: OwnParty | undefined;
  #input: string;
  #state: "asking" | "doing" | "pin" | "confirming" | "saying" = "doing";
  /** The keys of the PIN so far. */
  #pin = "";
  #answered = false;
  #files: readonly string[] = [];
  #alarm: Cancel | undefined;

  constructor(of: ServiceMeans) {
    this.#of = of;
    this.#input = of.input;
  }

  rung(party: OwnParty): void {
    this.#party = party;
    const verdict = this.#of.judge(this.#input);
    const lacks = this.#input === "" && verdict.is === "more" && !verdict.enough;
    if (lacks) this.#ask(party);
    else this.#do();
  }

  port(event: PortEvent, party: OwnParty): void {
    if (event.on !== "played") return;
    if (this.#state === "confirming") this.#say(party);
    else if (this.#state === "saying") party.leave(because("normal"));
  }

  digit(digit: string): void {
    if (this.#state === "pin") return void this.#pinKeyed(digit);
    if (this.#state !== "asking" || !/^[0-9*#]$/.test(digit)) return;
    this.#party?.studio.stopPlaying();
    const verdict = this.#of.judge(this.#input + digit);
    if (verdict.is === "invalid") return void this.#refuse();
    this.#input += digit;
    if (verdict.is === "complete") this.#do();
    else this.#wait(nextDigit);
  }

  closed(): void {
    this.#alarm?.();
  }

  #ask(party: OwnParty): void {
    this.#state = "asking";
    this.#answer();
    this.#later(breath, () => {
      party.studio.tone(this.#of.tone("recall"));
      this.#wait(firstDigit);
    });
  }

  /** Nothing more comes: what is there may be enough. */
  #wait(longest: typeof nextDigit): void {
    this.#later(longest, () =>
      this.#of.judge(`${this.#input}#`).is === "complete" ? this.#do() : this.#refuse(),
    );
  }

  #do(): void {
    const pin = this.#state === "pin" ? this.#pin : undefined;
    this.#state = "doing";
    this.#alarm?.();
    const done = (outcome: Outcome): void => {
      if (outcome.is === "refused") return void this.#refuse();
      this.#files = outcome.files;
      this.#answer();
      const asksPin = outcome.is === "wantsPin";
      this.#later(breath, () => (asksPin ? this.#askPin() : this.#confirm()));
    };
    void this.#of.perform(this.#input, pin).then(done, () => this.#refuse());
  }

  #answer(): void {
    if (!this.#answered) this.#party?.tell({ on: "answered" });
    this.#answered = true;
  }

  #askPin(): void {
    this.#state = "pin";
    this.#pin = "";
    this.#party?.studio.play(this.#files);
    this.#later(firstDigit, () => this.#refuse());
  }

  /** A hash ends it, or a while without a key. */
  #pinKeyed(digit: string): void {
    this.#party?.studio.stopPlaying();
    if (digit === "#") return void this.#do();
    if (/^[0-9]$/.test(digit)) this.#pin = (this.#pin + digit).slice(0, longestPin);
    this.#later(nextDigit, () => this.#do());
  }

  #confirm(): void {
    this.#state = "confirming";
    this.#party?.studio.tone(this.#of.tone("confirm"));
  }

  #say(party: OwnParty): void {
    this.#state = "saying";
    if (this.#files.length === 0) party.leave(because("normal"));
    else party.studio.play(this.#files);
  }

  #refuse(): void {
    this.#alarm?.();
    this.#party?.leave(because("rejected"));
  }

  #later(time: typeof breath, then: () => void): void {
    this.#alarm?.();
    const { clock } = this.#of;
    this.#alarm = clock.at(after(clock.now(), time), then);
  }
}

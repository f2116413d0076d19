/**
 * The telephone of somebody who wants to be rung when whom they call is free: it is rung when the
 * far end is, and joined when it is lifted. Who answers before that hears music.
 */
import { type Cancel, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import { goneLeg } from "#server/legs/goneLeg.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import {
  because,
  type LegCommand,
  type LegEvent,
  type LegId,
  type Party,
} from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

export interface SummonedMeans {
  readonly clock: Clock;
  /** A leg of that name at the telephone; undefined: it is not there any more. */
  readonly telephone: (name: LegId) => Leg | undefined;
  /** What its display shows. */
  readonly caller: Party;
  /** It has been rung. */
  readonly rang: () => void;
}

/** Nobody is kept waiting at the far end for longer. */
const longestRinging = seconds(60);

/** Not as other calls ring: SPA adapters ring so for a number that has become free. */
const cadence = "r7";

export const summonedLeg = (id: LegId, of: SummonedMeans): Leg => new SummonedLeg(id, of);

class SummonedLeg implements Leg {
  readonly id: LegId;
  readonly #of: SummonedMeans;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events = this.#events.listen;
  readonly audioChanged = this.#audioChanged.listen;
  #telephone: Leg | undefined;
  #alarm: Cancel | undefined;
  #isLifted = false;
  #isAnswered = false;
  #isOver = false;

  constructor(id: LegId, of: SummonedMeans) {
    this.id = id;
    this.#of = of;
  }

  audio(): LegAudio | undefined {
    return this.#telephone?.audio();
  }

  codecs(): ReturnType<Leg["codecs"]> {
    return this.#telephone?.codecs() ?? [];
  }

  sipCallId(): string | undefined {
    return this.#telephone?.sipCallId?.();
  }

  perform(command: LegCommand): void {
    switch (command.do) {
      case "progress":
        return void this.#summon();
      case "answer":
        return void this.#answered();
      case "end":
        if (this.#telephone) this.#telephone.perform(command);
        else this.#tell({ on: "ended", cause: command.cause });
        return;
      default:
        this.#telephone?.perform(command);
    }
  }

  close(): void {
    this.#alarm?.();
    this.#isOver = true;
    this.#telephone?.close();
  }

  /** Answered without having rung comes to the same. */
  #answered(): void {
    this.#isAnswered = true;
    if (this.#isLifted) return;
    this.#tell({ on: "held" });
    this.#summon();
  }

  #summon(): void {
    if (this.#telephone || this.#isOver) return;
    const { telephone, caller, clock, rang } = this.#of;
    const leg = telephone(this.id) ?? goneLeg(this.id);
    this.#telephone = leg;
    leg.audioChanged(() => this.#audioChanged.tell(undefined));
    leg.events((event) => this.#hears(event));
    this.#alarm = clock.at(after(clock.now(), longestRinging), () =>
      leg.perform({ do: "end", cause: because("noAnswer") }),
    );
    leg.perform({ do: "ring", caller, cadence, whenBusy: "skip" });
    rang();
  }

  #hears(event: LegEvent): void {
    if (event.on === "answered") this.#lifted();
    else if (event.on !== "ringing" && event.on !== "proceeding") this.#tell(event);
  }

  #lifted(): void {
    this.#isLifted = true;
    this.#alarm?.();
    this.#audioChanged.tell(undefined);
    this.#tell({ on: this.#isAnswered ? "resumed" : "listens" });
  }

  #tell(event: LegEvent): void {
    if (this.#isOver) return;
    this.#isOver = event.on === "ended";
    if (this.#isOver) this.#alarm?.();
    this.#events.tell(event);
  }
}

import type { Cancel } from "#kit/listeners.ts";
import { type Millis, millis } from "#kit/time.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { LegAudio } from "#server/legs/leg.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { LegId } from "#telephony/call/leg.ts";
import { signals } from "#telephony/mailbox/prompts.ts";

export interface StudioMeans {
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
}

/** The audio of a party that is ours: what is played in it is said, what it hears can be recorded. */
export class StudioPort {
  readonly port: AudioPortId;
  readonly #engine: MediaEngine;
  readonly #disown: Cancel;
  #state: "waiting" | "ready" | "closed" = "waiting";

  /** `ready` tells once whether the port is there; `tell` what happens at it. */
  constructor(
    leg: LegId,
    { engine, ports }: StudioMeans,
    on: { readonly ready: (there: boolean) => void; readonly tell: (event: PortEvent) => void },
  ) {
    this.port = audioPortId(`studio/${leg}`);
    this.#engine = engine;
    this.#disown = ports.own(this.port, (event) => {
      if (this.#state !== "waiting") return on.tell(event);
      if (event.on !== "reserved" && event.on !== "refused") return;
      if (event.on === "reserved") this.#state = "ready";
      on.ready(event.on === "reserved");
    });
    engine.perform({ do: "reserve", kind: "studio", port: this.port });
  }

  audio(): LegAudio | undefined {
    return this.#state === "ready" ? { port: this.port, selected: true } : undefined;
  }

  play(files: readonly string[]): void {
    this.#engine.perform({ do: "play", port: this.port, files });
  }

  beep(): void {
    this.tone(beepTone);
  }

  tone(tone: TonePlan): void {
    this.#engine.perform({ do: "tone", port: this.port, tone });
  }

  stopPlaying(): void {
    this.#engine.perform({ do: "stop", port: this.port, only: "playing" });
  }

  /** Forward in what plays, or back. */
  skip(by: Millis): void {
    this.#engine.perform({ do: "skip", port: this.port, by });
  }

  /** With `silence`: ends when nobody has spoken for so long, and leaves it out. */
  record(file: string, atMost: Millis, silence?: Millis): void {
    const ends = silence === undefined ? {} : { silence };
    this.#engine.perform({ do: "record", port: this.port, file, atMost, ...ends });
  }

  stopRecording(): void {
    this.#engine.perform({ do: "stop", port: this.port, only: "recording" });
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#disown();
    this.#engine.perform({ do: "release", port: this.port });
  }
}

const { hz, ms } = signals.beep;
const beepTone: TonePlan = {
  segments: [{ frequencies: [{ hz, dbm0: -13 }], length: millis(ms) }],
};

/**
 * Records a call as a party of it: says so into all ears, then writes down what it hears until it is
 * told to go, or there is no more room. A message's own file, that survives a kill.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { Message } from "#server/store/store.ts";
import { because, type LegId, type Party } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

export interface RecorderMeans extends StudioMeans {
  readonly clock: Clock;
  readonly recordings: Pick<Messages, "begin" | "delete" | "isFull" | "keep">;
  /** What says that the call is recorded; undefined: then it is not. */
  readonly announcement: string | undefined;
  /** Heard every so often, besides. */
  readonly beeps: boolean;
  readonly longest: ReturnType<typeof seconds>;
}

export interface Recorded {
  readonly party: Party;
  readonly call: string;
}

/** Until everybody's path is open: the first word shall be heard. */
const breath = millis(300);
/** As recorders of telephone calls beep in the United States (FCC, 47 CFR 64.501). */
const betweenBeeps = seconds(15);
/** Less is nothing that anybody said. */
const shortest = seconds(1);

export const recorderLeg = (id: LegId, means: RecorderMeans, of: Recorded): OwnParty =>
  new OwnParty(id, means, new Recorder(means, of));

class Recorder implements PartyManner {
  readonly #of: RecorderMeans;
  readonly #about: Recorded;
  #recording: Message | undefined;
  #alarm: Cancel | undefined;

  constructor(of: RecorderMeans, about: Recorded) {
    this.#of = of;
    this.#about = about;
  }

  rung(party: OwnParty): void {
    const { announcement, recordings } = this.#of;
    if (announcement === undefined) return void party.leave(because("failed"));
    if (recordings.isFull()) return void party.leave(because("limit"));
    party.tell({ on: "answered" });
    this.#later(breath, () => party.studio.play([announcement]));
  }

  port(event: PortEvent, party: OwnParty): void {
    switch (event.on) {
      case "played":
        if (!this.#recording) this.#told(event.finished, party);
        return;
      case "recorded":
        return void this.#keep(event.length, party);
      case "refused":
        if (event.command === "record") this.#keep(millis(0), party);
        return;
      default:
        return;
    }
  }

  /** It goes when what it has is on the disk. */
  dismissed(party: OwnParty): boolean {
    this.#alarm?.();
    party.studio.stopRecording();
    return this.#recording !== undefined;
  }

  closed(): void {
    this.#alarm?.();
  }

  /** Who was not told is not recorded. */
  #told(all: boolean, party: OwnParty): void {
    if (all) this.#begin(party);
    else party.leave(because("failed"));
  }

  #begin(party: OwnParty): void {
    const { recordings, longest } = this.#of;
    this.#recording = recordings.begin(this.#about.party, this.#about.call);
    party.studio.record(this.#recording.file, longest);
    this.#beep(party);
  }

  #beep(party: OwnParty): void {
    if (!this.#of.beeps) return;
    party.studio.beep();
    this.#later(betweenBeeps, () => this.#beep(party));
  }

  #keep(length: typeof breath, party: OwnParty): void {
    const recording = this.#recording;
    if (!recording) return;
    if (length < shortest) void this.#of.recordings.delete(recording.id);
    else {
      this.#of.recordings.keep(recording.id, length);
      party.tell({ on: "recorded", recording: recording.id });
    }
    party.leave(because("normal"));
  }

  #later(time: typeof breath, then: () => void): void {
    this.#alarm?.();
    const { clock } = this.#of;
    this.#alarm = clock.at(after(clock.now(), time), then);
  }
}

/**
 * The attendant as a party of a call: performs what its machine decides in a studio of its own. What
 * a caller says lies in one file of the call, until the call is over (`screenedCalls.ts`).
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type {
  AttendantEffect,
  AttendantEvent,
  AttendantState,
  AttendantTimer,
  Script,
} from "#telephony/attendant/attendant.ts";
import { attendantMachine, beginAsking } from "#telephony/attendant/attendantMachine.ts";
import type { Choice, LegId } from "#telephony/call/leg.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import type { World } from "#world/world.ts";

export interface AttendantMeans extends StudioMeans {
  readonly world: Pick<World, "clock" | "log">;
  readonly script: Script;
  /** The recording that says it; undefined: there is none. */
  readonly fileOf: (prompt: string) => string | undefined;
  /** For what the party says. */
  readonly recording: string;
}

type Runner = MachineRunner<
  AttendantState,
  AttendantTimer,
  AttendantEvent,
  AttendantEffect,
  Script
>;

/** Until the party's path is open: the first word shall be heard. */
const breath = millis(300);

export const attendantLeg = (id: LegId, means: AttendantMeans): OwnParty =>
  new OwnParty(id, means, new Attendant(id, means));

class Attendant implements PartyManner {
  readonly #of: AttendantMeans;
  readonly #id: LegId;
  #runner: Runner | undefined;
  #unbegun: Cancel | undefined;
  #recorded = false;

  constructor(id: LegId, of: AttendantMeans) {
    this.#id = id;
    this.#of = of;
  }

  rung(party: OwnParty): void {
    const { world, script } = this.#of;
    const [start, effects] = beginAsking(script);
    const runner: Runner = new MachineRunner<
      AttendantState,
      AttendantTimer,
      AttendantEvent,
      AttendantEffect,
      Script
    >({
      machine: attendantMachine,
      start,
      facts: () => script,
      perform: (effect) => this.#perform(effect, party),
      clock: world.clock,
      log: world.log,
      id: `attendant/${this.#id}`,
      history: 50,
    });
    this.#runner = runner;
    const { clock } = world;
    this.#unbegun = clock.at(after(clock.now(), breath), () => runner.begin(effects));
  }

  digit(digit: string): void {
    this.#runner?.post({ on: "digit", digit });
  }

  port(event: PortEvent): void {
    switch (event.on) {
      case "played":
        if (event.finished || event.problem) this.#runner?.post({ on: "played" });
        return;
      case "recorded":
        this.#recorded = true;
        return void this.#runner?.post({ on: "recorded", length: event.length });
      case "refused":
        if (event.command === "record") this.#runner?.post({ on: "recorded", length: millis(0) });
        else if (event.command === "play") this.#runner?.post({ on: "played" });
        return;
      default:
        return;
    }
  }

  closed(): void {
    this.#unbegun?.();
    this.#runner?.stop();
    this.#runner = undefined;
  }

  #perform(effect: AttendantEffect, party: OwnParty): void {
    const { studio } = party;
    switch (effect.do) {
      case "play":
        return void this.#play(effect.prompts, party);
      case "stopPlaying":
        return void studio.stopPlaying();
      case "startRecording":
        return void studio.record(this.#of.recording, longestRecording, fallsSilent);
      case "stopRecording":
        return void studio.stopRecording();
      case "choose":
        return void this.#chose(effect.choice, party);
      case "startTimer":
      case "stopTimer":
        return; // the runner's own
    }
  }

  #play(prompts: readonly string[], { studio }: OwnParty): void {
    const files = prompts.flatMap((prompt) => this.#fileOf(prompt) ?? []);
    if (files.length > 0) studio.play(files);
    else this.#runner?.post({ on: "played" });
  }

  #fileOf(prompt: string): string | undefined {
    return prompt.startsWith(ownRecording)
      ? prompt.slice(ownRecording.length)
      : this.#of.fileOf(prompt);
  }

  #chose(choice: Choice, party: OwnParty): void {
    const said = choice === "named" && this.#recorded && { recording: this.#of.recording };
    party.tell({ on: "chose", choice, ...said });
  }
}

const ownRecording = "recording:";
/** The machine stops it long before. */
const longestRecording = seconds(30);
/** Whoever has said who it is need not wait, nor know of a key. */
const fallsSilent = seconds(2);

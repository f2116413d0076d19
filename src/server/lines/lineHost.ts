/**
 * One runner a line: what its telephone does goes to the line machine, what the machine decides goes
 * to the telephone and to the calls that it is in.
 */
import type { Cancel } from "#kit/listeners.ts";
import { type ChangedEffect, withNews } from "#kit/machine.ts";
import type { LegAudio } from "#server/legs/leg.ts";
import { LineLeg, type LineOfLeg } from "#server/legs/lineLeg.ts";
import { askable, type HouseFacts } from "#server/lines/houseFacts.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import { Selection } from "#server/lines/selection.ts";
import { type Waker, Waking, whenRung } from "#server/lines/waking.ts";
import type { CallDesk, Telephone } from "#server/telephone.ts";
import { because, type LegCommand, type LegEvent, type LegId } from "#telephony/call/leg.ts";
import { impossible } from "#telephony/line/impossible.ts";
import type {
  LineEffect,
  LineEvent,
  LineFacts,
  LineSense,
  LineState,
  LineTimer,
} from "#telephony/line/line.ts";
import { lineMachine } from "#telephony/line/lineMachine.ts";
import { callsOf } from "#telephony/line/words.ts";
import { MachineRunner, type RunnableMachine } from "#world/machineRunner.ts";
import type { World } from "#world/world.ts";

export interface LineMeans {
  readonly device: string;
  readonly port: LinePort;
  readonly desk: CallDesk;
  readonly world: Pick<World, "clock" | "log">;
  /** As they are now. */
  readonly facts: () => HouseFacts;
  /** The telephone did what it cannot do. */
  readonly ignored: (what: string, device: string) => void;
  /** `state` has another answer than before. */
  readonly changed: () => void;
  /** Of telephones that can be woken. */
  readonly waker?: Waker;
}

/** A telephone that goes may leave one that rings back, or one that waited. */
const mostCalls = 2;

type HostEffect = LineEffect | ChangedEffect;

export class LineHost implements Telephone {
  readonly device: string;
  readonly #of: LineMeans;
  readonly #runner: MachineRunner<LineState, LineTimer, LineEvent, HostEffect, LineFacts>;
  readonly #legs = new Map<LegId, LineLeg>();
  readonly #cancels: readonly Cancel[];
  readonly #selection = new Selection();
  readonly #waking: Waking | undefined;

  constructor(of: LineMeans) {
    this.#of = of;
    this.device = of.device;
    const { clock, log } = of.world;
    this.#runner = new MachineRunner({
      machine: watched,
      start: { name: "idle" },
      facts: () => askable(of.facts(), of.desk),
      perform: (effect) => this.#perform(effect),
      clock,
      log,
      id: `line/${of.device}`,
      history: 200,
    });
    const tell = (leg: LegId, event: LegEvent): void => this.#legs.get(leg)?.tell(event);
    this.#waking = of.waker && new Waking({ device: of.device, waker: of.waker, clock, tell });
    const { port } = of;
    this.#cancels = [
      port.senses((sense) => this.#sensed(sense)),
      port.changed((what) => (what === "audio" ? this.#audioMoved() : this.#presenceChanged())),
    ];
    this.messagesChanged();
  }

  state(): ReturnType<Telephone["state"]> {
    if (!this.#of.port.isThere()) return "offline";
    const { name } = this.#runner.state;
    return name === "idle" || name === "ringing" ? name : "busy";
  }

  mayBeWoken(): boolean {
    return this.#waking?.mayWake ?? false;
  }

  offer(id: LegId): LineLeg {
    const leg = new LineLeg(id, this.#line);
    this.#legs.set(id, leg);
    return leg;
  }

  /** There are more or fewer new messages: the lamp, and the next dial tone, say so. */
  messagesChanged(): void {
    this.#runner.post({ on: "messagesChanged" });
  }

  /** A call was forwarded elsewhere. */
  splash(): void {
    if (this.#of.port.isThere()) this.#runner.post({ on: "splash" });
  }

  close(): void {
    this.#waking?.close();
    for (const leg of [...this.#legs.values()]) leg.tell({ on: "ended", cause: because("lost") });
    this.#legs.clear();
    this.#runner.stop();
    for (const cancel of this.#cancels) cancel();
    this.#of.port.close();
  }

  #sensed(sense: LineSense): void {
    const wrong = impossible(this.#runner.state, sense);
    if (wrong === undefined) this.#runner.post(sense);
    else this.#of.ignored(wrong, this.device);
  }

  readonly #line: LineOfLeg = {
    audio: (leg) => this.#audioOf(leg),
    codecs: () => this.#of.port.codecs(),
    command: (leg, command) => this.#command(leg, command),
    forget: (leg) => void this.#legs.delete(leg),
  };

  #audioOf(leg: LegId): LegAudio | undefined {
    return this.#selection.audioOf(leg, this.#of.port.audio());
  }

  #command(leg: LegId, command: LegCommand): void {
    if (command.do === "ring") this.#rung(leg, command);
    else if (!this.#waking?.takes(leg, command)) this.#runner.post({ on: "leg", leg, command });
  }

  /** A telephone that has just gone cannot ring, unless it can be woken. */
  #rung(leg: LegId, command: LegCommand & { readonly do: "ring" }): void {
    const mayWake = this.mayBeWoken();
    switch (whenRung(command, { isThere: this.#of.port.isThere(), mayWake })) {
      case "ring":
        return void this.#runner.post({ on: "leg", leg, command });
      case "wake":
        return void this.#waking?.wake(leg, command);
      case "unreachable":
        return void this.#legs.get(leg)?.tell({ on: "ended", cause: because("unreachable") });
    }
  }

  #tell(leg: LegId, event: LegEvent): void {
    if (event.on === "answered" || event.on === "ended") this.#waking?.settle(leg);
    this.#legs.get(leg)?.tell(event);
  }

  #perform(effect: HostEffect): void {
    switch (effect.do) {
      case "signal":
        return void this.#of.port.perform(effect.signal);
      case "tell":
        return void this.#tell(effect.leg, effect.event);
      case "select":
        return void this.#select(effect.legs, effect.whisper);
      case "place":
        return void this.#place(effect);
      case "transfer":
        return void this.#transfer(effect);
      case "gather":
        return void this.#of.desk.gather(effect.call, effect.other);
      case "changed":
        this.#of.port.show(this.#runner.state);
        return void this.#of.changed();
      case "startTimer":
      case "stopTimer":
        return; // the runner's own
    }
  }

  #place({ leg, digits, emergency }: LineEffect & { readonly do: "place" }): void {
    const { desk, device } = this.#of;
    desk.place(this.offer(leg), {
      device,
      dialled: digits,
      ...(emergency && { emergency }),
    });
  }

  /** A call that ended in the same moment hears it from its own leg. */
  #transfer({ held, call }: LineEffect & { readonly do: "transfer" }): void {
    const rid = this.#of.desk.transfer({ held, call });
    for (const leg of [held, call]) {
      if (!rid.includes(leg)) this.#legs.get(leg)?.tell({ on: "ended", cause: because("normal") });
      this.#legs.delete(leg);
    }
  }

  #select(legs: readonly LegId[], whisper: LegId | undefined): void {
    for (const leg of this.#selection.select(legs, whisper))
      this.#legs.get(leg)?.tellAudioChanged();
  }

  #audioMoved(): void {
    for (const leg of this.#legs.values()) leg.tellAudioChanged();
  }

  #presenceChanged(): void {
    if (this.#of.port.isThere()) {
      this.messagesChanged();
      for (const [leg, command] of this.#waking?.woken() ?? [])
        this.#runner.post({ on: "leg", leg, command });
    } else this.#telephoneGone();
    this.#of.changed();
  }

  /** As if it had been put on its hook; a call that rang there is offered to nobody. */
  #telephoneGone(): void {
    const unreachable: LegCommand = { do: "end", cause: because("unreachable") };
    for (let left = mostCalls; left >= 0; left--) {
      const { state } = this.#runner;
      if (state.name === "idle") return;
      if (state.name === "ringing")
        this.#runner.post({ on: "leg", leg: state.call.leg, command: unreachable });
      else this.#runner.post({ on: "onHook" });
    }
  }
}

/** News is what a display shows. */
const watched: RunnableMachine<LineState, LineTimer, LineEvent, HostEffect, LineFacts> = withNews(
  lineMachine,
  (next, before) => next.name !== before.name || idsIn(next) !== idsIn(before),
);

const idsIn = (state: LineState): string =>
  callsOf(state)
    .map(({ leg, oneWay }) => (oneWay ? `${leg} speaks` : leg))
    .join(" ");

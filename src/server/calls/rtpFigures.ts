import type { Cancel } from "#kit/listeners.ts";
import type { AudioPortId, MediaEngine, PortStats } from "#media/engine/mediaEngine.ts";
import { SoundHistory } from "#server/calls/soundHistory.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";

/**
 * What each leg's port has sent and received, by call. The engine tells a port's last figures
 * after its release, so they are kept until the call is forgotten, not until its leg has ended.
 */
export class RtpFigures {
  readonly #legs = new Map<AudioPortId, LegId>();
  readonly #calls = new Map<CallId, Map<LegId, PortStats>>();
  readonly #sounds = new Map<CallId, Map<LegId, SoundHistory>>();
  /** Of each port, from its beginning. */
  readonly #totals = new Map<AudioPortId, PortStats>();
  readonly #now: () => number;
  readonly #ports = new Map<CallId, Set<AudioPortId>>();
  readonly #unlisten: Cancel;

  /** `now`: wall time, in ms. */
  constructor(engine: MediaEngine, now: () => number) {
    this.#now = now;
    this.#unlisten = engine.events((event) => {
      const leg = event.on === "stats" ? this.#legs.get(event.port) : undefined;
      if (leg && event.on === "stats") this.#note(leg, event.stats, event.port);
    });
  }

  /** A port that goes on to another leg, as a telephone's does, counts for that one from then on. */
  watch(port: AudioPortId, leg: LegId): void {
    this.#legs.set(port, leg);
    const call = callOf(leg);
    const ports = this.#ports.get(call);
    if (ports) ports.add(port);
    else this.#ports.set(call, new Set([port]));
  }

  of(call: CallId): ReadonlyMap<LegId, PortStats> {
    return this.#calls.get(call) ?? new Map();
  }

  /** How each leg was heard, over time. */
  soundsOf(call: CallId): ReadonlyMap<LegId, SoundHistory> {
    return this.#sounds.get(call) ?? new Map();
  }

  forget(call: CallId): void {
    for (const port of this.#ports.get(call) ?? []) {
      const leg = this.#legs.get(port);
      if (!leg || callOf(leg) !== call) continue;
      this.#legs.delete(port);
      this.#totals.delete(port);
    }
    this.#ports.delete(call);
    this.#calls.delete(call);
    this.#sounds.delete(call);
  }

  close(): void {
    this.#unlisten();
  }

  #note(leg: LegId, stats: PortStats, port: AudioPortId): void {
    const call = callOf(leg);
    const before = this.#totals.get(port);
    this.#totals.set(port, stats);
    this.#soundOf(call, leg).note(stats, before, this.#now());
    const figures = this.#calls.get(call);
    if (figures) figures.set(leg, stats);
    else this.#calls.set(call, new Map([[leg, stats]]));
  }

  #soundOf(call: CallId, leg: LegId): SoundHistory {
    const sounds = this.#sounds.get(call) ?? new Map<LegId, SoundHistory>();
    this.#sounds.set(call, sounds);
    const sound = sounds.get(leg) ?? new SoundHistory();
    sounds.set(leg, sound);
    return sound;
  }
}

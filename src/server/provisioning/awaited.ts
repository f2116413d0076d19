/** The telephone that is waited for, one at a time: what is seen of it, until it is done or its time is over. */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, type WallTime, wallTime } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import { isDone, nextPlugIn, type PlugIn, type PlugInEvent } from "./plugIn.ts";
import { noted, type PlugInPacket } from "./plugInView.ts";
import { multicastGroup } from "./profileEvent.ts";

export interface AwaitedMeans {
  readonly clock: Clock;
  /** Hears what telephones send to that group, until it leaves. */
  readonly joinGroup?: ((group: string) => Cancel) | undefined;
  /** There is something new of the one for that device. */
  readonly changed: (device: string) => void;
}

const listensFor = 180_000;

export class Awaited {
  readonly #of: AwaitedMeans;
  #now: PlugIn | undefined;
  #packets: readonly PlugInPacket[] = [];
  #leave: Cancel | undefined;

  constructor(of: AwaitedMeans) {
    this.#of = of;
  }

  /** The last that was waited for, whether it still is or not. */
  get last(): PlugIn | undefined {
    return this.#now;
  }

  get packets(): readonly PlugInPacket[] {
    return this.#packets;
  }

  /** The one that is waited for, as long as it is. */
  open(): PlugIn | undefined {
    const now = this.#now;
    return now && !isDone(now) && this.#time() < now.ends ? now : undefined;
  }

  /** From now on, for three minutes. Whoever was waited for before is not any more. */
  begin(who: Pick<PlugIn, "device" | "token" | "only">): PlugIn {
    this.stop();
    const began = this.#time();
    const ends = wallTime(began + listensFor);
    const now = { ...who, began, ends, steps: {}, others: [], registers: 0, refusals: 0 };
    this.#packets = [];
    this.#now = now;
    this.#leave = this.#of.joinGroup?.(multicastGroup);
    this.#watch(ends);
    this.#of.changed(who.device);
    return now;
  }

  post(event: PlugInEvent): void {
    if (!this.#now) return;
    this.#now = nextPlugIn(this.#now, event, this.#time());
    if (isDone(this.#now)) this.deaf();
    this.#of.changed(this.#now.device);
  }

  note(from: PlugInPacket["from"], text: string): void {
    this.#packets = noted(this.#packets, { at: this.#time(), from, text });
  }

  stop(): void {
    this.deaf();
    const device = this.#now?.device;
    this.#now = undefined;
    if (device !== undefined) this.#of.changed(device);
  }

  /** Hears the group no more; what was seen stays. */
  deaf(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  #watch(ends: WallTime): void {
    const { clock } = this.#of;
    const leave = this.#leave;
    const cancel = clock.at(
      after(clock.now(), millis(Math.max(0, ends - clock.wallTime()))),
      () => {
        if (this.#now && this.#now.ends > this.#time()) return this.#watch(this.#now.ends);
        this.deaf();
        if (this.#now) this.#of.changed(this.#now.device);
      },
    );
    this.#leave = () => {
      cancel();
      leave?.();
    };
  }

  #time(): WallTime {
    return this.#of.clock.wallTime();
  }
}

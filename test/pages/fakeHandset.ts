import { listeners } from "#kit/listeners.ts";
import { ok, type Result } from "#kit/result.ts";
import type { HandsetChannel, HandsetSense } from "#server/control/channels.ts";

interface Party {
  readonly number?: string;
  readonly name?: string;
}
type Fits = (frame: HandsetSense) => boolean;

export interface HandsetTold {
  readonly changed: (device: string) => void;
  /** A ringing handset was lifted. */
  readonly lifted: () => void;
}

/** The line of one handset page, as far as signals go. It has no sound. */
export class FakeHandset {
  readonly sensed: HandsetSense[] = [];
  readonly #told: HandsetTold;
  readonly #frames = listeners<HandsetSense>();
  #page: { readonly device: string; readonly channel: HandsetChannel } | undefined;
  #state: "idle" | "ringing" | "busy" = "idle";
  #caller: Party = {};

  constructor(told: HandsetTold) {
    this.#told = told;
  }

  device(): string | undefined {
    return this.#page?.device;
  }

  state(device: string): "idle" | "ringing" | "busy" | "offline" {
    return this.#page?.device === device ? this.#state : "offline";
  }

  /** Resolves with the first frame of the page for which it is true, sent already or to come. */
  sense(fits: Fits): Promise<HandsetSense> {
    return new Promise((resolve) => {
      const before = this.sensed.find(fits);
      if (before) return resolve(before);
      const cancel = this.#frames.listen((frame) => {
        if (!fits(frame)) return;
        cancel();
        resolve(frame);
      });
    });
  }

  attach(device: string, channel: HandsetChannel): Result<void> {
    this.#page?.channel.send({ replaced: true });
    this.#page?.channel.close();
    this.#page = { device, channel };
    channel.frames((frame) => this.#hears(frame));
    channel.closed(() => {
      if (this.#page?.channel !== channel) return;
      this.#page = undefined;
      this.#told.changed(device);
    });
    channel.send({ state: "idle" });
    this.#told.changed(device);
    return ok(undefined);
  }

  ring(caller: Party, pattern: readonly number[] = [2000, 4000]): void {
    this.#state = "ringing";
    this.#caller = caller;
    this.#page?.channel.send({ state: "ringing", party: caller });
    this.#page?.channel.send({ ring: { caller, cadence: "r1", pattern } });
  }

  /** Somebody wishes to speak one way. */
  announce(caller: Party): void {
    this.#state = "ringing";
    this.#caller = caller;
    this.#page?.channel.send({ state: "ringing", party: caller });
    const ring = { caller, cadence: "r1", pattern: [2000, 4000], announced: true } as const;
    this.#page?.channel.send({ ring });
  }

  /** The far end has gone. */
  over(): void {
    if (this.#state === "busy") this.#page?.channel.send({ state: "parted" });
    if (this.#state !== "ringing") return;
    this.#state = "idle";
    this.#page?.channel.send({ stopRinging: true });
    this.#page?.channel.send({ state: "idle" });
  }

  #hears(frame: HandsetSense): void {
    this.sensed.push(frame);
    if ("hook" in frame) this.#hook(frame.hook);
    this.#frames.tell(frame);
  }

  #hook(to: "on" | "off"): void {
    const channel = this.#page?.channel;
    const rang = this.#state === "ringing";
    this.#state = to === "off" ? "busy" : "idle";
    if (to === "on") channel?.send({ state: "idle" });
    else if (!rang) channel?.send({ state: "dialTone" });
    else {
      channel?.send({ stopRinging: true });
      channel?.send({ state: "talking", party: this.#caller });
      this.#told.lifted();
    }
    if (this.#page) this.#told.changed(this.#page.device);
  }
}

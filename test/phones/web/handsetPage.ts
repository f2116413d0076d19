import { listeners } from "#kit/listeners.ts";
import { ok } from "#kit/result.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import type { OpenWebRtc } from "#media/engine/packetPath.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import type { HandsetChannel, HandsetSense, HandsetSignal } from "#server/control/channels.ts";
import type { Clock } from "#world/clock.ts";
import { heardIn } from "../tone.ts";

const frame = 160;
const agreed: AgreedMedia = {
  rtcpMux: true,
  codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sends: 0, receives: 0 }],
  events: [],
  ptime: millis(20),
  direction: "sendrecv",
  held: false,
};

/** A page with a handset on a virtual clock: its socket, and a browser's sound without ICE and DTLS. */
export class HandsetPage implements HandsetChannel {
  readonly #frames = listeners<HandsetSense>();
  readonly #closed = listeners<undefined>();
  readonly frames = this.#frames.listen;
  readonly closed = this.#closed.listen;
  readonly #pulse = listeners<"beat" | "sleeps">();
  readonly pulse = this.#pulse.listen;
  /** The state of its line, as it was told last. */
  state = "idle";
  isRinging = false;
  readonly #turn: number;
  #heard: number[] = [];
  #time = 0;

  /** Says that tone all the time. */
  constructor(hertz: number) {
    this.#turn = (2 * Math.PI * hertz) / 8000;
  }

  /** For the household's media engine. */
  opens(clock: Clock): OpenWebRtc {
    return (_, listener) => {
      let each: ((packet: Uint8Array, at: Instant) => void) | undefined;
      let isOpen = true;
      const speaks = (): void => {
        if (!isOpen) return;
        each?.(this.#packet(), clock.now());
        clock.at(after(clock.now(), millis(20)), speaks);
      };
      clock.at(after(clock.now(), millis(100)), () => {
        if (!isOpen) return;
        listener.answered("answer", agreed);
        listener.ready();
        speaks();
      });
      return ok({
        sendRtp: (packet) => this.#hears(packet),
        sendRtcp: () => undefined,
        receive(to) {
          each = to;
        },
        close() {
          isOpen = false;
        },
      });
    };
  }

  send(signal: HandsetSignal): void {
    if ("state" in signal) this.state = signal.state;
    else if ("ring" in signal) this.isRinging = true;
    else if ("stopRinging" in signal) this.isRinging = false;
  }

  close(): void {
    this.#closed.tell(undefined);
  }

  /** As a page that is awake does every twenty seconds. */
  beats(): void {
    this.#pulse.tell("beat");
  }
  isFrozen(): void {
    this.#pulse.tell("sleeps");
  }

  lifts(): void {
    this.#does({ hook: "off" }, { offer: "offer" });
  }
  hangsUp(): void {
    this.#does({ hook: "on" });
  }
  flashes(): void {
    this.#does({ flash: true });
  }
  presses(digit: string): void {
    this.#does({ digit });
  }

  /** The part that this tone has in the last second that was heard. */
  hearsLately(hertz: number): number {
    return heardIn(this.#heard, 8000).lately(hertz);
  }
  forget(): void {
    this.#heard = [];
  }

  #does(...frames: readonly HandsetSense[]): void {
    for (const one of frames) this.#frames.tell(one);
  }

  #packet(): Uint8Array {
    const samples = Int16Array.from(
      { length: frame },
      (_, i) => 8000 * Math.sin(this.#turn * (this.#time + i)),
    );
    this.#time += frame;
    const packet = new Uint8Array(12 + frame);
    const view = new DataView(packet.buffer);
    view.setUint16(0, 0x8000);
    view.setUint16(2, (this.#time / frame) & 0xffff);
    view.setUint32(4, this.#time);
    view.setUint32(8, 7);
    packet.set(pcmu.newEncoder().encode(samples), 12);
    return packet;
  }

  #hears(packet: Uint8Array): void {
    if (((packet[1] ?? 0) & 0x7f) !== 0) return;
    const samples = pcmu.newDecoder().decode(packet.slice(12));
    this.#heard.push(...Array.from(samples, (sample) => sample / 32_768));
  }
}

import { Echo, type EchoPath } from "./echo.ts";

/** How the talking side is made. */
export interface MouthMaking {
  /** What of the line's sound goes back into it; none when its balance is perfect. */
  readonly hybrid: EchoPath;
  /** From the loudspeaker to the microphone across the table. */
  readonly room: EchoPath;
}

/** 5 ms: a metre and a half of air and two cones. */
const usualRoom: EchoPath = { loss: 20, delay: 40 };

/** The microphone and what gets into it, and the way out to the line. */
export class Mouth {
  isMuted = false;
  isByLoudspeaker = false;
  readonly #hybrid: Echo | undefined;
  readonly #room: Echo;
  #words: Int16Array[] = [];
  #spoken = 0;

  constructor({ hybrid, room }: Partial<MouthMaking>) {
    this.#hybrid = hybrid && new Echo(hybrid);
    this.#room = new Echo(room ?? usualRoom);
  }

  get isSpeaking(): boolean {
    return this.#words.length > 0;
  }

  say(samples: Int16Array): void {
    if (samples.length > 0) this.#words.push(samples);
  }

  /** The handset is put down: nobody speaks into it any more. */
  forget(): void {
    this.#words = [];
    this.#spoken = 0;
    this.isByLoudspeaker = false;
  }

  /** What goes out while that is heard. A microphone that is off lets words pass unheard. */
  fill(said: Int16Array, heard: Int16Array, isOff: boolean): void {
    for (let i = 0; i < said.length; i++) {
      const ear = heard[i] ?? 0;
      const fromRoom = this.#room.push(this.isByLoudspeaker && !isOff ? ear : 0);
      const spoken = this.#word() + fromRoom;
      const sample = (this.#hybrid?.push(ear) ?? 0) + (isOff || this.isMuted ? 0 : spoken);
      said[i] = Math.max(-32_768, Math.min(32_767, Math.round(sample)));
    }
  }

  #word(): number {
    const word = this.#words[0];
    if (!word) return 0;
    const sample = word[this.#spoken] ?? 0;
    this.#spoken++;
    if (this.#spoken < word.length) return sample;
    this.#words.shift();
    this.#spoken = 0;
    return sample;
  }
}

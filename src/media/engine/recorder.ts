import type { Problem } from "#kit/problem.ts";
import { type Millis, millis } from "#kit/time.ts";
import { parseWav, sampleBytes, WAV_HEADER_BYTES, wavHeader } from "#media/audio/wav.ts";
import type { Files, OpenFile } from "#world/files.ts";

/** Recordings are of the telephone's own quality. */
export const RECORDED_RATE = 8000;
const FLUSH_SAMPLES = RECORDED_RATE / 2;

export interface Recorded {
  /** Of what is on the disk. */
  readonly length: Millis;
  readonly problem?: Problem;
}

/** Takes frames at 8 kHz. */
export interface Recording {
  /** False when it has as much as it may, or cannot write: stop it. */
  hears(frame: Int16Array): boolean;
  /** Resolves when all of it is on the disk. */
  stop(): Promise<Recorded>;
}

/**
 * Writes frames at 8 kHz into a WAV file. Every half second what there is goes to the file and the
 * header says so: a kill at any moment leaves a playable file, with less than a second missing.
 */
export class Recorder implements Recording {
  readonly #most: number;
  readonly #waiting: Int16Array[] = [];
  #held = 0;
  #written = 0;
  /** So many of them are known to be on the disk. */
  #safe = 0;
  #samples = 0;
  #file: OpenFile | undefined;
  #problem: Problem | undefined;
  readonly #opening: Promise<void>;

  /** `goesOn`: behind what the file has already, which counts as ours. */
  constructor(
    files: Files,
    name: string,
    { atMost, goesOn = false }: { readonly atMost?: Millis; readonly goesOn?: boolean } = {},
  ) {
    this.#most = atMost === undefined ? Number.POSITIVE_INFINITY : (atMost * RECORDED_RATE) / 1000;
    this.#opening = this.#opens(files, name, goesOn);
  }

  async #opens(files: Files, name: string, goesOn: boolean): Promise<void> {
    const before = goesOn ? await files.read(name) : undefined;
    const wav = before?.ok ? parseWav(before.value) : undefined;
    const opened = await files.open(name);
    if (wav?.ok && wav.value.rate === RECORDED_RATE) {
      this.#written = wav.value.samples.length;
      this.#safe = this.#written;
      this.#samples += this.#written;
    }
    if (opened.ok) this.#file = opened.value;
    else this.#problem = opened.problem;
  }

  hears(frame: Int16Array): boolean {
    this.#waiting.push(frame.slice());
    this.#held += frame.length;
    this.#samples += frame.length;
    if (this.#held >= FLUSH_SAMPLES) this.#flush();
    return this.#samples < this.#most && this.#problem === undefined;
  }

  async stop(): Promise<Recorded> {
    await this.#opening;
    this.#flush();
    const closed = await this.#file?.close();
    if (closed && !closed.ok) this.#problem ??= closed.problem;
    const samples = this.#problem ? this.#safe : this.#written;
    const length = millis((samples * 1000) / RECORDED_RATE);
    return { length, ...(this.#problem && { problem: this.#problem }) };
  }

  #flush(): void {
    if (this.#file === undefined) return;
    const offset = this.#written;
    let at = WAV_HEADER_BYTES + offset * 2;
    for (const frame of this.#waiting.splice(0)) {
      this.#file.writeAt(at, sampleBytes(frame));
      at += frame.length * 2;
      this.#written += frame.length;
    }
    this.#held = 0;
    this.#file.writeAt(0, wavHeader(RECORDED_RATE, this.#written));
    const written = this.#written;
    void this.#file.sync().then((synced) => {
      if (synced.ok) this.#safe = written;
      else this.#problem ??= synced.problem;
    });
  }
}

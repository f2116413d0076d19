import type { MediaCommand, MediaEvent } from "#media/engine/mediaEngine.ts";
import type { Point } from "#media/engine/point.ts";
import { Recorder } from "#media/engine/recorder.ts";
import { fileSource, readSounds, toneSource } from "#media/engine/source.ts";
import { spokenOnly } from "#media/engine/spokenOnly.ts";
import type { Files } from "#world/files.ts";

export interface DeckMeans {
  /** Where recordings are written, and all that is played but the sounds. */
  readonly files: Files;
  /** Where names that begin with `sounds/` are read from. */
  readonly sounds: Files;
  /** Recordings that are still being written. */
  readonly saving: Set<Promise<void>>;
  tell(event: MediaEvent): void;
}

/** What plays at a point and what is recorded from it, one of each: the next replaces the one before. */
export class Deck {
  readonly #point: Point;
  readonly #means: DeckMeans;
  /** What plays now has this number: an older file that is still being read is dropped. */
  #playing = 0;
  #recording: string | undefined;

  constructor(point: Point, means: DeckMeans) {
    this.#point = point;
    this.#means = means;
  }

  play({ files, loop }: MediaCommand & { do: "play" }): void {
    const nth = ++this.#playing;
    this.#replaces(false);
    void readSounds(files, (name) => this.#read(name)).then((wavs) => {
      if (this.#playing !== nth) return;
      if (wavs.ok) this.#point.play(fileSource(wavs.value, loop === true));
      else
        this.#means.tell({
          on: "played",
          port: this.#point.id,
          finished: false,
          problem: wavs.problem,
        });
    });
  }

  skip({ by }: MediaCommand & { do: "skip" }): void {
    this.#point.skip(by);
  }

  tone({ tone }: MediaCommand & { do: "tone" }): void {
    this.#playing++;
    this.#replaces(true);
    this.#point.play(toneSource(tone));
  }

  stopPlaying(): void {
    this.#playing++;
    this.#replaces(false);
  }

  record({ file, atMost, silence, goesOn }: MediaCommand & { do: "record" }): void {
    this.stopRecording();
    this.#recording = file;
    const most = atMost === undefined ? {} : { atMost };
    const recorder = new Recorder(this.#means.files, file, { ...most, goesOn: goesOn === true });
    this.#point.record(silence === undefined ? recorder : spokenOnly(recorder, silence));
  }

  stopRecording(): void {
    const { recorder, id: port } = this.#point;
    const file = this.#recording;
    if (recorder === undefined || file === undefined) return;
    this.#recording = undefined;
    this.#point.record(undefined);
    const { saving, tell } = this.#means;
    const saved = recorder.stop().then((recorded) => {
      saving.delete(saved);
      tell({ on: "recorded", port, file, ...recorded });
    });
    saving.add(saved);
  }

  /** The port goes: what was recorded is kept, what plays or is still being read is dropped untold. */
  close(): void {
    this.stopRecording();
    this.#playing++;
  }

  #read(name: string): ReturnType<Files["read"]> {
    const { files, sounds } = this.#means;
    return (name.startsWith("sounds/") ? sounds : files).read(name);
  }

  /** What played until now has not come to its end. */
  #replaces(byTone: boolean): void {
    if (!this.#point.isPlaying) return;
    if (!byTone) this.#point.play(undefined);
    this.#means.tell({ on: "played", port: this.#point.id, finished: false });
  }
}

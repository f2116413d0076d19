/**
 * The owner's own greetings: one WAV file each, by name, before those that come with the program.
 * They are recorded at a telephone, uploaded, or spoken by a voice that is installed here.
 */
import { type Listen, listeners } from "#kit/listeners.ts";
import { fail, type Result } from "#kit/result.ts";
import { type Millis, millis } from "#kit/time.ts";
import { readAnyWav } from "#media/audio/anyWav.ts";
import { formatWav, type Wav } from "#media/audio/wav.ts";
import type { Files } from "#world/files.ts";
import type { Log } from "#world/log.ts";

export interface GreetingView {
  readonly name: string;
  readonly lengthMs: number;
}

const folder = "greetings";
const drafts = "greeting-drafts";
const [shortest, longest] = [500, 120_000];
const most = 50;

export class Greetings {
  readonly #files: Files;
  readonly #log: Log;
  readonly #lengths = new Map<string, Millis>();
  readonly #changes = listeners<string>();
  /** The name of one that is new, other, or gone. */
  readonly changes: Listen<string> = this.#changes.listen;

  constructor({ files, log }: { readonly files: Files; readonly log: Log }) {
    this.#files = files;
    this.#log = log;
  }

  /** What is there from before. Once, before the first call. */
  async open(): Promise<void> {
    for (const file of await this.#files.list(folder)) {
      const name = file.slice(folder.length + 1).replace(/\.wav$/, "");
      const read = await this.#files.read(file);
      const wav = read.ok ? readAnyWav(read.value) : read;
      if (wav.ok) this.#lengths.set(name, lengthOf(wav.value));
      else this.#log.warn(`greeting/${name} cannot be played`, { code: wav.problem.code });
    }
    for (const file of await this.#files.list(drafts)) void this.#files.remove(file);
  }

  /** By name. */
  all(): readonly GreetingView[] {
    return [...this.#lengths]
      .map(([name, lengthMs]) => ({ name, lengthMs }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Undefined: the owner has none of that name. */
  fileOf(name: string): string | undefined {
    return this.#lengths.has(name) ? fileOf(name) : undefined;
  }

  audio(name: string): Promise<Result<Uint8Array>> {
    return this.#lengths.has(name)
      ? this.#files.read(fileOf(name))
      : Promise.resolve(fail("greetings.unknown", `there is no greeting ${name}`));
  }

  /** From a WAV file of any usual kind. `greetings.length`, `greetings.name`, `greetings.tooMany`, `media.badWav`. */
  async put(name: string, file: Uint8Array): Promise<Result<void>> {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
      return fail("greetings.name", "a name is letters, digits, `.`, `_` and `-`");
    if (this.#lengths.size >= most && !this.#lengths.has(name))
      return fail("greetings.tooMany", `there are ${most} greetings already`);
    const wav = readAnyWav(file);
    if (!wav.ok) return wav;
    const length = lengthOf(wav.value);
    if (length < shortest || length > longest)
      return fail("greetings.length", "a greeting lasts between half a second and two minutes");
    const written = await this.#files.write(fileOf(name), formatWav(wav.value));
    if (!written.ok) return written;
    this.#lengths.set(name, length);
    this.#changes.tell(name);
    return written;
  }

  async remove(name: string): Promise<Result<void>> {
    if (!this.#lengths.delete(name))
      return fail("greetings.unknown", `there is no greeting ${name}`);
    this.#changes.tell(name);
    return this.#files.remove(fileOf(name));
  }

  /** Where a call records one, before the owner has said that it is good. */
  draftOf = (leg: string): string => `${drafts}/${leg}.wav`;

  async keepDraft(leg: string, name: string): Promise<void> {
    const read = await this.#files.read(this.draftOf(leg));
    const kept = read.ok ? await this.put(name, read.value) : read;
    if (!kept.ok) this.#log.warn(`greeting/${name} could not be kept`, { code: kept.problem.code });
  }

  /** Their call is over. */
  dropDraft(leg: string): void {
    void this.#files.remove(this.draftOf(leg));
  }
}

const fileOf = (name: string): string => `${folder}/${name}.wav`;
const lengthOf = ({ samples, rate }: Wav): Millis =>
  millis(Math.round((samples.length * 1000) / rate));

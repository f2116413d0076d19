import type { Cancel } from "#kit/listeners.ts";
import { after, type Millis, millis } from "#kit/time.ts";
import { Mirror } from "#media/process/mirror.ts";
import { frameOf, protocol, readTold, type Told } from "#media/process/words.ts";
import type { Clock } from "#world/clock.ts";
import type { FrameLink } from "#world/frameLink.ts";
import type { Log } from "#world/log.ts";

export interface RemoteMeans {
  readonly clock: Clock;
  readonly log: Log;
  /** Of this process, for as long as it lives. */
  readonly name: string;
  /** The program's version. */
  readonly version: string;
  /** Undefined: nobody is there now. */
  readonly connect: () => Promise<FrameLink | undefined>;
}

export interface CallingNews {
  /** `isAnother`: than this process has spoken to before, if to any. */
  welcomed(found: Mirror, isAnother: boolean): void;
  told(told: Told): void;
  /** The link broke: `begin` looks for another. */
  gone(): void;
}

/** A media process is started within some tens of ms; one that does not come must not cost much. */
const [soon, late] = [millis(15), millis(250)];
const soonAtMost = 200;

/** The control process's end of the link: found, greeted, and found again when it breaks. */
export class Calling {
  readonly #of: RemoteMeans;
  readonly #news: CallingNews;
  readonly #greeted = Promise.withResolvers<void>();
  /** Resolves when it is welcome for the first time, nobody waits for that any more, or it closes. */
  readonly greeted = this.#greeted.promise;
  readonly #alarms = new Set<Cancel>();
  #link: FrameLink | undefined;
  #found = new Mirror();
  #isWelcome = false;
  /** The media process that we speak to, and its last event that we have heard. */
  #media: string | undefined;
  #heard = 0;
  #tries = 0;
  #isOver = false;

  constructor(of: RemoteMeans, news: CallingNews) {
    this.#of = of;
    this.#news = news;
  }

  get isWelcome(): boolean {
    return this.#isWelcome;
  }

  /** Looks for a media process until there is one; `isLate` after that time. */
  begin(patience: Millis, isLate: () => void): void {
    if (this.#isOver) return;
    this.#tries = 0;
    this.later(patience, () => {
      this.#greeted.resolve();
      isLate();
    });
    void this.#try();
  }

  /** In so long; not when somebody is welcomed meanwhile, or we close. */
  later(wait: Millis, act: () => void): void {
    const { clock } = this.#of;
    const cancel = clock.at(after(clock.now(), wait), () => {
      this.#alarms.delete(cancel);
      act();
    });
    this.#alarms.add(cancel);
  }

  send(frame: Uint8Array): boolean {
    if (!this.#isWelcome || !this.#link) return false;
    this.#link.send(frame);
    return true;
  }

  close(): void {
    this.#isOver = true;
    this.#isWelcome = false;
    this.#clearAlarms();
    this.#greeted.resolve();
    this.#link?.close();
    this.#link = undefined;
  }

  async #try(): Promise<void> {
    const link = await this.#of.connect();
    if (this.#isOver) return link?.close();
    if (link) return this.#greets(link);
    this.#tries += 1;
    this.later(this.#tries < soonAtMost ? soon : late, () => void this.#try());
  }

  #greets(link: FrameLink): void {
    const { name, version } = this.#of;
    const heard =
      this.#media === undefined ? {} : { heard: { media: this.#media, upTo: this.#heard } };
    this.#link = link;
    this.#found = new Mirror();
    link.closed(() => this.#broke(link));
    link.receive((frame) => {
      const told = readTold(frame);
      if (!told.ok) this.#of.log.warn(`media: ${told.problem.detail}`);
      else if (link === this.#link) this.#hears(told.value);
    });
    link.send(frameOf({ say: "hello", protocol, version, control: name, ...heard }));
  }

  #broke(link: FrameLink): void {
    if (link !== this.#link || this.#isOver) return;
    this.#link = undefined;
    this.#isWelcome = false;
    this.#news.gone();
  }

  #hears(told: Told): void {
    switch (told.tell) {
      case "found":
        return void this.#found.put(told.state.reserve.port, told.state);
      case "welcome":
        return void this.#welcome(told.media);
      case "refused":
        this.#of.log.warn("media: the media process is of another version, and makes room");
        return;
      case "event":
        this.#heard = told.n;
        this.#news.told(told);
        this.send(frameOf({ say: "heard", upTo: told.n }));
        return;
      case "closed":
        this.#news.told(told);
    }
  }

  #welcome(media: string): void {
    const isAnother = media !== this.#media;
    if (isAnother) this.#heard = 0;
    this.#media = media;
    this.#isWelcome = true;
    this.#clearAlarms();
    this.#news.welcomed(this.#found, isAnother);
    this.#greeted.resolve();
  }

  #clearAlarms(): void {
    for (const alarm of this.#alarms) alarm();
    this.#alarms.clear();
  }
}

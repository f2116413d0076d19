import type { Cancel } from "#kit/listeners.ts";
import { after, minutes, seconds } from "#kit/time.ts";
import type {
  AudioPortId,
  MediaCommand,
  MediaEngine,
  MediaEvent,
} from "#media/engine/mediaEngine.ts";
import { Mailbox } from "#media/process/mailbox.ts";
import { type Mark, Mirror } from "#media/process/mirror.ts";
import { frameOf, protocol, readSaid, type Said, type Told } from "#media/process/words.ts";
import type { Clock } from "#world/clock.ts";
import type { FrameLink } from "#world/frameLink.ts";
import type { Log } from "#world/log.ts";

export interface HostMeans {
  readonly engine: MediaEngine;
  readonly clock: Clock;
  readonly log: Log;
  /** Of this process, for as long as it lives. */
  readonly name: string;
  /** The program's version. */
  readonly version: string;
  /** It is of no more use: nobody commands it any longer, or what does is of another version. */
  readonly over: (why: string) => void;
}

/** So long without a control process, and the engine is nobody's. */
const patience = minutes(3);
/** What was being recorded should be on the disk by then. */
const toSave = seconds(1);

type Hello = Said & { readonly say: "hello" };

/** The media process's end: an engine, and whichever control process commands it now. */
export class EngineHost {
  readonly #of: HostMeans;
  readonly #mirror = new Mirror();
  readonly #mailbox = new Mailbox();
  readonly #cancel: Cancel;
  #link: FrameLink | undefined;
  /** It has been greeted: events go out as they come. */
  #isGreeted = false;
  #control: string | undefined;
  #alarm: Cancel | undefined;
  /** Told when nothing is being written any more. */
  #saved: (() => void) | undefined;
  /** The engine has refused what it is told just now. */
  #isRefused = false;
  /** Ends when nobody uses it: the control process is of another version. */
  #isOld = false;

  constructor(of: HostMeans) {
    this.#of = of;
    this.#cancel = of.engine.events((event) => this.#happened(event));
    this.#wait();
  }

  /** Another control process, or the same again; whoever was there before is heard no more. */
  serves(link: FrameLink): void {
    link.receive((frame) => {
      const said = readSaid(frame);
      if (!said.ok) this.#of.log.warn(`media: ${said.problem.detail}`);
      else if (said.value.say === "hello") this.#hello(said.value, link);
      else if (link === this.#link) this.#hears(said.value);
    });
    link.closed(() => {
      if (link === this.#link) this.#alone();
    });
  }

  close(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    this.#alarm?.();
    this.#cancel();
    link?.close();
    return this.#of.engine.close();
  }

  #hears(said: Exclude<Said, Hello>): void {
    if (said.say === "command") this.#perform(said.command, said.by ?? "");
    else if (said.say === "heard") this.#mailbox.acknowledged(said.upTo);
    else this.#goodbye();
  }

  #hello(hello: Hello, link: FrameLink): void {
    if (hello.protocol !== protocol) {
      link.send(frameOf({ tell: "refused", protocol }));
      return void this.#of.over("the control process is of another version");
    }
    if (link !== this.#link) this.#link?.close();
    this.#link = link;
    this.#isGreeted = false;
    this.#alarm?.();
    this.#isOld = hello.version !== this.#of.version;
    if (hello.heard?.media === this.#of.name) this.#mailbox.acknowledged(hello.heard.upTo);
    if (hello.control !== this.#control) this.#forsakes();
    this.#control = hello.control;
    this.#mayEnd();
    this.#whenSaved(() => this.#greets());
  }

  /** What the new one cannot go on with: it knows neither its parties nor what they were doing. */
  #forsakes(): void {
    for (const port of [...this.#mirror.ids]) {
      const { reserve, place } = this.#mirror.get(port) ?? {};
      if (reserve?.kind !== "rtp" || place === undefined)
        this.#perform({ do: "release", port }, "");
      else if (this.#mirror.get(port)?.recording)
        this.#perform({ do: "stop", port, only: "recording" }, "");
    }
  }

  #greets(): void {
    for (const port of this.#mirror.ids) {
      const state = this.#mirror.get(port);
      if (state) this.#tell({ tell: "found", state });
    }
    this.#tell({ tell: "welcome", media: this.#of.name });
    this.#isGreeted = true;
    for (const letter of this.#mailbox.waiting()) this.#tell({ tell: "event", ...letter });
  }

  #goodbye(): void {
    this.#control = undefined;
    for (const port of [...this.#mirror.ids]) this.#perform({ do: "release", port }, "");
    this.#whenSaved(() => {
      this.#tell({ tell: "closed" });
      this.#mailbox.clear();
    });
  }

  #alone(): void {
    this.#link = undefined;
    this.#isGreeted = false;
    this.#saved = undefined;
    this.#wait();
  }

  #wait(): void {
    const { clock, over } = this.#of;
    this.#alarm?.();
    this.#alarm = clock.at(after(clock.now(), patience), () => over("nobody commands it"));
  }

  #whenSaved(then: () => void): void {
    const { clock, engine } = this.#of;
    this.#alarm?.();
    this.#saved = () => {
      this.#alarm?.();
      this.#saved = undefined;
      then();
    };
    if (engine.held().files === 0) this.#saved();
    else this.#alarm = clock.at(after(clock.now(), toSave), () => this.#saved?.());
  }

  /** What the engine tells while it is told something is of what was before. */
  #perform(command: MediaCommand, by: Mark): void {
    this.#isRefused = false;
    if (command.do === "reserve" && !this.#mirror.get(command.port)) this.#mirror.note(command, by);
    this.#of.engine.perform(command);
    if (!this.#isRefused && command.do !== "reserve") this.#mirror.note(command, by);
    if (command.do === "release") this.#mayEnd();
  }

  #happened(event: MediaEvent): void {
    if (event.on === "refused") this.#refused(event.port, event.command);
    const of = event.on === "played" ? this.#mirror.get(event.port)?.playing?.by : undefined;
    this.#mirror.hears(event, of);
    const letter = this.#mailbox.put(event, of);
    if (this.#isGreeted) this.#tell({ tell: "event", ...letter });
    if (event.on === "recorded" && this.#of.engine.held().files === 0) this.#saved?.();
  }

  #refused(port: AudioPortId, command: MediaCommand["do"]): void {
    this.#isRefused = true;
    if (command === "reserve" && this.#mirror.get(port)?.place === undefined)
      this.#mirror.remove(port);
  }

  #mayEnd(): void {
    if (this.#isOld && this.#mirror.size === 0)
      this.#of.over("the control process is of a newer version");
  }

  #tell(told: Told): void {
    this.#link?.send(frameOf(told));
  }
}

import { listeners } from "#kit/listeners.ts";
import { problem } from "#kit/problem.ts";
import type {
  AudioPortId,
  MediaCommand,
  MediaEngine,
  MediaEvent,
} from "#media/engine/mediaEngine.ts";

/** For tests of whoever commands an engine: every port is there at once, and what was told is noted. */
export class NotedEngine implements MediaEngine {
  readonly #events = listeners<MediaEvent>();
  readonly events = this.#events.listen;
  readonly told: MediaCommand[] = [];
  readonly #ports = new Set<AudioPortId>();
  refuses = false;

  perform(command: MediaCommand): void {
    this.told.push(command);
    if (command.do === "release") this.#ports.delete(command.port);
    if (command.do !== "reserve") return;
    const { port, kind } = command;
    const why = problem("media.noPorts", "none left");
    if (this.refuses)
      return void this.tell({ on: "refused", port, command: "reserve", problem: why });
    this.#ports.add(port);
    this.tell({ on: "reserved", port, ...(kind === "webrtc" && { answer: "v=0 answer" }) });
  }

  tell(event: MediaEvent): void {
    this.#events.tell(event);
  }

  /** What it was told since it was last asked, in a few words each. */
  heard(): string[] {
    return this.told.splice(0).map(words);
  }

  idle(): boolean {
    return this.#ports.size === 0;
  }

  held(): ReturnType<MediaEngine["held"]> {
    return { ports: this.#ports.size, files: 0 };
  }

  close(): Promise<void> {
    this.#ports.clear();
    return Promise.resolve();
  }
}

function words(command: MediaCommand): string {
  const port = "port" in command ? ` ${command.port}` : "";
  const what = `${command.do}${port}`;
  switch (command.do) {
    case "tone":
      return `${what} ${command.tone.repeatFrom ?? "once"}`;
    case "play":
      return `${what} ${command.files.join(" ")}`;
    case "record":
      return `${what} ${command.file}`;
    case "loop":
      return `${what} ${command.signal.do}`;
    case "stop":
      return `${what}${command.only === "recording" ? " recording" : ""}`;
    default:
      return what;
  }
}

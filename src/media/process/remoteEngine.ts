import { type Listen, listeners } from "#kit/listeners.ts";
import { problem } from "#kit/problem.ts";
import { after, type Millis, millis, seconds } from "#kit/time.ts";
import type {
  AudioPortId,
  MediaCommand,
  MediaEngine,
  MediaEvent,
  PortCommand,
  ReserveCommand,
} from "#media/engine/mediaEngine.ts";
import { Calling, type RemoteMeans } from "#media/process/calling.ts";
import { Inherited } from "#media/process/inherited.ts";
import { isOfMoment, Mirror, type PortState, untouched } from "#media/process/mirror.ts";
import { Moments } from "#media/process/moments.ts";
import { type Order, reconcile } from "#media/process/reconcile.ts";
import { isSamePort, isTakenUp, listed, outlives } from "#media/process/wishes.ts";
import { frameOf, longestFrame, type Said, type Told } from "#media/process/words.ts";

/** A server that opens waits so long for a media process: without one, calls that it takes up are lost. */
const toGreet = seconds(20);
/** So long a port is waited for that no media process can give. */
const toReserve = seconds(5);
/** Ports of the process before us that nobody has taken up by then are closed: a busy machine opens a house in ten seconds. */
const toAdopt = seconds(30);
/** Each half second: a number that a call had before may be somebody else's by now. */
const mostTries = 40;

/**
 * A media engine in another process. What is wanted of it is remembered here, so that another media
 * process can be brought to the same; and what is there already is taken as it is. A port keeps its
 * name over both.
 */
export class RemoteEngine implements MediaEngine {
  readonly #of: RemoteMeans;
  readonly #events = listeners<MediaEvent>();
  readonly events: Listen<MediaEvent> = this.#events.listen;
  readonly #calling: Calling;
  /** Its ports have a place as soon as that is told. */
  readonly #wanted = new Mirror();
  /** As the media process has it, as far as it was told. */
  #there = new Mirror();
  /** Of the control process before us. */
  readonly #inherited = new Inherited();
  readonly #moments = new Moments();
  /** Files that are being recorded, until that is over. */
  readonly #saving = new Map<string, AudioPortId>();
  /** How often the number of a port that another process had was not to be had. */
  readonly #tries = new Map<AudioPortId, number>();
  #marks = 0;
  /** Nobody is there, for longer than anybody waits. */
  #isGone = false;
  #closes: (() => void) | undefined;

  constructor(of: RemoteMeans) {
    this.#of = of;
    this.#calling = new Calling(of, {
      welcomed: (found, isAnother) => this.#welcomed(found, isAnother),
      told: (told) => this.#hears(told),
      gone: () => this.#gone(),
    });
    this.#begin(toGreet);
  }

  /** Resolves as soon as it can be commanded, or nobody waits any longer. */
  get greeted(): Promise<void> {
    return this.#calling.greeted;
  }

  perform(command: MediaCommand): void {
    switch (command.do) {
      case "reserve":
        return void this.#reserve(command);
      case "release":
        this.#wanted.remove(command.port);
        this.#moments.forget(command.port);
        return void this.#settle([command.port]);
      case "patch":
        this.#wanted.note(command, "");
        return void this.#settle(command.hears.map(([listener]) => listener));
      case "list":
        return void this.#events.tell({ on: "listed", ports: listed(this.#wanted) });
      default:
        this.#atPort(command);
    }
  }

  idle(): boolean {
    return this.#wanted.size + this.#saving.size + this.#there.size === 0;
  }

  held(): ReturnType<MediaEngine["held"]> {
    return { ports: this.#wanted.size, files: this.#saving.size };
  }

  /** Resolves when what was recorded is written, or nobody is there to say so. */
  close(): Promise<void> {
    for (const port of [...this.#wanted.ids]) this.perform({ do: "release", port });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#closes = () => {
      this.#inherited.clear();
      this.#calling.close();
      resolve();
    };
    if (!this.#say({ say: "goodbye" })) this.#closes();
    return promise;
  }

  #reserve(command: ReserveCommand): void {
    const { port } = command;
    if (this.#wanted.get(port))
      return void this.#refuse(command, "media.portTaken", `there is a port ${port}`);
    this.#wanted.note(command, "");
    if (this.#isGone) void Promise.resolve().then(() => this.#giveUp(port));
    else if (this.#calling.isWelcome) this.#takesOver(port);
    this.#settle([port]);
  }

  /** Of that name there may be one since the process before us: it is ours now, or goes. */
  #takesOver(port: AudioPortId): void {
    const state = this.#wanted.get(port);
    if (!state || !this.#inherited.has(port)) return;
    const there = this.#there.get(port);
    const late = this.#inherited.take(port);
    if (there?.place && isSamePort(there, state)) return void this.#adopt(there, state, late);
    this.#there.remove(port);
    this.#say({ say: "command", command: { do: "release", port } });
  }

  /** It goes on hearing what it hears until something else is said of it, or nothing is for a while. */
  #adopt(there: PortState, { reserve }: PortState, late: readonly MediaEvent[]): void {
    const { port } = reserve;
    const { place, hears, playing } = there;
    const ours = { ...untouched, reserve, hears, ...(playing && { playing }) };
    this.#wanted.put(port, ours);
    this.#inherited.adopted(ours);
    void Promise.resolve().then(() => {
      if (this.#wanted.get(port) !== ours) return;
      this.#reserved({ on: "reserved", port, ...place });
      for (const event of late) this.#events.tell(event);
    });
  }

  #atPort(command: PortCommand): void {
    const { port } = command;
    if (!this.#wanted.get(port)?.place)
      return void this.#refuse(command, "media.noPort", `there is no port ${port}`);
    if (isOfMoment(command)) {
      const isSaid = this.#there.get(port)?.place && this.#say({ say: "command", command });
      if (!isSaid) this.#moments.wait(command);
      return;
    }
    if (command.do === "record") this.#saving.set(command.file, port);
    this.#wanted.note(command, this.#mark());
    this.#settle([port]);
  }

  #mark(): string {
    this.#marks += 1;
    return `${this.#of.name}:${this.#marks}`;
  }

  /** Tells what is wanted and not there. */
  #settle(ports: Iterable<AudioPortId>): void {
    if (!this.#calling.isWelcome) return;
    for (const order of reconcile(this.#there, this.#wanted, ports)) this.#order(order);
  }

  #order({ command, by }: Order): void {
    const said: Said = { say: "command", command, ...(by !== undefined && { by }) };
    if (this.#say(said)) this.#there.note(command, by ?? "");
    else if ("port" in command)
      this.#refuse(command, "media.badFrame", "it is too long to be said");
  }

  /** False: it was not said. */
  #say(said: Said): boolean {
    const frame = frameOf(said);
    return frame.length <= longestFrame && this.#calling.send(frame);
  }

  #welcomed(found: Mirror, isAnother: boolean): void {
    this.#isGone = false;
    const ended = isAnother ? outlives(this.#wanted, this.#there, this.#saving) : [];
    this.#there = found;
    for (const port of isAnother ? found.ids : []) this.#inherited.add(port);
    for (const port of this.#wanted.ids) this.#takesOver(port);
    this.#settle([...this.#wanted.ids, ...this.#notOurs()]);
    this.#sayWaiting();
    const { clock } = this.#of;
    if (isAnother && found.size > 0)
      this.#inherited.until(clock.at(after(clock.now(), toAdopt), () => this.#endInheritance()));
    for (const event of ended) this.#events.tell(event);
  }

  /** There, and neither wanted nor to be taken up: released while nobody heard it. */
  #notOurs(): readonly AudioPortId[] {
    return [...this.#there.ids].filter(
      (port) => !this.#wanted.get(port) && !this.#inherited.has(port),
    );
  }

  /** What nobody has said anything of is as in a new port, and a port that nobody wants is closed. */
  #endInheritance(): void {
    const left = [...this.#inherited.ids];
    if (left.length > 0)
      this.#of.log.info(`media: ${left.length} ports of the process before are closed`);
    const unsaid = this.#inherited.unsaid(this.#wanted);
    for (const state of unsaid) this.#wanted.put(state.reserve.port, state);
    this.#inherited.clear();
    this.#settle([...left, ...unsaid.map(({ reserve }) => reserve.port)]);
  }

  #gone(): void {
    this.#inherited.clear();
    this.#closes?.();
    this.#begin(toReserve);
  }

  #begin(patience: Millis): void {
    this.#calling.begin(patience, () => {
      this.#isGone = true;
      for (const port of [...this.#wanted.ids]) this.#giveUp(port);
    });
  }

  /** But for what another process had at its number: its call has begun, and waits for as long as it takes. */
  #giveUp(port: AudioPortId): void {
    const state = this.#wanted.get(port);
    if (!state || state.place || !this.#isGone || isTakenUp(state)) return;
    this.#wanted.remove(port);
    this.#refuse(state.reserve, "media.gone", "there is no media process");
  }

  #hears(told: Told): void {
    if (told.tell === "closed") this.#closes?.();
    if (told.tell !== "event") return;
    const { event, of } = told;
    this.#there.hears(event, of);
    if (event.on === "played" || event.on === "recorded") this.#wanted.hears(event, of);
    if (event.on === "recorded") this.#saving.delete(event.file);
    if ("port" in event && this.#inherited.keeps(event.port, event)) return;
    if (event.on === "reserved") this.#reserved(event);
    else if (event.on === "refused" && event.command === "reserve") this.#refused(event);
    else this.#events.tell(event);
  }

  /** Told once a port: that it was made anew since is nobody's concern. */
  #reserved(event: MediaEvent & { readonly on: "reserved" }): void {
    const { port } = event;
    this.#tries.delete(port);
    const isNews = this.#wanted.get(port)?.place === undefined;
    if (isNews) this.#wanted.hears(event);
    if (isNews && this.#wanted.get(port)) this.#events.tell(event);
    this.#settle([port, ...this.#wanted.listenersOf(port)]);
    this.#sayWaiting();
  }

  #refused(event: MediaEvent & { readonly on: "refused" }): void {
    const { port } = event;
    if (this.#there.get(port)?.place) return; // of that name there was one
    this.#there.remove(port);
    const wanted = this.#wanted.get(port);
    if (wanted?.place || (wanted && isTakenUp(wanted) && this.#mayStill(port)))
      return void this.#tryAgain(port);
    this.#tries.delete(port);
    this.#wanted.remove(port);
    this.#events.tell(event);
  }

  #mayStill(port: AudioPortId): boolean {
    const tries = (this.#tries.get(port) ?? 0) + 1;
    this.#tries.set(port, tries);
    return tries < mostTries;
  }

  /** Somebody else has its numbers just now. */
  #tryAgain(port: AudioPortId): void {
    this.#of.log.warn(`media: ${port} cannot have its ports`);
    this.#calling.later(millis(500), () => this.#settle([port]));
  }

  #sayWaiting(): void {
    for (const command of this.#moments.due(
      ({ port }) => this.#there.get(port)?.place !== undefined,
    ))
      this.#say({ say: "command", command });
  }

  #refuse(command: MediaCommand & { readonly port: AudioPortId }, code: string, why: string): void {
    this.#events.tell({
      on: "refused",
      port: command.port,
      command: command.do,
      problem: problem(code, why),
    });
  }
}

/**
 * media/process: the engine in a process of its own (docs/adr/0022). Both ends keep a mirror of the
 * engine's ports: the media process of what is in force, the control process of what it wants. What
 * differs becomes orders (reconcile.ts), so that either may be followed by another one.
 */
import type {
  AudioPortId,
  MediaCommand,
  MediaEvent,
  PortCommand,
  ReserveCommand,
} from "#media/engine/mediaEngine.ts";
import type { Address } from "#world/network.ts";

/** Names one command of one control process: what plays or is recorded since. */
export type Mark = string;

type CommandOf<Do extends MediaCommand["do"]> = MediaCommand & { readonly do: Do };

/** Where a port is; a studio or a browser has no address. */
export interface Place {
  readonly address?: Address;
  readonly rtcp?: Address;
}

/** One port, as the commands to it have left it. Plain data. */
export interface PortState {
  readonly reserve: ReserveCommand;
  /** Absent: it is yet to come. */
  readonly place?: Place;
  readonly agreed?: CommandOf<"agree" | "change">;
  readonly gain?: CommandOf<"gain">;
  readonly receiveOnly: boolean;
  readonly isData: boolean;
  /** A modem was to be looked for, by what is agreed now. */
  readonly seeks: boolean;
  readonly playing?: { readonly by: Mark; readonly command: CommandOf<"play" | "tone"> };
  readonly recording?: { readonly by: Mark; readonly command: CommandOf<"record"> };
  readonly hears: readonly AudioPortId[];
}

/** Of one moment: nothing is left of it that could be kept. */
export type MomentCommand = CommandOf<"skip" | "sendDigit" | "loop">;

export const isOfMoment = (command: MediaCommand): command is MomentCommand =>
  command.do === "skip" || command.do === "sendDigit" || command.do === "loop";

/** Ports by their names. Changed in place: a call is some hundred commands, a house many ports. */
export class Mirror {
  readonly #ports = new Map<AudioPortId, PortState>();

  get size(): number {
    return this.#ports.size;
  }

  get ids(): Iterable<AudioPortId> {
    return this.#ports.keys();
  }

  get(port: AudioPortId): PortState | undefined {
    return this.#ports.get(port);
  }

  put(port: AudioPortId, state: PortState): void {
    this.#ports.set(port, state);
  }

  /** Whoever heard it hears it no more. */
  remove(port: AudioPortId): void {
    if (!this.#ports.delete(port)) return;
    for (const [id, state] of this.#ports)
      if (state.hears.includes(port))
        this.put(id, { ...state, hears: state.hears.filter((one) => one !== port) });
  }

  /** Who hears it. */
  listenersOf(port: AudioPortId): readonly AudioPortId[] {
    return [...this.#ports].flatMap(([id, { hears }]) => (hears.includes(port) ? id : []));
  }

  /** That was told, and is done. To a port that is not there it changes nothing. */
  note(command: MediaCommand, by: Mark): void {
    switch (command.do) {
      case "reserve":
        this.put(command.port, { reserve: command, ...untouched });
        break;
      case "release":
        this.remove(command.port);
        break;
      case "patch":
        for (const [listener, hears] of command.hears) this.#change(listener, () => ({ hears }));
        break;
      case "list":
        break;
      default:
        this.#change(command.port, (state) => changed(state, command, by));
    }
  }

  /** That has come of it; `of`: by what was begun that has ended. */
  hears(event: MediaEvent, of?: Mark): void {
    switch (event.on) {
      case "reserved": {
        const { address, rtcp } = event;
        const place = { ...(address && { address }), ...(rtcp && { rtcp }) };
        this.#change(event.port, () => ({ place }));
        break;
      }
      case "played":
        this.#change(event.port, ({ playing }) =>
          playing?.by === of ? { playing: undefined } : {},
        );
        break;
      case "recorded":
        this.#change(event.port, ({ recording }) =>
          recording?.command.file === event.file ? { recording: undefined } : {},
        );
        break;
      default:
    }
  }

  #change(port: AudioPortId, by: (state: PortState) => Changed): void {
    const state = this.#ports.get(port);
    if (state) this.put(port, without({ ...state, ...by(state) }));
  }
}

/** Undefined takes away. */
type Changed = { readonly [Key in keyof PortState]?: PortState[Key] | undefined };

const without = (state: Changed): PortState =>
  Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined),
  ) as unknown as PortState;

/** Of a port of which nothing was said yet. */
export const untouched = { receiveOnly: false, isData: false, seeks: false, hears: [] } as const;

function changed(state: PortState, command: PortCommand, by: Mark): Changed {
  switch (command.do) {
    case "agree":
    case "change":
      return { agreed: command, seeks: false };
    case "gain":
      return { gain: command };
    case "receiveOnly":
      return { receiveOnly: true };
    case "voiceBandData":
      return { isData: true, seeks: false };
    case "seekModem":
      return { seeks: true };
    case "play":
    case "tone":
      return { playing: { by, command } };
    case "record":
      return { recording: { by, command } };
    case "stop":
      return {
        playing: command.only === "recording" ? state.playing : undefined,
        recording: command.only === "playing" ? state.recording : undefined,
      };
    case "skip":
    case "sendDigit":
    case "loop":
      return {};
  }
}

import { type Listen, listeners } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import { fail, type Result } from "#kit/result.ts";
import { millis } from "#kit/time.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { FLASH } from "#media/dtmf/eventPacket.ts";
import { type Port, performAt } from "#media/engine/atPort.ts";
import { Deck } from "#media/engine/deck.ts";
import type {
  AudioPortId,
  MediaCommand,
  MediaEngine,
  MediaEvent,
  PortCommand,
} from "#media/engine/mediaEngine.ts";
import type { OpenWebRtc, PacketPath } from "#media/engine/packetPath.ts";
import { Point } from "#media/engine/point.ts";
import { PortPool } from "#media/engine/portPool.ts";
import { type Opened, Reservations } from "#media/engine/reservations.ts";
import { Session } from "#media/engine/session.ts";
import { Ticker } from "#media/engine/ticker.ts";
import type { LoopDriver } from "#media/loop/loop.ts";
import type { Files } from "#world/files.ts";
import type { World } from "#world/world.ts";

export interface MediaEngineOptions {
  readonly world: World;
  readonly codecs: CodecTable;
  /** UDP ports, both ends included. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Pairs of ports that are bound before anyone asks; a few unless said. */
  readonly portsAhead?: number;
  /** The local address of the sockets. */
  readonly host: string;
  /** Our address as others reach it: for SDP. */
  readonly ownAddress: () => string;
  readonly openWebRtc?: OpenWebRtc;
  /** The loops that there are, by name; none when absent. */
  readonly openLoop?: (name: string) => Result<LoopDriver>;
  /** Where names that begin with `sounds/` are read from; the world's files when absent. */
  readonly sounds?: Files;
}

export const newMediaEngine = (options: MediaEngineOptions): MediaEngine => new Engine(options);

class Engine implements MediaEngine {
  readonly #of: MediaEngineOptions;
  readonly #events = listeners<MediaEvent>();
  readonly events: Listen<MediaEvent> = this.#events.listen;
  readonly #ports = new Map<AudioPortId, Port>();
  readonly #reservations: Reservations;
  readonly #saving = new Set<Promise<void>>();
  readonly #pool: PortPool;
  readonly #ticker: Ticker;

  constructor(of: MediaEngineOptions) {
    const { network, clock } = of.world;
    this.#of = of;
    this.#ticker = new Ticker(clock);
    const { from, to } = of.ports;
    this.#pool = new PortPool({
      ...{ network, clock, ports: [from, to], host: of.host },
      ...(of.portsAhead !== undefined && { ahead: of.portsAhead }),
    });
    this.#reservations = new Reservations({
      ...of,
      pool: this.#pool,
      has: (port) => this.#ports.has(port),
      session: (port, path, receiveOnly) => this.#session(port, path, receiveOnly),
      add: (port, opened) => this.#add(port, opened),
      refuse: (command, why) => this.#refuse(command, why),
      tell: (event) => this.#tell(event),
    });
  }

  perform(command: MediaCommand): void {
    switch (command.do) {
      case "reserve":
        this.#reservations.reserve(command);
        break;
      case "patch":
        for (const [listener, speakers] of command.hears)
          this.#ports
            .get(listener)
            ?.point.hear(speakers.flatMap((id) => this.#ports.get(id)?.point ?? []));
        break;
      case "list":
        this.#list();
        break;
      case "release":
        this.#release(command.port);
        break;
      default:
        this.#atPort(command);
    }
  }

  #atPort(command: PortCommand): void {
    const port = this.#ports.get(command.port);
    const done = port
      ? performAt(port, command)
      : fail("media.noPort", `there is no port ${command.port}`);
    if (!done.ok) this.#refuse(command, done.problem);
  }

  idle(): boolean {
    const { ports, files } = this.held();
    return ports + files === 0 && this.#ticker.isIdle;
  }

  held(): ReturnType<MediaEngine["held"]> {
    return { ports: this.#ports.size + this.#reservations.size, files: this.#saving.size };
  }

  async close(): Promise<void> {
    this.#reservations.cancelAll();
    for (const id of [...this.#ports.keys()]) this.#release(id);
    await Promise.all(this.#saving);
    this.#pool.close();
  }

  #session(port: AudioPortId, path: PacketPath, receiveOnly = false): Session {
    const { clock, random } = this.#of.world;
    return new Session(
      { path, codecs: this.#of.codecs, clock, random, sends: !receiveOnly },
      {
        key: (key, by) => this.#key(port, key, by),
        modem: (tone) => this.#tell({ on: "modem", port, tone }),
        stats: (stats) => this.#tell({ on: "stats", port, stats }),
        silent: (since) =>
          this.#tell({ on: "silentTooLong", port, length: millis(clock.now() - since) }),
      },
    );
  }

  /** Who hears the sound itself needs the key pressed anew: it was no sound. */
  #key(port: AudioPortId, digit: string, by: "event" | "tone"): void {
    const point = this.#ports.get(port)?.point;
    if (by === "event" && digit !== FLASH)
      for (const one of point?.listeners ?? [])
        if (one.loop || (one.session && one.session.relaying !== point?.session)) one.press(digit);
    this.#tell(digit === FLASH ? { on: "flash", port } : { on: "digit", port, digit, by });
  }

  #add(id: AudioPortId, opened: Opened): Point {
    const { session } = opened.end;
    const point = new Point(id, opened.end, this.#ticker, {
      played: () => this.#tell({ on: "played", port: id, finished: true }),
      recordedEnough: () => deck.stopRecording(),
    });
    const { sounds, world } = this.#of;
    const deck = new Deck(point, {
      files: world.files,
      sounds: sounds ?? world.files,
      saving: this.#saving,
      tell: (event) => this.#tell(event),
    });
    const receiveOnly = session !== undefined && session.speaking === undefined;
    this.#ports.set(id, { ...opened, point, deck, receiveOnly });
    return point;
  }

  #release(id: AudioPortId): void {
    this.#reservations.cancel(id);
    const port = this.#ports.get(id);
    if (port === undefined) return;
    port.deck.close();
    port.point.close();
    port.point.session?.close();
    this.#ports.delete(id);
    if (port.udp) this.#pool.give(port.udp.pair);
  }

  #list(): void {
    const ports = [...this.#ports].map(([port, { kind, receiveOnly, udp }]) => {
      const address = udp && { host: this.#of.ownAddress(), port: udp.pair.rtp.local.port };
      return { port, kind, receiveOnly, ...(address && { address }) };
    });
    this.#tell({ on: "listed", ports });
  }

  #refuse(command: MediaCommand & { readonly port: AudioPortId }, why: Problem): void {
    this.#tell({ on: "refused", port: command.port, command: command.do, problem: why });
  }

  #tell(event: MediaEvent): void {
    this.#events.tell(event);
  }
}

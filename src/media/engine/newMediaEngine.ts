import { type Listen, listeners } from "#kit/listeners.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, type Result } from "#kit/result.ts";
import { millis } from "#kit/time.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { FLASH } from "#media/dtmf/eventPacket.ts";
import { LoopEnd } from "#media/engine/loopEnd.ts";
import type {
  AudioPortId,
  MediaCommand,
  MediaEngine,
  MediaEvent,
  ReserveCommand,
} from "#media/engine/mediaEngine.ts";
import type { OpenWebRtc, PacketPath } from "#media/engine/packetPath.ts";
import { type FarEnd, Point } from "#media/engine/point.ts";
import { type PortPair, PortPool } from "#media/engine/portPool.ts";
import { Recorder } from "#media/engine/recorder.ts";
import { Session } from "#media/engine/session.ts";
import { fileSource, readSounds, toneSource } from "#media/engine/source.ts";
import { Ticker } from "#media/engine/ticker.ts";
import { UdpPath } from "#media/engine/udpPath.ts";
import type { CircuitSense } from "#media/loop/circuit.ts";
import type { LoopDriver } from "#media/loop/loop.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import type { Files } from "#world/files.ts";
import type { World } from "#world/world.ts";

export interface MediaEngineOptions {
  readonly world: World;
  readonly codecs: CodecTable;
  /** UDP ports, both ends included. */
  readonly ports: { readonly from: number; readonly to: number };
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

/** What is kept of a port beside its point. */
interface Port {
  readonly point: Point;
  readonly kind: ReserveCommand["kind"];
  readonly udp?: { readonly pair: PortPair; readonly path: UdpPath };
  receiveOnly: boolean;
  /** What plays now has this number: an older file that is still being read is dropped. */
  playing: number;
  recording: string | undefined;
}

type AtPort = Exclude<MediaCommand, { readonly do: "reserve" | "patch" | "list" | "release" }>;

export const newMediaEngine = (options: MediaEngineOptions): MediaEngine => new Engine(options);

class Engine implements MediaEngine {
  readonly #of: MediaEngineOptions;
  readonly #events = listeners<MediaEvent>();
  readonly events: Listen<MediaEvent> = this.#events.listen;
  readonly #ports = new Map<AudioPortId, Port>();
  /** Ports whose sockets are still being bound; released ones are taken out. */
  readonly #reserving = new Set<AudioPortId>();
  readonly #saving = new Set<Promise<void>>();
  readonly #pool: PortPool;
  readonly #ticker: Ticker;

  constructor(of: MediaEngineOptions) {
    const { network, clock } = of.world;
    this.#of = of;
    this.#ticker = new Ticker(clock);
    const { from, to } = of.ports;
    this.#pool = new PortPool({ network, clock, ports: [from, to], host: of.host });
  }

  perform(command: MediaCommand): void {
    switch (command.do) {
      case "reserve":
        this.#reserve(command);
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

  #atPort(command: AtPort): void {
    const port = this.#ports.get(command.port);
    if (port) this.#do(port, command);
    else this.#refuse(command, problem("media.noPort", `there is no port ${command.port}`));
  }

  idle(): boolean {
    return this.#ports.size + this.#reserving.size + this.#saving.size === 0 && this.#ticker.isIdle;
  }

  async close(): Promise<void> {
    this.#reserving.clear();
    for (const id of [...this.#ports.keys()]) this.#release(id);
    await Promise.all(this.#saving);
    this.#pool.close();
  }

  #do(port: Port, command: MediaCommand): void {
    switch (command.do) {
      case "agree":
      case "change":
        this.#agree(port, command);
        break;
      case "play":
        this.#play(port, command);
        break;
      case "tone":
        port.playing++;
        this.#replaces(port, true);
        port.point.play(toneSource(command.tone));
        break;
      case "stop":
        if (command.only !== "recording") this.#stopPlaying(port);
        if (command.only !== "playing") this.#stopRecording(port);
        break;
      case "record":
        this.#record(port, command);
        break;
      case "gain":
        port.point.setGain(command.hears, command.speaks);
        this.#around(port.point);
        break;
      case "sendDigit":
        port.point.press(command.digits, command.length);
        break;
      case "loop":
        port.point.loop?.perform(command.signal);
        break;
      case "receiveOnly":
        port.receiveOnly = true;
        port.point.session?.receiveOnly();
        port.point.arrange();
        break;
      case "reserve":
      case "release":
      case "patch":
      case "list":
        break; // not of one port that is there: see perform
    }
  }

  #reserve(command: ReserveCommand): void {
    const { port } = command;
    if (this.#ports.has(port) || this.#reserving.has(port))
      this.#refuse(command, problem("media.portTaken", `there is a port ${port}`));
    else if (command.kind === "rtp") this.#reserveRtp(command);
    else if (command.kind === "webrtc") this.#reserveBrowser(command);
    else if (command.kind === "loop") this.#reserveLoop(command);
    else {
      this.#add(port, "studio", {});
      this.#tell({ on: "reserved", port });
    }
  }

  #reserveRtp(command: ReserveCommand & { kind: "rtp" }): void {
    const { port } = command;
    const { crypto, clock } = this.#of.world;
    this.#reserving.add(port);
    void this.#pool.take().then((taken) => {
      const isWanted = this.#reserving.delete(port);
      if (!taken.ok) this.#refuse(command, taken.problem);
      else if (isWanted) {
        const path = new UdpPath(taken.value, crypto, clock);
        const session = this.#session(port, path, command.receiveOnly);
        this.#add(port, "rtp", { session }, { pair: taken.value, path });
        const host = this.#of.ownAddress();
        const { rtp, rtcp } = taken.value;
        this.#tell({
          on: "reserved",
          port,
          address: { host, port: rtp.local.port },
          rtcp: { host, port: rtcp.local.port },
        });
      } else this.#pool.give(taken.value);
    });
  }

  #reserveLoop(command: ReserveCommand & { kind: "loop" }): void {
    const { port, loop, circuit } = command;
    const driver =
      this.#of.openLoop?.(loop) ?? fail("media.noLoop", `there is no loop named ${loop}`);
    if (!driver.ok) {
      this.#refuse(command, driver.problem);
      return;
    }
    const told = (sense: CircuitSense): void => this.#tell({ on: "loop", port, sense });
    this.#add(port, "loop", { loop: new LoopEnd(driver.value, circuit, told) });
    this.#tell({ on: "reserved", port });
    this.#ports.get(port)?.point.arrange(); // an idle line is watched too
  }

  #reserveBrowser(command: ReserveCommand & { kind: "webrtc" }): void {
    const { port, offer, codecs } = command;
    const open = this.#of.openWebRtc;
    if (open === undefined) {
      this.#refuse(command, problem("media.noWebRtc", "browsers cannot be reached here"));
      return;
    }
    const sends = command.receiveOnly !== true;
    this.#reserving.add(port);
    let session: Session | undefined;
    const answered = (answer: string, agreed: AgreedMedia): void => {
      if (!this.#reserving.delete(port) || session === undefined) return;
      this.#add(port, "webrtc", { session });
      session.agree(agreed);
      this.#tell({ on: "reserved", port, answer });
    };
    let early: Parameters<typeof answered> | undefined;
    const path = open(
      { offer, codecs, sends },
      {
        answered: (...said) => {
          if (session === undefined) early = said;
          else answered(...said);
        },
        ready: () => this.#ports.has(port) && this.#tell({ on: "dtlsReady", port }),
        lost: (why) => this.#lost(command, why),
      },
    );
    if (!path.ok) {
      this.#reserving.delete(port);
      this.#refuse(command, path.problem);
      return;
    }
    session = this.#session(port, path.value, command.receiveOnly);
    if (early) answered(...early);
  }

  #lost(command: ReserveCommand, why: Problem): void {
    if (this.#reserving.delete(command.port)) this.#refuse(command, why);
    else if (this.#ports.has(command.port))
      this.#tell({ on: "lost", port: command.port, problem: why });
  }

  #session(port: AudioPortId, path: PacketPath, receiveOnly = false): Session {
    const { clock, random } = this.#of.world;
    return new Session(
      { path, codecs: this.#of.codecs, clock, random, sends: !receiveOnly },
      {
        key: (key, by) => this.#key(port, key, by),
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

  #add(id: AudioPortId, kind: Port["kind"], end: FarEnd, udp?: Port["udp"]): void {
    const point = new Point(id, end, this.#ticker, {
      played: () => this.#tell({ on: "played", port: id, finished: true }),
      recordedEnough: () => this.#stopRecording(this.#ports.get(id)),
    });
    const receiveOnly = end.session !== undefined && end.session.speaking === undefined;
    const port = { point, kind, receiveOnly, playing: 0, recording: undefined };
    this.#ports.set(id, { ...port, ...(udp && { udp }) });
  }

  #agree(port: Port, command: MediaCommand & { do: "agree" | "change" }): void {
    const taken = port.udp?.path.agree(command.agreed, command.peer);
    if (taken && !taken.ok) {
      this.#refuse(command, taken.problem);
      return;
    }
    port.point.session?.agree(command.agreed);
    this.#around(port.point);
  }

  #around(point: Point): void {
    point.arrange();
    for (const one of [...point.listeners]) one.arrange();
  }

  #play(port: Port, { files, loop }: MediaCommand & { do: "play" }): void {
    const nth = ++port.playing;
    this.#replaces(port, false);
    const { sounds, world } = this.#of;
    const read = (name: string) =>
      (name.startsWith("sounds/") && sounds ? sounds : world.files).read(name);
    void readSounds(files, read).then((wavs) => {
      if (port.playing !== nth) return;
      if (wavs.ok) port.point.play(fileSource(wavs.value, loop === true));
      else
        this.#tell({ on: "played", port: port.point.id, finished: false, problem: wavs.problem });
    });
  }

  /** What played until now has not come to its end. */
  #replaces(port: Port, isTone: boolean): void {
    if (!port.point.isPlaying) return;
    if (!isTone) port.point.play(undefined);
    this.#tell({ on: "played", port: port.point.id, finished: false });
  }

  #stopPlaying(port: Port): void {
    port.playing++;
    this.#replaces(port, false);
  }

  #record(port: Port, { file, atMost }: MediaCommand & { do: "record" }): void {
    this.#stopRecording(port);
    port.recording = file;
    port.point.record(new Recorder(this.#of.world.files, file, atMost));
  }

  #stopRecording(port: Port | undefined): void {
    const recorder = port?.point.recorder;
    const file = port?.recording;
    if (port === undefined || recorder === undefined || file === undefined) return;
    port.recording = undefined;
    port.point.record(undefined);
    const saved = recorder.stop().then((recorded) => {
      this.#saving.delete(saved);
      this.#tell({ on: "recorded", port: port.point.id, file, ...recorded });
    });
    this.#saving.add(saved);
  }

  #release(id: AudioPortId): void {
    this.#reserving.delete(id);
    const port = this.#ports.get(id);
    if (port === undefined) return;
    this.#stopRecording(port);
    port.playing++;
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

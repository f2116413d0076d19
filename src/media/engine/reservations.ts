import { type Problem, problem } from "#kit/problem.ts";
import { fail, type Result } from "#kit/result.ts";
import { LoopEnd } from "#media/engine/loopEnd.ts";
import type { AudioPortId, MediaEvent, ReserveCommand } from "#media/engine/mediaEngine.ts";
import type { OpenWebRtc, PacketPath } from "#media/engine/packetPath.ts";
import type { FarEnd, Point } from "#media/engine/point.ts";
import type { PortPair, PortPool } from "#media/engine/portPool.ts";
import type { Session } from "#media/engine/session.ts";
import { UdpPath } from "#media/engine/udpPath.ts";
import type { LoopDriver } from "#media/loop/loop.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import type { World } from "#world/world.ts";

/** The far end of a new port, and the sockets it took. */
export interface Opened {
  readonly kind: ReserveCommand["kind"];
  readonly end: FarEnd;
  readonly udp?: { readonly pair: PortPair; readonly path: UdpPath };
}

/** Where new ports come from, and what the engine does with them. */
export interface ReservationMeans {
  readonly world: World;
  readonly pool: PortPool;
  readonly ownAddress: () => string;
  readonly openWebRtc?: OpenWebRtc | undefined;
  readonly openLoop?: ((name: string) => Result<LoopDriver>) | undefined;
  /** There is a port of that name already. */
  has(port: AudioPortId): boolean;
  session(port: AudioPortId, path: PacketPath, receiveOnly?: boolean): Session;
  add(port: AudioPortId, opened: Opened): Point;
  refuse(command: ReserveCommand, why: Problem): void;
  tell(event: MediaEvent): void;
}

type Of<Kind> = ReserveCommand & { readonly kind: Kind };

/** Ports to come: each is added when its sockets, its browser or its loop are there, or refused. */
export class Reservations {
  readonly #means: ReservationMeans;
  /** Those that are still being opened; cancelled ones are taken out. */
  readonly #opening = new Set<AudioPortId>();

  constructor(means: ReservationMeans) {
    this.#means = means;
  }

  get size(): number {
    return this.#opening.size;
  }

  reserve(command: ReserveCommand): void {
    const { port } = command;
    if (this.#means.has(port) || this.#opening.has(port))
      this.#means.refuse(command, problem("media.portTaken", `there is a port ${port}`));
    else if (command.kind === "rtp") this.#reserveRtp(command);
    else if (command.kind === "webrtc") this.#reserveBrowser(command);
    else if (command.kind === "loop") this.#reserveLoop(command);
    else {
      this.#means.add(port, { kind: "studio", end: {} });
      this.#means.tell({ on: "reserved", port });
    }
  }

  cancel(port: AudioPortId): void {
    this.#opening.delete(port);
  }

  cancelAll(): void {
    this.#opening.clear();
  }

  #reserveRtp(command: Of<"rtp">): void {
    const { port } = command;
    const { pool, refuse } = this.#means;
    this.#opening.add(port);
    const asked = command.at === undefined ? pool.take() : pool.takeAt(command.at);
    void asked.then((taken) => {
      const isWanted = this.#opening.delete(port);
      if (!taken.ok) refuse(command, taken.problem);
      else if (isWanted) this.#addRtp(command, taken.value);
      else pool.give(taken.value);
    });
  }

  #addRtp({ port, receiveOnly }: Of<"rtp">, pair: PortPair): void {
    const { world, ownAddress, session, add, tell } = this.#means;
    const path = new UdpPath(pair, world.crypto, world.clock);
    add(port, {
      kind: "rtp",
      end: { session: session(port, path, receiveOnly) },
      udp: { pair, path },
    });
    const host = ownAddress();
    tell({
      on: "reserved",
      port,
      address: { host, port: pair.rtp.local.port },
      rtcp: { host, port: pair.rtcp.local.port },
    });
  }

  #reserveLoop(command: Of<"loop">): void {
    const { port, loop, circuit } = command;
    const { openLoop, refuse, add, tell } = this.#means;
    const driver = openLoop?.(loop) ?? fail("media.noLoop", `there is no loop named ${loop}`);
    if (!driver.ok) {
      refuse(command, driver.problem);
      return;
    }
    const end = new LoopEnd(driver.value, circuit, (sense) => tell({ on: "loop", port, sense }));
    const point = add(port, { kind: "loop", end: { loop: end } });
    tell({ on: "reserved", port });
    point.arrange(); // an idle line is watched too
  }

  #reserveBrowser(command: Of<"webrtc">): void {
    const { port, offer, codecs } = command;
    const { openWebRtc, has, refuse, tell } = this.#means;
    if (openWebRtc === undefined) {
      refuse(command, problem("media.noWebRtc", "browsers cannot be reached here"));
      return;
    }
    const sends = command.receiveOnly !== true;
    this.#opening.add(port);
    let session: Session | undefined;
    let early: readonly [answer: string, agreed: AgreedMedia] | undefined;
    const path = openWebRtc(
      { offer, codecs, sends },
      {
        answered: (...said) => {
          if (session === undefined) early = said;
          else this.#answered(port, session, said);
        },
        ready: () => has(port) && tell({ on: "dtlsReady", port }),
        lost: (why) => this.#lost(command, why),
      },
    );
    if (!path.ok) {
      this.#opening.delete(port);
      refuse(command, path.problem);
      return;
    }
    session = this.#means.session(port, path.value, command.receiveOnly);
    if (early) this.#answered(port, session, early);
  }

  #answered(
    port: AudioPortId,
    session: Session,
    [answer, agreed]: readonly [answer: string, agreed: AgreedMedia],
  ): void {
    if (!this.#opening.delete(port)) return;
    this.#means.add(port, { kind: "webrtc", end: { session } });
    session.agree(agreed);
    this.#means.tell({ on: "reserved", port, answer });
  }

  #lost(command: ReserveCommand, why: Problem): void {
    const { port } = command;
    const { has, refuse, tell } = this.#means;
    if (this.#opening.delete(port)) refuse(command, why);
    else if (has(port)) tell({ on: "lost", port, problem: why });
  }
}

import type { Cancel } from "#kit/listeners.ts";
import { ok, type Result } from "#kit/result.ts";
import { after, type Millis, millis } from "#kit/time.ts";
import type { LiveRows } from "#server/store/liveRows.ts";
import type { Clock } from "#world/clock.ts";
import type { Network, StreamSocket, UdpSocket } from "#world/network.ts";

/**
 * What a server's process does that others or the next process can know of, counted: each message of
 * SIP that came or left, each row of its journal that was written. It can be killed at any of them:
 * after a message has left, before one that came is read, when a row is there.
 */
export class Steps {
  readonly #rows = new Map<string, string>();
  readonly #toWrite: Millis;
  #left = Number.POSITIVE_INFINITY;
  #kill: Cancel = () => undefined;
  /** The server was killed at the step that was asked for. */
  isDead = false;
  /** That step, in a few words. */
  what = "";

  /** How long each commit takes; a few ms unless said. */
  constructor(toWrite = millis(3)) {
    this.#toWrite = toWrite;
  }

  /** Who knows how to kill it. */
  kills(kill: Cancel): void {
    this.#kill = kill;
  }

  /** After so many more steps. */
  killsAt(step: number): void {
    this.#left = step;
  }

  /** True: it was killed here. */
  #step(what: string): boolean {
    this.#left -= 1;
    if (this.#left !== 0) return false;
    [this.isDead, this.what] = [true, what];
    this.#kill();
    return true;
  }

  network(of: Network): Network {
    const stream = (socket: StreamSocket): StreamSocket => this.#stream(socket);
    return {
      ...of,
      udp: async (local, options) => wrapped(await of.udp(local, options), (it) => this.#udp(it)),
      listen: (local, accept, tls) => of.listen(local, (each) => accept(stream(each)), tls),
      connect: async (remote, tls) => wrapped(await of.connect(remote, tls), stream),
    };
  }

  /** The journal of one process: what it has put is there a little later, if it lives until then. */
  rows(clock: Clock): LiveRows {
    return {
      isImmediate: false,
      all: () => [...this.#rows].map(([key, text]) => ({ key, text })),
      put: (key, text) => {
        const { promise, resolve } = Promise.withResolvers<Result<void>>();
        clock.at(after(clock.now(), this.#toWrite), () => {
          this.#rows.set(key, text);
          if (!this.#step("row")) resolve(ok(undefined));
        });
        return promise;
      },
      remove: (key) => void clock.at(clock.now(), () => this.#rows.delete(key)),
      close: () => Promise.resolve(),
    };
  }

  #udp(socket: UdpSocket): UdpSocket {
    if (socket.local.port !== 5060) return socket;
    return {
      local: socket.local,
      send: (data, to) => {
        socket.send(data, to);
        this.#step(`sent ${firstLine(data)}`);
      },
      join: (group) => socket.join(group),
      receive: (each, isLent) =>
        socket.receive((data, from, at) => {
          if (!this.#step(`came ${firstLine(data)}`)) each(data, from, at);
        }, isLent),
      close: () => socket.close(),
    };
  }

  #stream(socket: StreamSocket): StreamSocket {
    const { local, remote, peerKey } = socket;
    return {
      ...{ local, remote, ...(peerKey !== undefined && { peerKey }) },
      write: (data) => {
        const isWritten = socket.write(data);
        this.#step(`sent ${firstLine(data)}`);
        return isWritten;
      },
      bytes: (listener) =>
        socket.bytes((data) => {
          if (!this.#step(`came ${firstLine(data)}`)) listener(data);
        }),
      closed: socket.closed,
      close: () => socket.close(),
    };
  }
}

const wrapped = <T>(result: Result<T>, wrap: (value: T) => T): Result<T> =>
  result.ok ? ok(wrap(result.value)) : result;

const firstLine = (data: Uint8Array): string =>
  new TextDecoder().decode(data.subarray(0, 60)).split("\r\n")[0] ?? "";

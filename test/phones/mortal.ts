import type { Cancel } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Clock } from "#world/clock.ts";
import type { Files, OpenFile } from "#world/files.ts";
import type { Listener, Network, StreamSocket, UdpSocket } from "#world/network.ts";
import type { SimHost } from "#world/sim/simWorld.ts";

/** A program on a machine, as `kill -9` leaves it: no alarm rings, no packet leaves, sockets are gone. The disk stays. */
export interface Mortal {
  readonly host: SimHost;
  dies(): void;
}

export function mortal(machine: SimHost): Mortal {
  const life = new Life();
  return {
    host: {
      ...machine,
      clock: clockOf(machine.clock, life),
      network: networkOf(machine.network, life),
      files: Object.assign(
        Object.create(machine.files) as SimHost["files"],
        filesOf(machine, life),
      ),
    },
    dies: () => life.ends(),
  };
}

class Life {
  isOver = false;
  readonly #lasts = new Set<Cancel>();

  /** What has to go with it; it may go before. */
  holds(end: Cancel): Cancel {
    this.#lasts.add(end);
    return () => {
      if (this.#lasts.delete(end)) end();
    };
  }

  ends(): void {
    this.isOver = true;
    for (const end of this.#lasts) end();
    this.#lasts.clear();
  }
}

const clockOf = (clock: Clock, life: Life): Clock => ({
  now: () => clock.now(),
  wallTime: () => clock.wallTime(),
  steadyTime: () => clock.steadyTime(),
  at(when, wake) {
    if (life.isOver) return () => undefined;
    const cancel = life.holds(
      clock.at(when, () => {
        cancel();
        wake();
      }),
    );
    return cancel;
  },
});

function networkOf(network: Network, life: Life): Network {
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
  const alive = async <T>(work: Promise<T>, wrapped: (made: T) => T): Promise<T> => {
    const made = await work;
    return life.isOver ? never() : wrapped(made);
  };
  const inside =
    <T>(wrap: (value: T) => T) =>
    (made: Result<T>): Result<T> =>
      made.ok ? ok(wrap(made.value)) : made;
  const closing = <T extends UdpSocket | StreamSocket | Listener>(socket: T): T => {
    const close = life.holds(() => socket.close());
    const wrapped = Object.create(socket) as T;
    return Object.assign(wrapped, muted(socket, life), { close });
  };
  return {
    udp: (local, options) => alive(network.udp(local, options), inside(closing<UdpSocket>)),
    listen: (local, accept, tls) =>
      alive(
        network.listen(local, (stream) => accept(closing(stream)), tls),
        inside(closing<Listener>),
      ),
    connect: (remote, tls) => alive(network.connect(remote, tls), inside(closing<StreamSocket>)),
    lookup: (name, kind) => alive(network.lookup(name, kind), (found) => found),
    ownAddress: (towards) => network.ownAddress(towards),
  };
}

/** Methods of the socket itself, bound to it; what it would say after its end is not said. */
function muted(socket: UdpSocket | StreamSocket | Listener, life: Life): object {
  if ("send" in socket)
    return {
      local: socket.local,
      send: (data: Uint8Array, to: { host: string; port: number }) =>
        life.isOver ? undefined : socket.send(data, to),
      join: (group: string) => socket.join(group),
      receive: (each: Parameters<UdpSocket["receive"]>[0]) => socket.receive(each),
    };
  if ("write" in socket)
    return {
      local: socket.local,
      remote: socket.remote,
      bytes: socket.bytes,
      closed: socket.closed,
      write: (data: Uint8Array) => (life.isOver ? false : socket.write(data)),
    };
  return { local: socket.local };
}

function filesOf({ files }: SimHost, life: Life): Files {
  const dead = (name: string): Promise<Result<never>> => Promise.resolve(fail("files.gone", name));
  return {
    read: (name) => files.read(name),
    list: (folder) => files.list(folder),
    write: (name, data) => (life.isOver ? dead(name) : files.write(name, data)),
    remove: (name) => (life.isOver ? dead(name) : files.remove(name)),
    async open(name) {
      const opened = await files.open(name);
      return opened.ok ? ok(writtenWhileAlive(opened.value, life)) : opened;
    },
  };
}

const writtenWhileAlive = (file: OpenFile, life: Life): OpenFile => ({
  writeAt(offset, data) {
    if (!life.isOver) file.writeAt(offset, data);
  },
  sync: () => (life.isOver ? Promise.resolve(ok(undefined)) : file.sync()),
  close: () => (life.isOver ? Promise.resolve(ok(undefined)) : file.close()),
});

import { listeners } from "#kit/listeners.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import type { Address, StreamSocket } from "#world/network.ts";
import { type Ether, written } from "#world/sim/ether.ts";
import type { Nat } from "#world/sim/nat.ts";
import { flight, happens } from "#world/sim/weather.ts";

export interface Way {
  readonly own: Address;
  /** `own` as the other end sees it. */
  readonly seen: Address;
  readonly remote: Address;
}

interface End {
  readonly socket: StreamSocket;
  /** From the other end: bytes, or the end. */
  take(data: Uint8Array): void;
  end(why?: Problem): void;
}

/** How long a lost segment takes to come again. */
const resentAfter = 200;
const enoughWaiting = 256 * 1024;

/** Both ends of a stream: bytes in order, however bad the weather. */
export function pipe(
  ether: Ether,
  { own, seen, remote }: Way,
  behind: Nat | undefined,
): { readonly here: StreamSocket; readonly there: StreamSocket } {
  const life = behind?.life;
  const isDead = (): boolean => behind?.life !== life;
  const here: End = end(ether, own, remote, (send) => lane(ether, isDead, send, () => there));
  const there: End = end(ether, remote, seen, (send) => lane(ether, isDead, send, () => here));
  return { here: here.socket, there: there.socket };
}

interface Lane {
  write(data: Uint8Array): boolean;
  end(): void;
}

interface Sender {
  readonly from: Address;
  readonly to: Address;
  readonly fail: (why: Problem) => void;
}

/** One direction. */
function lane(ether: Ether, isDead: () => boolean, sender: Sender, far: () => End): Lane {
  const { clock, random } = ether;
  let last = clock.now();
  let waiting = 0;

  function arrive(act: () => void): void {
    const weather = ether.weather(sender.from.host, sender.to.host);
    let wait: number = flight(weather, random);
    for (let tries = 0; happens(weather.loss, random); tries++) {
      wait += resentAfter;
      if (tries < 10) continue;
      sender.fail(problem("network.timeout", written(sender.to)));
      return;
    }
    last = Math.max(last, after(clock.now(), millis(wait))) as Instant;
    clock.at(last, act);
  }

  return {
    write(data) {
      const copy = data.slice();
      waiting += copy.length;
      arrive(() => {
        waiting -= copy.length;
        if (isDead()) sender.fail(problem("network.reset", "the router has forgotten this stream"));
        else far().take(copy);
      });
      return waiting < enoughWaiting;
    },
    end: () => arrive(() => !isDead() && far().end()),
  };
}

function end(ether: Ether, local: Address, remote: Address, laneOf: (send: Sender) => Lane): End {
  const bytes = listeners<Uint8Array>();
  const closed = listeners<Problem | undefined>();
  const early: Uint8Array[] = [];
  const name = `stream ${written(local)} ${written(remote)}`;
  let open = true;
  const close = (why?: Problem): void => {
    if (!open) return;
    open = false;
    ether.open.delete(name);
    ether.clock.at(ether.clock.now(), () => closed.tell(why));
  };
  const out = laneOf({ from: local, to: remote, fail: close });
  ether.open.add(name);
  return {
    take(data) {
      if (!open) return;
      if (bytes.count === 0) early.push(data);
      else bytes.tell(data);
    },
    end: close,
    socket: {
      local,
      remote,
      write: (data) => open && out.write(data),
      bytes(listener) {
        const cancel = bytes.listen(listener);
        for (const data of early.splice(0))
          ether.clock.at(ether.clock.now(), () => bytes.tell(data));
        return cancel;
      },
      closed: closed.listen,
      close() {
        if (open) out.end();
        close();
      },
    },
  };
}

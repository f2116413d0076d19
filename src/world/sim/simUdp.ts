import { fail, ok, type Result } from "#kit/result.ts";
import type { Address, Packet, UdpSocket } from "#world/network.ts";
import {
  carry,
  type Ether,
  freePort,
  type Host,
  isWildcard,
  ownAddress,
  reaches,
  seenFrom,
  written,
} from "#world/sim/ether.ts";

const largest = 65_507;

export function simUdp(ether: Ether, host: Host, asked: Address): Result<UdpSocket> {
  const refused = cannotBind(host, asked, host.udp);
  if (refused) return refused;
  const port = asked.port === 0 ? freePort(host, host.udp) : asked.port;
  const local = { host: asked.host, port };
  const name = `UDP ${written({ host: ownAddress(host), port })}`;
  let each: (data: Uint8Array, from: Address, at: Packet["at"]) => void = () => undefined;
  let open = true;
  host.udp.set(port, {
    at: isWildcard(asked.host) ? undefined : asked.host,
    take: (data, from) => each(data, from, ether.clock.now()),
  });
  ether.open.add(name);
  return ok({
    local,
    send(data, to) {
      if (!open || data.length > largest) return;
      const own = isWildcard(local.host) ? ownAddress(host, to.host) : local.host;
      sendDatagram(ether, host, { data, from: { host: own, port }, to });
    },
    join: () => () => undefined, // no multicast in this ether
    receive(next) {
      each = next;
    },
    close() {
      if (open) host.udp.delete(port);
      open = false;
      ether.open.delete(name);
    },
  });
}

interface Datagram {
  readonly data: Uint8Array;
  readonly from: Address;
  readonly to: Address;
}

function sendDatagram(ether: Ether, host: Host, { data, from: own, to }: Datagram): void {
  const from = seenFrom(ether, host, own, to);
  carry(ether, own, to, () => {
    const copy = data.slice(); // the sender and whoever receives it may both write into theirs
    return () => {
      const target = reaches(ether, from, to);
      const inbox = target && ether.hosts.get(target.host)?.udp.get(target.port);
      if (inbox && (inbox.at === undefined || inbox.at === target.host)) inbox.take(copy, from);
    };
  });
}

/** The reasons for which an operating system refuses an address. */
export function cannotBind(
  host: Host,
  asked: Address,
  taken: ReadonlyMap<number, unknown>,
): Result<never> | undefined {
  if (!isWildcard(asked.host) && !host.addresses.includes(asked.host))
    return fail("network.notOurAddress", written(asked));
  return taken.has(asked.port)
    ? fail("network.inUse", `${written(asked)} is in use by this host`)
    : undefined;
}

import type { Instant } from "#kit/time.ts";
import { AnchorEnd } from "#media/engine/anchorEnd.ts";
import type { UdpSocket } from "#world/network.ts";
import type { Figures } from "./figures.ts";

const packets = 5_000_000;
const address = { host: "192.0.2.7", port: 4000 };

/** What a packet costs the relay's own code, without any socket: nanoseconds, and bytes that it allocates. */
export function anchorAlone(): Figures {
  const [near, far] = [ears(), ears()];
  const [one, other] = [near, far].map(({ rtp, rtcp }) => new AnchorEnd({ rtp, rtcp })) as [
    AnchorEnd,
    AnchorEnd,
  ];
  one.joins(other);
  other.joins(one);
  one.agree(address, address.host, 0 as Instant);
  other.agree(address, address.host, 0 as Instant);
  const packet = new Uint8Array(172);
  packet[0] = 0x80;
  let said = 0;
  const run = (count: number): void => {
    for (const end = said + count; said < end; said++) {
      packet[3] = said & 0xff;
      near.hear(packet, address, (2 * said) as Instant); // 500 a second
    }
  };
  for (let warm = 0; warm < 3; warm++) run(packets); // compiled
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  run(packets);
  const took = performance.now() - began;
  const allocated = process.memoryUsage().heapUsed - before;
  return {
    "ns a packet": (took * 1e6) / packets,
    "bytes allocated a packet": Math.max(0, allocated) / packets,
    "passed %": (100 * far.sent) / (4 * packets),
  };
}

/** Sockets that keep nothing. */
function ears() {
  type Hear = Parameters<UdpSocket["receive"]>[0];
  let hear: Hear = () => undefined;
  const socket = (listen: (each: Hear) => void): UdpSocket => ({
    local: address,
    send: () => void made.sent++,
    join: () => () => undefined,
    receive: listen,
    close: () => undefined,
  });
  const made = {
    sent: 0,
    rtp: socket((each) => {
      hear = each;
    }),
    rtcp: socket(() => undefined),
    hear: (...packet: Parameters<Hear>) => hear(...packet),
  };
  return made;
}

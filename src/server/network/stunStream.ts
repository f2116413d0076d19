/** A TCP or TLS connection as a socket of datagrams: STUN messages say how long they are (RFC 8489 §6.2.2). */
import { concat, readUint16 } from "#kit/bytes.ts";
import type { Instant } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, StreamSocket, UdpSocket } from "#world/network.ts";
import { headerBytes } from "./stunCodec.ts";

/** What ends is heard no more. Messages alone: whoever binds channels, and we do not, would get other frames too. */
export function streamSocket(stream: StreamSocket, clock: Pick<Clock, "now">): UdpSocket {
  let each: (data: Uint8Array, from: Address, at: Instant) => void = () => undefined;
  let rest = new Uint8Array(0);
  stream.bytes((bytes) => {
    rest = new Uint8Array(concat([rest, bytes]));
    for (;;) {
      const length = headerBytes + (readUint16(rest, 2) ?? 0);
      if (rest.length < headerBytes || rest.length < length) return;
      each(rest.slice(0, length), stream.remote, clock.now());
      rest = rest.slice(length);
    }
  });
  return {
    local: stream.local,
    send: (data) => void stream.write(data),
    join: () => () => undefined,
    receive(heard) {
      each = heard;
    },
    close: () => stream.close(),
  };
}

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** `native/udp`, compiled. Numbers below 0 are errors of the operating system, as libuv has them. */
export interface BatchModule {
  readonly receiveSlots: number;
  readonly slotBytes: number;
  readonly sendSlots: number;
  readonly sendBytes: number;
  readonly deskWords: number;
  start(received: ArrayBuffer, sent: ArrayBuffer, desk: ArrayBuffer, deliver: () => void): number;
  /** The socket's id; `receiveBuffer` 0 leaves it as the system has it; `isShared` as in `UdpOptions`. */
  open(host: string, port: number, receiveBuffer: number, isShared: boolean): number;
  port(id: number): number;
  /** Bytes that may wait to be received. */
  room(id: number): number;
  /** Datagrams for which there was no room. */
  dropped(id: number): number;
  close(id: number): number;
  flush(): number;
  member(id: number, group: string, own: string, joins: boolean): number;
  /** Of the datagram in that slot: an IPv4 one as such, at a socket for both too. */
  sender(slot: number): string;
  /** IPv6 scope and the four words of a literal address, an IPv4 one as `::ffff:…`. */
  words(host: string): readonly number[] | undefined;
}

/** Beside `out/bin`, where the program is; or in `out`, seen from the sources. */
const places = ["../native/", "../../../out/native/"];
const fileName = `udp-${process.platform}-${process.arch}.node`;

/** Where scripts/ready.js found a compiler, and this machine's libc is the one it was compiled for. */
export function loadBatchModule(): BatchModule | undefined {
  try {
    const found = places
      .map((place) => fileURLToPath(new URL(place + fileName, import.meta.url)))
      .find((file) => existsSync(file));
    if (found === undefined) return undefined;
    const module = { exports: {} };
    process.dlopen(module, found);
    return module.exports as BatchModule;
  } catch {
    return undefined;
  }
}

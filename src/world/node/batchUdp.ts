import { getSystemErrorName } from "node:util";
import { ok, type Result } from "#kit/result.ts";
import type { Address, UdpOptions, UdpSocket } from "#world/network.ts";
import { type BatchModule, loadBatchModule } from "#world/node/batchModule.ts";
import { networkTrouble, udpTrouble } from "#world/node/networkTrouble.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { interfaceAddresses } from "#world/node/ownInterfaces.ts";

type Heard = Parameters<UdpSocket["receive"]>[0];
export type OpenUdp = (local: Address, options?: UdpOptions) => Promise<Result<UdpSocket>>;

/** How the shared memory is laid out: native/udp/batch.h. */
const headWords = 4;
const entryWords = 8;
const [received, next, toSend] = [0, 1, 2];
const [lengthAt, portAt, scopeAt, wordsAt] = [1, 2, 3, 4];

/** UDP carries no more. */
const largest = 65_507;
/** So many answers wait for each other, not for the whole turn: the first in a burst is not the last to be served. */
const atOnce = 16;
/** What is kept of datagrams is cut from pieces of this size. */
const pieceBytes = 16_384;
const mostPeers = 20_000;

let opened: OpenUdp | undefined | null = null;

/** UDP in batches by `native/udp`, one set of memory for this thread; undefined where it is not there. */
export function batchUdp(): OpenUdp | undefined {
  if (opened !== null) return opened;
  const native = loadBatchModule();
  opened = native && new Batches(native).open;
  return opened;
}

interface Ear {
  readonly each: Heard;
  readonly isLent: boolean;
}

class Batches {
  readonly #native: BatchModule;
  readonly #received: Uint8Array;
  readonly #sent: Uint8Array;
  readonly #desk: Int32Array;
  readonly #ears: (Ear | undefined)[] = [];
  readonly #peers = new Map<number, Address>();
  readonly #words = new Map<string, Int32Array | undefined>();
  #lastKey = -1;
  #lastPeer: Address = { host: "", port: 0 };
  #piece = new ArrayBuffer(pieceBytes);
  #used = 0;
  #sentBytes = 0;

  constructor(native: BatchModule) {
    this.#native = native;
    this.#received = new Uint8Array(native.receiveSlots * native.slotBytes);
    this.#sent = new Uint8Array(native.sendBytes);
    this.#desk = new Int32Array(native.deskWords);
    const memory = [this.#received, this.#sent, this.#desk].map(({ buffer }) => buffer);
    const [received, sent, desk] = memory as [ArrayBuffer, ArrayBuffer, ArrayBuffer];
    const started = native.start(received, sent, desk, () => this.#deliver());
    if (started < 0) throw new Error(`UDP in batches: ${getSystemErrorName(started)}`);
    process.on("exit", () => native.flush()); // `process.exit` ends within a turn
  }

  readonly open: OpenUdp = async (local, options = {}) => {
    const { receiveBuffer = 0, shared = false, mayBeTaken } = options;
    const id = this.#native.open(local.host, local.port, receiveBuffer, shared);
    if (id >= 0) return ok(this.#socket(id, local.host));
    const code = getSystemErrorName(id);
    const error = Object.assign(new Error(`bind ${code}`), { code });
    return (mayBeTaken ? networkTrouble : udpTrouble)(error, local);
  };

  #socket(id: number, host: string): UdpSocket {
    const isSix = host.includes(":");
    let isOpen = true;
    this.#ears[id] = undefined;
    return {
      local: { host, port: this.#native.port(id) },
      send: (data, to) => {
        if (isOpen && data.length <= largest) this.#send(id, isSix, data, to);
      },
      join: (group) => {
        const own = interfaceAddresses();
        for (const each of own) this.#native.member(id, group, each, true);
        return () => {
          for (const each of own) if (isOpen) this.#native.member(id, group, each, false);
        };
      },
      receive: (each, isLent = false) => {
        if (isOpen) this.#ears[id] = { each, isLent };
      },
      waiting: () => {
        const dropped = this.#native.dropped(id);
        return { room: this.#native.room(id), dropped: dropped < 0 ? undefined : dropped };
      },
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#ears[id] = undefined;
        this.#native.close(id);
      },
    };
  }

  /** What came in this turn. The next one is noted before each is heard, for its hearer may throw. */
  #deliver(): void {
    const desk = this.#desk;
    const at = nodeClock.now();
    const count = desk[received] ?? 0;
    for (let slot = desk[next] ?? 0; slot < count; slot++) {
      desk[next] = slot + 1;
      const entry = headWords + entryWords * slot;
      const ear = this.#ears[desk[entry] ?? 0];
      if (ear === undefined) continue;
      const start = slot * this.#native.slotBytes;
      const data = this.#received.subarray(start, start + (desk[entry + lengthAt] ?? 0));
      ear.each(ear.isLent ? data : this.#kept(data), this.#peer(slot, entry), at);
    }
  }

  #kept(data: Uint8Array): Uint8Array {
    if (this.#used + data.length > pieceBytes) {
      if (data.length > pieceBytes / 4) return data.slice();
      this.#piece = new ArrayBuffer(pieceBytes);
      this.#used = 0;
    }
    const kept = new Uint8Array(this.#piece, this.#used, data.length);
    kept.set(data);
    this.#used += (data.length + 7) & ~7;
    return kept;
  }

  /** The same peer is the same value, mostly. IPv4 senders are found by their number. */
  #peer(slot: number, entry: number): Address {
    const desk = this.#desk;
    const port = desk[entry + portAt] ?? 0;
    const isFour =
      desk[entry + wordsAt] === 0 &&
      desk[entry + wordsAt + 1] === 0 &&
      desk[entry + wordsAt + 2] === mapped;
    const key = isFour ? ((desk[entry + wordsAt + 3] ?? 0) >>> 0) * 65_536 + port : -1;
    if (isFour && key === this.#lastKey) return this.#lastPeer;
    const known = isFour ? this.#peers.get(key) : undefined;
    const peer = known ?? { host: this.#native.sender(slot), port };
    if (isFour) this.#remember(key, peer);
    return peer;
  }

  #remember(key: number, peer: Address): void {
    if (this.#peers.size >= mostPeers) this.#peers.clear();
    this.#peers.set(key, peer);
    this.#lastKey = key;
    this.#lastPeer = peer;
  }

  #send(id: number, isSix: boolean, data: Uint8Array, to: Address): void {
    const words = this.#wordsOf(to.host);
    if (words === undefined || !(to.port > 0 && to.port < 65_536)) return;
    if (!isSix && words[3] !== mapped) return; // of the other family: lost
    const desk = this.#desk;
    if (this.#sentBytesAfter(data) > this.#sent.length || (desk[toSend] ?? 0) >= atOnce)
      this.#native.flush();
    const count = desk[toSend] ?? 0;
    if (count === 0) this.#sentBytes = 0;
    this.#sent.set(data, this.#sentBytes);
    this.#sentBytes = this.#sentBytesAfter(data);
    const entry = headWords + entryWords * (this.#native.receiveSlots + count);
    desk[entry] = id;
    desk[entry + lengthAt] = data.length;
    desk[entry + portAt] = to.port;
    desk.set(words, entry + scopeAt);
    desk[toSend] = count + 1;
  }

  #sentBytesAfter(data: Uint8Array): number {
    return this.#sentBytes + ((data.length + 7) & ~7);
  }

  #wordsOf(host: string): Int32Array | undefined {
    const known = this.#words.get(host);
    if (known !== undefined || this.#words.has(host)) return known;
    if (this.#words.size >= mostPeers) this.#words.clear();
    const found = this.#native.words(host);
    const words = found && Int32Array.from(found);
    this.#words.set(host, words);
    return words;
  }
}

/** The third word of `::ffff:a.b.c.d`, in network order. */
const mapped = new Int32Array(new Uint8Array([0, 0, 0xff, 0xff]).buffer)[0];

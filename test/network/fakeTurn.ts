/** A TURN server for tests, on any network: RFC 8656 by UDP or TCP, with one relayed socket for each client. */
import { concat, fromHex, utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import {
  formatAddress,
  formatStun,
  isSame,
  readAddress,
  readStun,
  type StunAttribute,
  type StunMessage,
} from "#server/network/stunCodec.ts";
import { streamSocket } from "#server/network/stunStream.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";

export interface FakeTurnOptions {
  /** `user:password`. */
  readonly login?: string;
  readonly port?: number;
  /** What it says to that method instead: code and phrase. */
  readonly refuses?: Readonly<Record<number, readonly [code: number, reason: string]>>;
  /** Passes nothing on. */
  readonly deaf?: boolean;
  readonly twist?: (answer: Uint8Array) => Uint8Array | undefined;
}

interface Client {
  readonly socket: UdpSocket;
  readonly from: Address;
  readonly relay: UdpSocket;
  readonly allowed: Set<string>;
}
type Means = Pick<World, "network" | "crypto" | "clock">;
/** A message, where it came from, and by what. */
interface Asked {
  readonly message: StunMessage;
  readonly bytes: Uint8Array;
  readonly socket: UdpSocket;
  readonly from: Address;
}

const realm = "relay.example";
const nonce = utf8("once");
const [binding, allocate, refresh, permission, send, data] = [1, 3, 4, 8, 0x16, 0x17] as const;
const [success, failure] = [0x100, 0x110] as const;
const [username, integrity, error, lifetime, peerOf, dataOf, realmOf, nonceOf, relayed, mapped] = [
  6, 8, 9, 0x0d, 0x12, 0x13, 0x14, 0x15, 0x16, 0x20,
] as const;
const key = ({ host, port }: Address): string => `${host} ${port}`;

export class FakeTurn {
  readonly #clients = new Map<string, Client>();
  readonly #ends: (() => void)[] = [];
  readonly #world: Means;
  readonly #host: string;
  readonly #options: FakeTurnOptions;

  private constructor(world: Means, host: string, options: FakeTurnOptions) {
    this.#world = world;
    this.#host = host;
    this.#options = options;
  }

  static async open(world: Means, host: string, options: FakeTurnOptions = {}): Promise<FakeTurn> {
    const turn = new FakeTurn(world, host, options);
    const { network, clock } = world;
    const at = { host, port: options.port ?? 3478 };
    const udp = must(await network.udp(at));
    turn.#serves(udp);
    const tcp = await network.listen(at, (stream) => turn.#serves(streamSocket(stream, clock)));
    turn.#ends.push(() => udp.close(), must(tcp).close);
    return turn;
  }

  /** How many allocations are still held. */
  get held(): number {
    return this.#clients.size;
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { relay } of this.#clients.values()) relay.close();
  }

  #serves(socket: UdpSocket): void {
    socket.receive((bytes, from) => {
      const message = readStun(bytes);
      if (message?.type === send) this.#passesOn(message, from);
      else if (message) void this.#answers({ message, bytes, socket, from });
    });
  }

  async #answers(asked: Asked): Promise<void> {
    const { type, id } = asked.message;
    const { login = "ada:of the relay", refuses = {} } = this.#options;
    const no = refuses[type];
    if (type === binding) this.#says(asked, success, [[mapped, addressFor(asked.from, id)]]);
    else if (!isLetIn(asked, login, this.#world.crypto))
      this.#refuses(asked, [401, "Unauthorized"]);
    else if (no) this.#refuses(asked, no);
    else this.#says(asked, success, await this.#done(asked));
  }

  async #done(asked: Asked): Promise<readonly StunAttribute[]> {
    const { from, message } = asked;
    const { type, id, attributes } = message;
    const client = this.#clients.get(key(from));
    if (type === allocate) {
      const relay = client?.relay ?? (await this.#relayFor(asked));
      return [
        [relayed, addressFor(relay.local, id)],
        [mapped, addressFor(from, id)],
      ];
    }
    const peer = type === permission && readAddress(attributes.get(peerOf), id);
    if (peer) client?.allowed.add(peer.host);
    if (type === refresh && attributes.get(lifetime)?.every((byte) => byte === 0)) {
      client?.relay.close();
      this.#clients.delete(key(from));
    }
    return [];
  }

  async #relayFor({ socket, from }: Asked): Promise<UdpSocket> {
    const relay = must(await this.#world.network.udp({ host: this.#host, port: 0 }));
    const client: Client = { socket, from, relay, allowed: new Set() };
    this.#clients.set(key(from), client);
    const id = Uint8Array.from({ length: 12 }, (_, i) => i);
    relay.receive((bytes, peer) => {
      if (this.#options.deaf || !client.allowed.has(peer.host)) return;
      const said: readonly StunAttribute[] = [
        [peerOf, addressFor(peer, id)],
        [dataOf, bytes.slice()],
      ];
      socket.send(formatStun(data, id, said), from);
    });
    return relay;
  }

  #passesOn({ attributes, id }: StunMessage, from: Address): void {
    const client = this.#clients.get(key(from));
    const [to, said] = [readAddress(attributes.get(peerOf), id), attributes.get(dataOf)];
    if (client && to && said && client.allowed.has(to.host)) client.relay.send(said.slice(), to);
  }

  #refuses(asked: Asked, [code, reason]: readonly [number, string]): void {
    const hundreds = Math.floor(code / 100);
    this.#says(asked, failure, [
      [error, concat([Uint8Array.of(0, 0, hundreds, code % 100), utf8(reason)])],
      [realmOf, utf8(realm)],
      [nonceOf, nonce],
    ]);
  }

  #says({ message, socket, from }: Asked, kind: number, said: readonly StunAttribute[]): void {
    const { twist = (it) => it } = this.#options;
    const answer = twist(formatStun(message.type | kind, message.id.slice(), said));
    if (answer) socket.send(answer, from);
  }
}

/** RFC 8489 §9.2.4, of the text `user:password`. */
function isLetIn({ message, bytes }: Asked, login: string, crypto: World["crypto"]): boolean {
  const mac = message.attributes.get(integrity);
  const [user = "", password = ""] = login.split(":");
  if (!mac || String(message.attributes.get(username)) !== String(utf8(user))) return false;
  const secret = fromHex(crypto.md5Hex(`${user}:${realm}:${password}`));
  return isSame(mac, crypto.hmacSha1Key(secret).sign(bytes.subarray(0, -24)));
}

const addressFor = (address: Address, id: Uint8Array): Uint8Array =>
  formatAddress(address, id) ?? new Uint8Array(8);

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}

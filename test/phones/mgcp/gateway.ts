import { utf8 } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { readSdp, writeSdp } from "../spokenSdp.ts";
import { Voice } from "../voice.ts";
import { GatewayTelephone } from "./telephone.ts";
import { type Heard, messagesIn } from "./words.ts";

export interface GatewayParts {
  readonly host: string;
  readonly world: Pick<World, "network" | "clock">;
  /** 2427 unless said; 0 for any. */
  readonly port?: number;
  /** Without: whoever spoke last. */
  readonly callAgent?: Address;
  /** Names of the ports, and the tone that is said at each all the time. */
  readonly ports: Readonly<Record<string, number>>;
}

interface Pending {
  readonly text: string;
  readonly cancel: Cancel;
}

/** An analogue gateway with telephones, scripted from RFC 3435: it does as it is told, and tells. */
export class MgcpGateway {
  readonly #of: GatewayParts;
  readonly #socket: UdpSocket;
  readonly #telephones: readonly GatewayTelephone[];
  /** First lines of what came and what went, in order. */
  readonly log: string[] = [];
  /** Datagrams with more than one message that came. */
  piggybacked = 0;
  /** It takes that long for a connection, and says so at once. */
  slowness = 0;
  isDead = false;
  readonly #pending = new Map<number, Pending>();
  /** What it answered, by transaction: at most once. Undefined while it is at work. */
  readonly #answers = new Map<number, string | undefined>();
  #next = 1;
  #links = 16;
  #callAgent: Address | undefined;

  private constructor(of: GatewayParts, socket: UdpSocket) {
    this.#of = of;
    this.#socket = socket;
    const { clock } = of.world;
    const notify = (port: string, x: string, observed: string): void =>
      this.#command(`NTFY # ${port}@gw.lan MGCP 1.0`, `X: ${x}`, `O: ${observed}`);
    this.#telephones = Object.keys(of.ports).map(
      (name) => new GatewayTelephone(name, { clock, notify }),
    );
    socket.receive((data, from) => {
      this.#callAgent = from;
      this.#receives(data);
    });
  }

  static async open(of: GatewayParts): Promise<MgcpGateway> {
    const opened = await of.world.network.udp({ host: of.host, port: of.port ?? 2427 });
    if (!opened.ok) throw new Error(opened.problem.detail);
    return new MgcpGateway(of, opened.value);
  }

  get local(): Address {
    return this.#socket.local;
  }

  /** As soon as that is so; looks now and then. */
  until(isSo: () => boolean): Promise<void> {
    const { clock } = this.#of.world;
    return new Promise((resolve) => {
      const look = (): void => {
        if (isSo()) resolve();
        else clock.at(after(clock.now(), millis(20)), look);
      };
      look();
    });
  }

  telephone(name: string): GatewayTelephone {
    const found = this.#telephones.find((one) => one.name === name);
    if (!found) throw new Error(`no port ${name}`);
    return found;
  }

  /** `restart` forgets everything first. */
  says(
    method: "restart" | "disconnected" | "graceful" | "forced" | "cancel-graceful",
    which = "*",
  ): void {
    if (method === "restart") {
      for (const telephone of this.#telephones) telephone.forgets();
      this.#answers.clear();
      this.#next = 1; // as simple gateways do
    }
    this.#command(`RSIP # ${which}@gw.lan MGCP 1.0`, `RM: ${method}`, "RD: 0");
  }

  /** Anything at all, to the call agent. */
  sends(text: string): void {
    const to = this.#of.callAgent ?? this.#callAgent;
    if (to) this.#socket.send(utf8(text), to);
  }

  close(): void {
    for (const { cancel } of this.#pending.values()) cancel();
    for (const telephone of this.#telephones) telephone.forgets();
    this.#socket.close();
  }

  /* What it asks. */

  #command(first: string, ...lines: string[]): void {
    const id = this.#next++;
    const text = [first.replace("#", String(id)), ...lines, ""].join("\r\n");
    this.#repeat(id, text, 400);
  }

  #repeat(id: number, text: string, wait: number): void {
    this.#says(text);
    const { clock } = this.#of.world;
    const cancel = clock.at(after(clock.now(), millis(wait)), () => {
      if (wait < 20_000) this.#repeat(id, text, 2 * wait);
      else this.#pending.delete(id);
    });
    this.#pending.set(id, { text, cancel });
  }

  #says(text: string): void {
    if (this.isDead) return;
    this.log.push(`> ${text.split("\r\n")[0]}`);
    this.sends(text);
  }

  /* What it is told. */

  #receives(data: Uint8Array): void {
    if (this.isDead) return;
    const messages = messagesIn(data);
    if (messages.length > 1) this.piggybacked += 1;
    for (const message of messages) {
      this.log.push(`< ${message.first}`);
      const [word = "", id = "", endpoint = ""] = message.first.split(" ");
      if (/^\d{3}$/.test(word)) this.#answered(Number(id));
      else this.#obeys(message, { verb: word, id: Number(id), port: endpoint.replace(/@.*/, "") });
    }
  }

  #answered(id: number): void {
    this.#pending.get(id)?.cancel();
    this.#pending.delete(id);
  }

  #obeys(message: Heard, { verb, id, port }: { verb: string; id: number; port: string }): void {
    if (this.#answers.has(id)) return void this.#says(this.#answers.get(id) ?? `100 ${id}\r\n`);
    const telephone = this.#telephones.find(({ name }) => name === port);
    if (!telephone) return void this.#answer(id, `500 ${id} Unknown endpoint`);
    switch (verb) {
      case "AUEP":
        return void this.#audited(id, telephone);
      case "RQNT":
        return void this.#answer(id, `${telephone.request(message)} ${id} As you say`);
      case "CRCX":
        this.#answers.set(id, undefined);
        return void this.#connects(id, telephone, message);
      case "MDCX":
        return void this.#changes(id, telephone, message);
      case "DLCX":
        return void this.#deletes(id, telephone, message);
      default:
        return void this.#answer(id, `504 ${id} Unknown command`);
    }
  }

  #answer(id: number, ...lines: string[]): void {
    const text = [...lines, ""].join("\r\n");
    this.#answers.set(id, text);
    this.#says(text);
  }

  #audited(id: number, { links, hook }: GatewayTelephone): void {
    const state = hook === "off" ? "L/hd" : "L/hu";
    const able = "A: a:PCMU, p:10-60, e:on, s:off, v:L;D;G, m:sendonly;recvonly;sendrecv;inactive";
    this.#answer(id, `200 ${id} OK`, able, `I: ${[...links.keys()].join(",")}`, `ES: ${state}`);
  }

  async #connects(id: number, telephone: GatewayTelephone, { lines, rest }: Heard): Promise<void> {
    const { world, host, ports } = this.#of;
    const tone = ports[telephone.name] ?? 0;
    const voice = await Voice.open(world, { host, port: 0 }, tone);
    const name = (this.#links++).toString(16).toUpperCase();
    const link = { call: lines.get("C") ?? "", voice, mode: "", options: lines.get("L") ?? "" };
    telephone.links.set(name, link);
    this.#speaks(link, lines.get("M") ?? "", rest);
    const sdp = new TextDecoder().decode(writeSdp(voice.local, "sendrecv"));
    if (this.slowness === 0)
      return this.#answer(id, `200 ${id} OK`, `I: ${name}`, "", sdp.trimEnd());
    this.#says(`100 ${id} Pending\r\nI: ${name}\r\n`);
    const { clock } = world;
    clock.at(after(clock.now(), millis(this.slowness)), () =>
      this.#answer(id, `200 ${id} OK`, "K:", `I: ${name}`, "", sdp.trimEnd()),
    );
  }

  #speaks(link: { readonly voice: Voice; mode: string }, mode: string, sdp: string): void {
    link.mode = mode;
    const theirs = sdp === "" ? undefined : readSdp(utf8(sdp));
    if (theirs) this.#remotes.set(link.voice, theirs.at);
    link.voice.to = mode === "sendrecv" ? this.#remotes.get(link.voice) : undefined;
  }
  readonly #remotes = new Map<Voice, Address>();

  #changes(id: number, telephone: GatewayTelephone, { lines, rest }: Heard): void {
    const link = telephone.links.get(lines.get("I") ?? "");
    if (!link) return void this.#answer(id, `515 ${id} Unknown connection`);
    link.options = lines.get("L") ?? link.options;
    this.#speaks(link, lines.get("M") ?? link.mode, rest);
    this.#answer(id, `200 ${id} OK`);
  }

  #deletes(id: number, telephone: GatewayTelephone, { lines }: Heard): void {
    const wanted = lines.get("I");
    const names = wanted === undefined ? [...telephone.links.keys()] : [wanted];
    if (names.some((name) => !telephone.links.has(name)))
      return void this.#answer(id, `515 ${id} Unknown connection`);
    for (const name of names) {
      telephone.links.get(name)?.voice.close();
      telephone.links.delete(name);
    }
    this.#answer(id, `250 ${id} Deleted`, "P: PS=1, OS=160, PR=1, OR=160, PL=0, JI=0, LA=0");
  }
}

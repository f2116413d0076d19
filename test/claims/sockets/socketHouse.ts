import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { lately } from "../../interop/household.ts";
import { Baresip, type BaresipOptions, noBaresip } from "../../phones/baresip.ts";
import { House } from "../../phones/house.ts";
import { MgcpGateway } from "../../phones/mgcp/gateway.ts";
import type { GatewayTelephone } from "../../phones/mgcp/telephone.ts";

/** Why nothing can be shown over sockets here. */
export const noSockets = noBaresip;

export const number = "+16135550142";
/** Whom the carrier and the second carrier reach. */
export const outside = "+16135550177";
const elsewhere = "+16135550188";
const secret = "a-long-secret";
const tones = { carrier: 1000, second: 1200, another: 600, telephone: 700 } as const;

interface Parts {
  readonly house: House;
  readonly carrier: Baresip;
  readonly second: Baresip;
  readonly another: Baresip;
  readonly gateway: MgcpGateway;
}

/**
 * The household of the claims over real sockets: the server is a process of its own, *the
 * telephone* is on a scripted gateway, *another* telephone and both carriers are baresips.
 */
export class SocketHouse {
  readonly house: House;
  readonly carrier: Baresip;
  /** What calls through another account, and is called through it. */
  readonly second: Baresip;
  readonly another: Baresip;
  readonly telephone: GatewayTelephone;
  readonly #gateway: MgcpGateway;

  private constructor({ house, carrier, second, another, gateway }: Parts) {
    this.house = house;
    this.carrier = carrier;
    this.second = second;
    this.another = another;
    this.#gateway = gateway;
    this.telephone = gateway.telephone("aaln/1");
  }

  /** `then` is what becomes of every call, unless `more` has other rules. */
  static async open(then: readonly object[], more: object = {}): Promise<SocketHouse> {
    const opened: (() => Promise<unknown>)[] = [];
    try {
      return await SocketHouse.#open(then, more, opened);
    } catch (why) {
      for (const close of opened.reverse()) await close(); // else this process would go on for ever
      throw why;
    }
  }

  static async #open(
    then: readonly object[],
    more: object,
    opened: (() => Promise<unknown>)[],
  ): Promise<SocketHouse> {
    const baresip = async (options: BaresipOptions): Promise<Baresip> => {
      const one = await Baresip.start(options);
      opened.push(() => one.stop());
      return one;
    };
    const carrier = await baresip({ name: "carrier", user: outside, tone: tones.carrier });
    const second = await baresip({ name: "second", user: elsewhere, tone: tones.second });
    const gateway = await MgcpGateway.open({
      host: "127.0.0.1",
      port: 0,
      world: nodeWorld(tmpdir(), memoryLog()),
      ports: { "aaln/1": tones.telephone },
    });
    opened.push(async () => gateway.close());
    const ports = { carrier: carrier.port, second: second.port, gateway: gateway.local.port };
    const settings = { ...settingsOf(then, ports), ...more };
    const house = await House.open(settings, undefined, 0, "--drain", "0"); // no waiting for calls that a play left
    opened.push(() => house.close());
    const another = await baresip({
      name: "another",
      aor: "sip:another@127.0.0.1",
      login: { user: "another", password: secret },
      server: house.sipPort,
      tone: tones.another,
    });
    await another.until("REGISTER_OK");
    await gateway.until(() => gateway.log.some((line) => line.startsWith("< RQNT")));
    return new SocketHouse({ house, carrier, second, another, gateway });
  }

  /** The owner's number is called through the first account, or through the second. */
  calls(from = this.carrier): void {
    from.dial(`sip:${number}@127.0.0.1:${this.house.sipPort}`);
  }

  until(isSo: () => boolean): Promise<void> {
    return this.#gateway.until(isSo);
  }

  /** The person at the telephone and that one hear each other. */
  async talks(with_: Baresip, hertz: number): Promise<void> {
    const [there = 0] = await lately(with_, tones.telephone);
    assert.ok(there > 0.8, `the telephone is heard there: ${there}`);
    this.telephone.voice?.forget();
    const before = this.telephone.voice?.packets ?? 0;
    await this.until(() => (this.telephone.voice?.packets ?? 0) > before + 25);
    assert.ok((this.telephone.voice?.share(hertz) ?? 0) > 0.8, "and hears them");
  }

  async close(): Promise<void> {
    await Promise.all([this.carrier, this.second, this.another].map((one) => one.stop()));
    await this.house.close();
    this.#gateway.close();
  }
}

const settingsOf = (
  then: readonly object[],
  ports: { readonly carrier: number; readonly second: number; readonly gateway: number },
): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [
    {
      id: "telephone",
      kind: "mgcp",
      endpoint: "aaln/1@gw.lan",
      gateway: `127.0.0.1:${ports.gateway}`,
    },
    { id: "another", kind: "sip", secret },
  ],
  accounts: (["carrier", "second"] as const).map((id) => ({
    id,
    kind: "carrier",
    server: `127.0.0.1:${ports[id]}`,
    transport: "udp",
    register: false,
  })),
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then }],
});

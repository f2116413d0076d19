import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";

/* A mobile reads a code, registers over TLS from outside, and is rung wherever it has gone meanwhile. */

const skip = noBaresip() ?? false;

/** The way from a mobile to the server: what comes to it goes on from the address that the mobile has now. */
class MobileNetwork {
  readonly port: number;
  readonly #server: ReturnType<typeof createServer>;
  readonly #open = new Set<Socket>();
  #address = "127.0.0.2";

  private constructor(server: ReturnType<typeof createServer>, to: number) {
    this.#server = server;
    this.port = (server.address() as { port: number }).port;
    server.on("connection", (near: Socket) => {
      const far = connect({ host: "127.0.0.1", port: to, localAddress: this.#address });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          this.#open.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  static async open(to: number): Promise<MobileNetwork> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new MobileNetwork(server, to);
  }

  /** All connections break, and the next ones come from there. */
  moves(address: string): void {
    this.#address = address;
    for (const one of [...this.#open]) one.destroy();
  }

  close(): void {
    for (const one of [...this.#open]) one.destroy();
    this.#server.close();
  }
}

interface DeviceAnswer {
  readonly id: string;
  readonly state: string;
  readonly address?: string;
  readonly transport?: string;
}

test("a mobile fetches its login once, registers over TLS, and calls reach it after its address has changed", {
  skip,
}, async (t) => {
  const house = await House.open({ devices: [] });
  t.after(() => house.close());
  const { id } = (await house.post("/api/v1/devices", {
    name: "Ada's mobile",
    kind: "sip",
  })) as DeviceAnswer;
  const { path } = (await house.post(`/api/v1/devices/${id}/invitation`, {})) as { path: string };
  const file = await (await fetch(`${house.web}${path}`)).text();
  assert.equal((await fetch(`${house.web}${path}`)).status, 404, "it works once");
  const entry = (name: string): string =>
    new RegExp(`<entry name="${name}" overwrite="true">([^<]*)<`).exec(file)?.[1] ?? "";
  assert.equal(entry("reg_proxy"), `&lt;sip:127.0.0.1:${house.tlsPort};transport=tls&gt;`);

  const network = await MobileNetwork.open(house.tlsPort);
  t.after(() => network.close());
  const appears = async (): Promise<Baresip> => {
    const mobile = await Baresip.start({
      name: "mobile",
      aor: `sip:${entry("username")}@127.0.0.1`,
      login: { user: entry("username"), password: entry("passwd") },
      server: network.port,
      transport: "tls",
      tone: 440,
    });
    await mobile.until("REGISTER_OK");
    return mobile;
  };
  const device = async () => (await house.get(`/api/v1/devices/${id}`)) as DeviceAnswer;
  const before = await appears();
  assert.deepEqual(placeOf(await device()), ["TLS", "127.0.0.2"]);

  await before.vanishes();
  network.moves("127.0.0.3");
  const mobile = await appears();
  t.after(() => mobile.stop());
  assert.deepEqual(placeOf(await device()), ["TLS", "127.0.0.3"]);
  await house.post("/api/v1/calls", { device: id, to: "echo" });
  await mobile.until("CALL_INCOMING");
  mobile.lift();
  await mobile.until("CALL_ESTABLISHED");
  mobile.hangUp();
  await mobile.until("CALL_CLOSED");
});

const placeOf = ({ transport, address }: DeviceAnswer) => [transport, address?.split(":")[0]];

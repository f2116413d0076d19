import assert from "node:assert/strict";
import { MgcpGateway } from "../phones/mgcp/gateway.ts";
import type { GatewayTelephone } from "../phones/mgcp/telephone.ts";
import { type Person, serverHost } from "../phones/person.ts";
import { Town, type TownOptions } from "../phones/town.ts";
import { ring, settingsOf } from "./household.ts";

/* A household whose telephone is at a port of an analogue gateway. It says 700 Hz, the carrier 1000 Hz. */

export const gatewayHost = "192.0.2.40";
export const callAgent = { host: serverHost, port: 2727 };
const settings = settingsOf([ring("hall")], {
  devices: [{ id: "hall", kind: "mgcp", endpoint: "aaln/1@gw.lan", gateway: gatewayHost }],
});

export interface GatewayHouse {
  readonly town: Town;
  readonly carrier: Person;
  readonly gateway: MgcpGateway;
  readonly hall: GatewayTelephone;
  /** The state of the telephone as rules see it. */
  state(): string;
  /** What was not as it should be, and how often. */
  count(what: RegExp): number;
  close(): Promise<void>;
}

export interface HouseOptions extends TownOptions {
  /** Before it says that it is there. */
  readonly prepare?: (gateway: MgcpGateway) => void;
}

export async function gatewayHouse({
  prepare,
  ...options
}: HouseOptions = {}): Promise<GatewayHouse> {
  const town = await Town.open(settings, options);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const gateway = await MgcpGateway.open({
    host: gatewayHost,
    world: town.sim.host(gatewayHost),
    callAgent,
    ports: { "aaln/1": 700, "aaln/2": 800 },
  });
  prepare?.(gateway);
  gateway.says("restart");
  await town.runs(2000);
  const { telephones, parts } = town.server;
  const house = {
    town,
    carrier,
    gateway,
    hall: gateway.telephone("aaln/1"),
    state: () => telephones.state("hall"),
    count: (what: RegExp) =>
      (parts.callAgent?.ignored() ?? [])
        .filter((one) => what.test(one.what))
        .reduce((sum, { count }) => sum + count, 0),
    close: (): Promise<void> => {
      gateway.close();
      return town.mustBeIdle();
    },
  };
  assert.ok(parts.callAgent);
  return house;
}

import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { House } from "../phones/house.ts";
import { MgcpGateway } from "../phones/mgcp/gateway.ts";

test("over real sockets a gateway's telephone rings, is lifted, and hears its own voice come back", async () => {
  const gateway = await MgcpGateway.open({
    host: "127.0.0.1",
    port: 0,
    world: nodeWorld(tmpdir(), memoryLog()),
    ports: { "aaln/1": 700 },
  });
  const at = `127.0.0.1:${gateway.local.port}`;
  const house = await House.open({
    version: 1,
    owner: { name: "Ada", country: "CA" },
    devices: [{ id: "hall", kind: "mgcp", endpoint: "aaln/1@gw.lan", gateway: at }],
  });
  const hall = gateway.telephone("aaln/1");
  await gateway.until(() => gateway.log.some((line) => line.startsWith("< RQNT")));
  await house.post("/api/v1/calls", { device: "hall", to: "echo" });
  await gateway.until(() => hall.isRinging);
  hall.lifts();
  await gateway.until(() => (hall.voice?.packets ?? 0) > 100);
  assert.ok((hall.voice?.share(700) ?? 0) > 0.8, `${hall.voice?.share(700)}`);
  hall.hangsUp();
  await gateway.until(() => hall.links.size === 0);
  await house.close();
  gateway.close();
});

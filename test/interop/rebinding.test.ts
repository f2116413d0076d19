/** A telephone behind a router that forgets in the midst of a call: a real server, real sockets. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { UdpRouter } from "../phones/udpRouter.ts";
import { RealTelephone } from "../survive/telephone.ts";
import { hearing, host, secret, settingsOf, talking } from "./smallHouse.ts";

test("a telephone's public port changes in the midst of a call: hold and its end work, and the other's BYE finds it", async () => {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const house = await House.open(settingsOf(carrier.port));
  const router = await UdpRouter.open(house.sipPort);
  const kitchen = await RealTelephone.open("kitchen", {
    host,
    port: router.port,
    transport: "udp",
  });
  carrier.server = { host, port: house.sipPort, transport: "udp" };
  try {
    await kitchen.registers(secret);
    const { caller, callee } = await talking(carrier, kitchen);
    await router.rebinds();
    assert.ok(await callee.offers("sendonly"), "hold from the new port");
    assert.ok(await callee.offers("sendrecv"), "and its end");
    await hearing(caller, callee);
    assert.ok(await caller.hangsUp(callee), "the BYE comes in by the new port");
  } finally {
    await Promise.all([carrier.close(), kitchen.close()]);
    router.close();
    await house.close();
  }
});

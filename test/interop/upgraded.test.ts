/** An upgrade while two people talk: real processes and sockets. `ringwise upgrade` asks for the same as SIGHUP (supervised.test.ts). */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestCall } from "../survive/call.ts";
import { plainPeer } from "../survive/plainPeer.ts";
import { Supervised } from "../survive/supervised.ts";
import { RealTelephone } from "../survive/telephone.ts";
import { hearing, host, meanwhile, secret, settingsOf, talking } from "./smallHouse.ts";

const asked = "SIP/2.0 401 Unauthorized";

/** Hold and its end by that one, and sound both ways afterwards. */
async function holds(one: TestCall, other: TestCall): Promise<void> {
  assert.ok(await one.offers("sendonly"), "hold");
  assert.ok(await one.offers("sendrecv"), "and its end");
  await hearing(one, other);
}

test("who talks goes on talking through an upgrade, and no REGISTER is refused meanwhile", async () => {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const server = await Supervised.open(settingsOf(carrier.port), { host });
  const at = { host, port: server.sipPort, transport: "udp" } as const;
  carrier.server = at;
  const kitchen = await RealTelephone.open("kitchen", at);
  const late = await RealTelephone.open("kitchen", at);
  const peer = await plainPeer(server, "udp");
  try {
    await kitchen.registers(secret);
    const { caller, callee } = await talking(carrier, kitchen);

    server.told("SIGHUP");
    const taken = server.until(() => server.printed.includes("has taken over"));
    await late.registers(secret);
    assert.deepEqual([...(await meanwhile(peer, taken))], [asked]);
    await hearing(caller, callee);
    await holds(callee, caller);
    await holds(caller, callee);

    assert.equal(new Set(server.processes).size, 2, "another process");
    assert.ok(await caller.hangsUp(callee));
  } finally {
    peer.close();
    await Promise.all([carrier, kitchen, late].map((one) => one.close()));
    await server.close();
  }
});

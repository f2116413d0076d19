import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { TestCall } from "../survive/call.ts";
import { houseOf, nameOf, numberOf, password } from "../survive/house.ts";
import { Supervised } from "../survive/supervised.ts";
import { RealTelephone } from "../survive/telephone.ts";

/* A supervised house whose sound is a process of its own, over real sockets. */

const host = "127.0.0.1";

/** A caller at the carrier, and the kitchen: they talk. */
async function talking(t: TestContext): Promise<readonly [Supervised, TestCall, TestCall]> {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const server = await Supervised.open(houseOf(host, carrier.port, 9), { host });
  const at = { host, port: server.sipPort, transport: "udp" } as const;
  const kitchen = await RealTelephone.open(nameOf("kitchen", 0), at);
  carrier.server = at;
  t.after(async () => {
    await Promise.all([carrier.close(), kitchen.close()]);
    await server.close();
  });
  await kitchen.registers(password);
  const rings = kitchen.isCalled();
  const caller = await carrier.dials(numberOf("kitchen", 0));
  const desk = await rings;
  assert.ok(await caller.until(() => caller.has("accepted")));
  assert.ok(await hears(caller, desk));
  return [server, caller, desk];
}

/** Each gets some more packets. */
async function hears(...calls: readonly TestCall[]): Promise<boolean> {
  const before = calls.map(({ ear }) => ear.packets);
  const some = (call: TestCall, i: number) => call.ear.packets >= (before[i] ?? 0) + 10;
  const all = await Promise.all(calls.map((call, i) => call.hears(() => some(call, i))));
  return all.every((is) => is);
}

test("the server is killed: the sound goes on as if nothing had been, and the call can be held and ended", async (t) => {
  const [server, caller, desk] = await talking(t);
  for (const { ear } of [caller, desk]) ear.listens();
  await server.isKilled();
  assert.ok(await hears(caller, desk));
  for (const { ear } of [caller, desk])
    assert.deepEqual([ear.path.sources.size, ear.path.leaps], [1, 0]);
  assert.equal(server.mediaProcesses.length, 1);
  assert.ok(await desk.offers("sendonly"));
  assert.ok(await desk.offers("sendrecv"));
  assert.ok(await hears(caller, desk));
  assert.ok(await caller.hangsUp(desk));
});

test("the media process is killed, and then both: they hear each other again", async (t) => {
  const [server, caller, desk] = await talking(t);
  await server.mediaIsKilled();
  assert.ok(await hears(caller, desk));
  assert.equal(server.processes.length, 1);
  await Promise.all([server.mediaIsKilled(), server.isKilled()]);
  assert.ok(await hears(caller, desk));
  t.diagnostic(`gaps ${caller.ear.path.gap} ${desk.ear.path.gap} ms`);
  assert.ok(await desk.hangsUp(caller));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { hours, minutes, seconds } from "#kit/time.ts";
import { PortKeeper } from "#server/network/portKeeper.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { type FakeRouterOptions, fakeRouter } from "../../../test/network/fakeRouter.ts";

async function kept(options: FakeRouterOptions) {
  const sim = simWorld();
  const world = sim.host("192.168.1.20");
  const router = await fakeRouter(sim.host("192.168.1.1").network, "192.168.1.1", options);
  const ports = [
    { protocol: "udp", port: 5060 },
    { protocol: "tcp", port: 5061 },
  ] as const;
  const keeper = new PortKeeper({ world, router: () => router.places, ports });
  return { sim, router, keeper };
}

test("ports are opened, asked for again before their time, and given back", async () => {
  let asked = 0;
  const twist = (answer: Uint8Array): Uint8Array => {
    asked += 1;
    return answer;
  };
  const { sim, router, keeper } = await kept({ speaks: ["pcp"], twist });
  keeper.use(true);
  await sim.runs(seconds(1));
  assert.deepEqual(keeper.ports()[0], {
    protocol: "udp",
    port: 5060,
    state: "open",
    outer: { host: "198.51.100.1", port: 5060 },
    by: "pcp",
  });
  assert.equal(asked, 2);
  await sim.runs(hours(3));
  assert.equal(asked, 8, "at each hour");
  assert.equal(router.mappings().length, 2);
  keeper.use(false);
  await sim.runs(minutes(1));
  assert.deepEqual([router.mappings(), keeper.ports()], [[], []]);
  router.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("a router that refuses is asked again after a while, and says why", async () => {
  const { sim, router, keeper } = await kept({ speaks: ["natPmp"], result: 2 });
  keeper.use(true);
  await sim.runs(minutes(1));
  const [first] = keeper.ports();
  assert.deepEqual([first?.state, first?.detail], ["refused", "the router does not permit it"]);
  const closing = keeper.close();
  await sim.runs(minutes(1));
  await closing;
  router.close();
  assert.deepEqual(sim.leftovers(), []);
});

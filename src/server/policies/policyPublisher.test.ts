import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { minutes, seconds } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { adasHouse } from "#telephony/settings/adasHouse.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { PolicyPublisher } from "./policyPublisher.ts";

type Parts = ConstructorParameters<typeof PolicyPublisher>[0];

const exchange = (id: string) => ({
  ...{ id, kind: "exchange", server: `${id}.example`, username: "ada", secret: "s" },
});
const day = minutes(24 * 60);

/** Registered at two exchanges; `oak` and `elm` answer as they are told. */
async function member(answers: Readonly<Record<string, () => number>>) {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  const asked: string[] = [];
  const { settings: table } = memoryStore();
  const accounts = [exchange("oak"), exchange("elm")];
  const document = { version: 1, owner: adasHouse.owner, accounts };
  void table.put("1", { version: 1, at: 0, who: "Ada", what: "", document });
  const store = settingsStore(table, () => world.clock.wallTime());
  assert.ok(store.ok, JSON.stringify(store));
  const agent = {
    ask(asking: { readonly destination: unknown }, then: (answer: Answer) => void) {
      const id = String(asking.destination);
      asked.push(id);
      const response = { status: answers[id]?.() ?? 200, lines: () => [] };
      world.clock.at(world.clock.now(), () => then({ on: "response", response } as never));
      return () => undefined;
    },
  };
  const publisher = new PolicyPublisher({
    world,
    product: "test",
    agent: agent as unknown as Parts["agent"],
    settings: store.value,
    accounts: {
      changes: listeners<string>().listen,
      way: (id: string) =>
        ({ usable: true, address: `sip:ada@${id}.example`, destination: () => id }) as never as
          | AccountWay
          | undefined,
    } as unknown as Parts["accounts"],
  });
  await sim.runs(seconds(1));
  /** Who is asked in that time. */
  const within = async (time: Parameters<typeof sim.runs>[0]): Promise<readonly string[]> => {
    const before = asked.length;
    await sim.runs(time);
    return asked.slice(before);
  };
  return { asked, publisher, sim, within };
}

test("who cannot take it now is told again in a minute, and nobody else is", async () => {
  let elm = 503;
  const { asked, publisher, sim, within } = await member({ elm: () => elm });
  assert.deepEqual(asked, ["oak", "elm"]);
  assert.deepEqual(await within(seconds(61)), ["elm"]);
  elm = 200;
  assert.deepEqual(await within(seconds(61)), ["elm"]);
  assert.deepEqual(await within(day), []);
  assert.deepEqual(await within(minutes(7 * 24 * 60)), ["oak", "elm"], "each week anew");
  publisher.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("one that takes it does not put off another that could not", async () => {
  const { publisher, sim, within } = await member({ oak: () => 503 });
  assert.deepEqual(await within(seconds(61)), ["oak"]);
  publisher.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("who refuses it for good is told no more, until there is another key", async () => {
  const { publisher, sim, within } = await member({ elm: () => 403 });
  assert.deepEqual(await within(day), []);
  const rotated = publisher.rotate();
  assert.deepEqual(await within(seconds(1)), ["oak", "elm"]);
  assert.ok((await rotated).ok);
  publisher.close();
  assert.deepEqual(sim.leftovers(), []);
});

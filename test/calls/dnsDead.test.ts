import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes } from "#kit/time.ts";
import type { SimWorld } from "#world/sim/simWorld.ts";
import { carrierHost, fickleHouse, number } from "./fickleCarrier.ts";
import { hearEachOther } from "./hearEachOther.ts";

/* The resolver fails (SERVFAIL), or nobody answers at all; the carrier is written by its name. */

const server = "maple.example";

const ways = [
  ["fails", "dnsFails"],
  ["is silent", "dnsIsSilent"],
] as const;

function zone({ network }: SimWorld): void {
  network.record(`_sip._udp.${server}`, "SRV", ["10", "1", "5060", `west.${server}`]);
  network.record(`west.${server}`, "A", [carrierHost]);
}

type House = Awaited<ReturnType<typeof fickleHouse>>;

const standing = ({ town }: House) =>
  town.server.accounts.status().find(({ id }) => id === "maple");
const troubles = ({ town }: House): string =>
  town.control
    .status()
    .troubles.map(({ code, detail }) => `${code} ${detail}`)
    .join();

/** Ada calls out, and is at the carrier within three seconds. */
async function callsOut({ town, kitchen, carrier }: House): Promise<void> {
  const before = carrier.talks.length;
  const call = await kitchen.calls("6135550177");
  await town.runs(3000);
  assert.equal(carrier.talks.length, before + 1, "it rings at the carrier's");
  carrier.talk.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: call, says: 440 }, { talk: carrier.talk, says: 1000 });
  call.hangsUp();
  await town.runs(1000);
}

for (const [what, fault] of ways) {
  test(`the DNS ${what} for an hour: the account stays registered, and calls go in and out`, async () => {
    const house = await fickleHouse({ server, internet: zone });
    const { town, carrier, kitchen } = house;
    await town.runs(5000);
    assert.equal(standing(house)?.state, "registered");
    town.sim.network[fault] = true;
    await town.runs(minutes(60));
    assert.equal(standing(house)?.state, "registered");
    assert.ok(carrier.asked.length >= 6, "it was renewed");
    const call = await carrier.calls(number);
    await town.runs(1000);
    kitchen.talk.lifts();
    await town.runs(1000);
    await hearEachOther(town, { talk: call, says: 1000 }, { talk: kitchen.talk, says: 440 });
    call.hangsUp();
    await town.runs(1000);
    await callsOut(house);
    town.sim.network[fault] = false;
    await town.mustBeIdle();
  });

  test(`the DNS ${what} at the start: calls take the way that needs none, Home says so, and it comes back by itself`, async () => {
    const internet = (sim: SimWorld): void => {
      zone(sim);
      sim.network[fault] = true;
    };
    const house = await fickleHouse({ server, internet });
    const { town, carrier, spare, kitchen } = house;
    await town.runs(minutes(1));
    assert.deepEqual([standing(house)?.state, standing(house)?.code], ["failed", "sip.notLocated"]);
    assert.match(troubles(house), /accounts\.failed maple: .*maple\.example/);
    const before = town.sim.network.lookups.asked;
    await town.runs(minutes(60));
    const { asked, waiting } = town.sim.network.lookups;
    assert.ok(asked - before < 400, `${asked - before} lookups in an hour`);
    assert.ok(waiting < 10, `${waiting} at once`);
    const call = await kitchen.calls("6135550177");
    await town.runs(1000);
    assert.equal(spare.talks.length, 1, "at once by the other account");
    call.hangsUp();
    await town.runs(1000);
    town.sim.network[fault] = false;
    await town.runs(minutes(11));
    assert.equal(standing(house)?.state, "registered");
    assert.equal(troubles(house), "");
    await callsOut(house);
    const comes = await carrier.calls(number);
    await town.runs(1000);
    assert.equal(kitchen.talk.isOver, false, "and calls come in");
    comes.hangsUp();
    await town.mustBeIdle();
  });

  test(`the DNS ${what} while an account without registration is called by: the next way out takes the call`, async () => {
    const house = await fickleHouse({ server, register: false, internet: zone });
    const { town, carrier, spare, kitchen } = house;
    await callsOut(house);
    town.sim.network[fault] = true;
    await town.runs(minutes(10));
    await callsOut(house);
    assert.equal(spare.talks.length, 0, "what the DNS has said holds for a day");
    await town.runs(minutes(26 * 60));
    const call = await kitchen.calls("6135550177");
    await town.runs(20_000);
    assert.equal(spare.talks.length, 1, "then nobody knows where the carrier is");
    call.hangsUp();
    await town.runs(1000);
    town.sim.network[fault] = false;
    zone(town.sim);
    await town.runs(minutes(1));
    await callsOut(house);
    const comes = await carrier.calls(number);
    await town.runs(1000);
    comes.hangsUp();
    await town.mustBeIdle();
  });

  test(`the DNS ${what} at the start: who calls by an account that is known by its address alone is known soon after it is back`, async () => {
    const internet = (sim: SimWorld): void => {
      zone(sim);
      sim.network[fault] = true;
    };
    const { town, carrier, kitchen } = await fickleHouse({ server, register: false, internet });
    await town.runs(minutes(3));
    town.sim.network[fault] = false;
    await town.runs(minutes(2));
    const call = await carrier.calls(number);
    await town.runs(1000);
    assert.equal(kitchen.talk.isOver, false);
    call.hangsUp();
    await town.mustBeIdle();
  });
}

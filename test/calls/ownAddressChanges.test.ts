import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes } from "#kit/time.ts";
import { cut, fair } from "#world/sim/weather.ts";
import { serverHost } from "../phones/person.ts";
import {
  carrierHost,
  type FickleOptions,
  fickleHouse,
  goesOnAndEnds,
  talking,
} from "./fickleCarrier.ts";
import { hearEachOther } from "./hearEachOther.ts";

/* The machine that the server runs on has another address from one moment to the next. */

const newHost = "192.0.2.99";

async function house(options: FickleOptions = {}) {
  const made = await fickleHouse({ ...options, anywhere: true, traced: true });
  await made.town.runs(minutes(1));
  const { town, kitchen } = made;
  let mark = 0;
  /** By the server since it moved, without what is sent again; of messages that match. */
  const said = (what: RegExp, pattern: RegExp): readonly string[] => {
    const texts = town.packets
      .slice(mark)
      .filter(({ from }) => from.host === "0.0.0.0")
      .map(({ data }) => new TextDecoder().decode(data));
    return [...new Set(texts)]
      .filter((text) => what.test(text))
      .flatMap((text) => text.match(pattern) ?? []);
  };
  const moves = (): void => {
    mark = town.packets.length;
    town.sim.network.moves(serverHost, newHost);
  };
  const standing = () => town.server.accounts.status().find(({ id }) => id === "maple")?.state;
  return { ...made, kitchen, said, moves, standing };
}

for (const transport of ["udp", "tcp"] as const)
  test(`an idle server registers anew by ${transport}, and is called at the new address`, async () => {
    const { town, carrier, kitchen, moves, standing } = await house({ transport });
    assert.match(carrier.contact, new RegExp(`@${serverHost}:`));
    moves();
    await town.runs(20_000);
    assert.match(carrier.contact, new RegExp(`@${newHost}:`));
    assert.equal(standing(), "registered");
    assert.equal(town.control.status().sip?.host, newHost, "the page says so");
    const call = await kitchen.calls("6135550177", { at: newHost });
    await town.runs(1000);
    assert.equal(carrier.talks.length, 1);
    call.hangsUp();
    await town.mustBeIdle();
  });

test("a call that is up goes on at the new address: both are told where, and hear each other", async () => {
  const made = await house();
  const { town, moves, said } = made;
  const talk = await talking(made);
  moves();
  await town.runs(10_000);
  assert.equal(said(/^INVITE/, /^INVITE .*/).length, 2, "each once");
  for (const pattern of [/^c=.*/m, /^Contact: .*/m, /^Via: .*/m]) {
    const lines = said(/^INVITE/, pattern);
    assert.equal(lines.length, 2);
    assert.ok(
      lines.every((line) => line.includes(newHost)),
      lines.join(),
    );
  }
  await goesOnAndEnds(made, talk);
  await town.mustBeIdle();
  assert.deepEqual([town.calls().length, town.calls()[0]?.record.outcome], [1, "answered"]);
});

test("from the new address nobody is reached any more: the call ends on the other side with a Reason", async () => {
  const made = await house();
  const { town, moves, said } = made;
  const { caller, desk } = await talking(made);
  moves();
  town.sim.network.weather(cut, [carrierHost, newHost]);
  await town.runs(minutes(1));
  assert.equal(desk.isOver, true);
  const reasons = said(/^BYE/, /^Reason: .*/m);
  assert.equal(reasons.length, 2, "to both");
  for (const reason of reasons) assert.match(reason, /Q\.850;cause=41/);
  town.sim.network.weather(fair, [carrierHost, newHost]); // else it tries to register for ever
  await town.runs(minutes(2));
  caller.hangsUp();
  await town.mustBeIdle();
});

test("what rings meanwhile gives way to the next step of its plan", async () => {
  const { town, kitchen, carrier, spare, moves } = await house();
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  assert.equal(carrier.talks.length, 1, "it rings at the carrier's");
  moves();
  await town.runs(10_000);
  assert.equal(spare.talks.length, 1, "and now by the other account");
  spare.talk.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: call, says: 440 }, { talk: spare.talk, says: 1400 });
  call.hangsUp();
  carrier.talk.hangsUp();
  await town.mustBeIdle();
});

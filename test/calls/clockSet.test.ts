import assert from "node:assert/strict";
import { test } from "node:test";
import {
  domain,
  exchangeSettings,
  memberSettings,
  numbers,
  ring as ringDesk,
  Village,
} from "../exchange/village.ts";
import { household, number, ring, settingsOf, talking } from "./household.ts";

/* Somebody sets the machine's clock, by an hour, either way: by hand, by NTP after a bad start. */

const hour = 3600_000;

for (const [way, by] of [
  ["forwards", hour],
  ["back", -hour],
] as const) {
  test(`the clock is set ${way}: telephones stay registered, ring, and are rung by the next call`, async () => {
    const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
    town.sim.clock.jumps(by);
    await town.runs(2000);
    const call = await carrier.calls(number);
    await town.runs(1000);
    assert.equal(kitchen.talks.length, 1, "it rings");
    kitchen.talk.lifts();
    await town.runs(2000);
    assert.ok(call.voice.share(440) > 0.9, "they talk");
    call.hangsUp();
    await town.runs(1000);
    const again = await carrier.calls(number);
    await town.runs(1000);
    again.hangsUp();
    await town.runs(1000);
    assert.equal(kitchen.talks.length, 2, "and again");
    await town.mustBeIdle();
  });

  test(`the clock is set ${way} during a call: nothing is heard of it, and the call was as long as it was`, async () => {
    const more = { outgoing: { limits: { minutesPerDay: 30 } } };
    const { town, caller, desk } = await talking(more);
    town.sim.clock.jumps(by);
    await town.runs(20_000);
    assert.equal(caller.isOver, false);
    assert.ok(caller.voice.share(440) > 0.9 && desk.voice.share(1000) > 0.9);
    caller.hangsUp();
    await town.runs(1000);
    const record = town.calls()[0]?.record;
    assert.ok(record?.answered !== undefined && record.ended !== undefined);
    const talked = record.ended - record.answered;
    assert.ok(talked > 19_000 && talked < 25_000, `${talked} ms`);
    await town.mustBeIdle();
  });

  test(`the exchange's clock is set ${way}: members are reached as before`, async () => {
    const town = await Village.open(exchangeSettings());
    const ada = await town.member(
      "ada",
      "192.0.2.31",
      memberSettings("ada", numbers.ada, ringDesk),
    );
    const desk = await town.desk(ada, 440);
    const carrier = await town.person("carrier", "192.0.2.10", 1000);
    town.sim.clock.jumps(by);
    await town.runs(90_000); // the exchange has swept what is over
    const call = await carrier.calls(numbers.ada);
    await town.runs(3000);
    assert.equal(desk.talks.length, 1, `${domain} finds Ada's server`);
    call.hangsUp();
    await town.runs(1000);
    await town.mustBeIdle();
  });
}

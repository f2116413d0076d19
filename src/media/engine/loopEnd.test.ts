import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, ok } from "#kit/result.ts";
import { millis, seconds } from "#kit/time.ts";
import { codecTable } from "#media/codec/table.ts";
import { audioPortId, type MediaEvent } from "#media/engine/mediaEngine.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";

import type { ExchangeBlock, LoopDriver } from "#media/loop/loop.ts";
import { countryOf } from "#media/tone/countries.ts";
import { isSilence, isTone } from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/** A set whose microphone hums. */
class HummingSet implements LoopDriver {
  isLifted = false;
  readonly heard: number[] = [];
  readonly #hum;
  constructor(hz: number) {
    this.#hum = toneGenerator({ segments: [{ frequencies: [{ hz, dbm0: -12 }] }] }, 8000);
  }
  exchange({ audio }: ExchangeBlock) {
    this.heard.push(...audio);
    const said = new Int16Array(80);
    if (this.isLifted) this.#hum.fill(said);
    return { audio: said, current: Array.from({ length: 10 }, () => this.isLifted) };
  }
  last(ms: number): Int16Array {
    return Int16Array.from(this.heard.slice(-8 * ms));
  }
}

function house() {
  const world = simWorld({ seed: 1 });
  const sets = { study: new HummingSet(700), attic: new HummingSet(1900) };
  const engine = newMediaEngine({
    world: world.host("192.0.2.1"),
    codecs: codecTable([]),
    ports: { from: 20_000, to: 20_010 },
    host: "192.0.2.1",
    ownAddress: () => "192.0.2.1",
    openLoop: (name) =>
      name === "study" || name === "attic" ? ok(sets[name]) : fail("media.noLoop", name),
  });
  const events: MediaEvent[] = [];
  engine.events((event) => events.push(event));
  const reserve = (loop: string) => {
    const port = audioPortId(`line/${loop}`);
    const circuit = { flash: countryOf("US").flash, echo: {} };
    engine.perform({ do: "reserve", kind: "loop", port, loop, circuit });
    return port;
  };
  return { world, sets, engine, events, reserve };
}

test("an idle line is watched; two lines that are lifted and patched hear each other", async () => {
  const { world, sets, engine, events, reserve } = house();
  const [study, attic] = [reserve("study"), reserve("attic")];
  world.clock.runs(millis(200));
  sets.study.isLifted = true;
  world.clock.runs(millis(100));
  sets.attic.isLifted = true;
  world.clock.runs(millis(200));
  engine.perform({
    do: "patch",
    hears: [
      [study, [attic]],
      [attic, [study]],
    ],
  });
  world.clock.runs(seconds(1));
  assert.ok(isTone(sets.study.last(100), [1900], 8000));
  assert.ok(isTone(sets.attic.last(100), [700], 8000));
  const senses = events.flatMap((event) =>
    event.on === "loop" ? [`${event.port} ${event.sense.on}`] : [],
  );
  assert.deepEqual(senses, ["line/study offHook", "line/attic offHook"]);
  engine.perform({ do: "release", port: study });
  world.clock.runs(millis(100));
  assert.ok(isSilence(sets.attic.last(40)));
  engine.perform({ do: "release", port: attic });
  assert.ok(engine.idle());
  await engine.close();
});

test("tones, keys and the circuit's own signals reach the set; an unknown loop is refused", async () => {
  const { world, sets, engine, events, reserve } = house();
  const study = reserve("study");
  reserve("cellar");
  const [refused] = events.filter((event) => event.on === "refused");
  assert.deepEqual([refused?.port, refused?.problem.code], ["line/cellar", "media.noLoop"]);
  sets.study.isLifted = true;
  world.clock.runs(millis(200));
  const tone = { segments: [{ frequencies: [{ hz: 425, dbm0: -10 }] }] };
  engine.perform({ do: "loop", port: study, signal: { do: "tone", tone } });
  world.clock.runs(millis(200));
  assert.ok(isTone(sets.study.last(100), [425], 8000));
  engine.perform({ do: "loop", port: study, signal: { do: "silence" } });
  engine.perform({ do: "sendDigit", port: study, digits: "5" });
  world.clock.runs(millis(100));
  assert.ok(isTone(sets.study.last(50), [770, 1336], 8000));
  await engine.close();
});

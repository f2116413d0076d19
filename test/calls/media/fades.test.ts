import assert from "node:assert/strict";
import { test } from "node:test";
import { town } from "./town.ts";

/* A patch is heard as a change, never as a click: the sound comes and goes within 10 ms. */

/** The largest step from one sample to the next; of a low tone it is small wherever it is in its turn. */
const steepest = (samples: readonly number[]): number =>
  samples.reduce(
    (most, sample, i) => Math.max(most, Math.abs(sample - (samples[i - 1] ?? sample))),
    0,
  );

const rows = [
  ["mixed", "PCMA"],
  ["relayed", "PCMU"],
] as const;
for (const [how, codec] of rows)
  test(`${how} sound is patched, unpatched and patched again without a click`, async () => {
    const { engine, people, ids, speaks, ends } = await town({ codec, hertz: 190 });
    const [a, b, c] = ids;
    engine.perform({ do: "patch", hears: [[b, [a]]] });
    await speaks(50);
    const { heard } = people[1];
    const tone = steepest(heard.slice(-4000));
    assert.ok(tone > 500, "the tone is there");
    // in another moment of its turn each time
    for (const wait of [1, 3, 6, 8]) {
      for (const speakers of [[], [a], [c], [a, c], [a]]) {
        engine.perform({ do: "patch", hears: [[b, speakers]] });
        await speaks(13 + wait);
      }
    }
    const all = steepest(heard.slice(1000));
    assert.ok(all < 2 * tone, `a step of ${all} in a tone of ${tone}`);
    await ends();
  });

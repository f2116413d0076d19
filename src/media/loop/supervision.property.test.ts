import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Feed } from "#media/loop/loop.ts";
import { type LoopSense, onHook, supervise } from "#media/loop/supervision.ts";
import { countryFiles } from "#media/tone/countries.ts";
import { type CountryFile, readCountry } from "#media/tone/country.ts";

const windowOf = (file: CountryFile) => {
  const country = readCountry(file);
  assert.ok(country.ok);
  return country.value.flash;
};
const windows = countryFiles.map(windowOf);

/** Current and no current by turns, for any lengths that a hand, a dial, a bell or a bad contact make. */
const stretches = fc.array(fc.oneof(fc.nat(30), fc.nat(120), fc.nat(1500)), { maxLength: 60 });
const feeds = fc.array(fc.constantFrom<Feed>("normal", "normal", "normal", "reversed", "open"), {
  minLength: 1,
  maxLength: 40,
});

/** Every sense that the loop gives, in their order. */
function senses(
  lengths: readonly number[],
  { feed, ringing, flash }: { feed: readonly Feed[]; ringing: boolean; flash: (typeof windows)[0] },
): LoopSense[] {
  const flow = lengths.flatMap((ms, i) => Array.from({ length: ms }, () => i % 2 === 1));
  const told: LoopSense[] = [];
  let state = onHook;
  for (let at = 0; at < flow.length; at += 10) {
    const now = feed[Math.floor(at / 200) % feed.length] ?? "normal";
    const conditions = { feed: now, ringing, flash };
    const [next, some] = supervise(state, flow.slice(at, at + 10), conditions);
    state = next;
    told.push(...some);
  }
  return told;
}

test("whatever current does, nobody hangs up, flashes or dials who has not lifted, nor lifts twice", () =>
  fc.assert(
    fc.property(
      stretches,
      feeds,
      fc.boolean(),
      fc.constantFrom(...windows),
      (lengths, feed, ringing, flash) => {
        let isLifted = false;
        for (const sense of senses(lengths, { feed, ringing, flash })) {
          assert.equal(sense.on === "offHook", !isLifted, `${sense.on} while lifted: ${isLifted}`);
          if (sense.on === "offHook") isLifted = true;
          if (sense.on === "onHook") isLifted = false;
          if (sense.on === "pulses") assert.match(sense.digit, /^\d$/);
        }
      },
    ),
    { numRuns: 300 },
  ));

test("however a telephone was treated, put down for two seconds it is on its hook", () =>
  fc.assert(
    fc.property(stretches, fc.constantFrom(...windows), (lengths, flash) => {
      const ends = lengths.length % 2 === 0 ? [...lengths, 2000] : [...lengths, 0, 2000];
      const hooks = senses(ends, { feed: ["normal"], ringing: false, flash }).filter(
        ({ on }) => on === "offHook" || on === "onHook",
      );
      assert.notEqual(hooks.at(-1)?.on, "offHook");
    }),
    { numRuns: 300 },
  ));

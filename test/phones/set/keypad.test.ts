import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyEar } from "./keyEar.ts";
import { Keypad, type KeySound } from "./keypad.ts";
import { levelOf } from "./level.ts";
import { blocks, joined, luck, noisy, silence, sines } from "./reference.ts";

const ALL = "1234567890*#ABCD";

function pressed(keys: string, sound: Partial<KeySound> = {}): Int16Array {
  const keypad = new Keypad(sound);
  keypad.press(keys);
  const heard: Int16Array[] = [];
  while (keypad.isSounding) {
    const block = silence(10);
    keypad.fill(block);
    heard.push(block);
  }
  return joined(...heard, silence(50));
}

function keysIn(sound: Int16Array): string {
  const ear = new KeyEar();
  return [...blocks(sound)].map((block) => ear.hear(block)).join("");
}

for (const [what, sound] of [
  ["as usual", {}],
  ["as fast as can be", { on: 40, off: 40 }],
  ["by lazy fingers", { on: 400, off: 300 }],
  ["1.5 % too high", { pitch: 0.015 }],
  ["1.5 % too low", { pitch: -0.015 }],
  ["softly", { dbm0: -30 }],
  ["with the upper tone much louder", { twist: 8 }],
  ["with the lower tone much louder", { twist: -8 }],
] as const)
  test(`every key is heard when pressed ${what}`, () =>
    assert.equal(keysIn(joined(silence(3), pressed(ALL, sound))), ALL));

test("one key pressed twice is heard twice", () => assert.equal(keysIn(pressed("5500")), "5500"));

test("keys are as long and as loud as they say", () => {
  const sound = pressed("5", { on: 60, off: 40, dbm0: -7, twist: 0 });
  assert.equal(sound.length, (60 + 40 + 50) * 8);
  assert.ok(Math.abs(levelOf(sound.subarray(0, 480)) - -4) < 0.3); // two tones: 3 dB more
  assert.equal(levelOf(sound.subarray(480)) < -60, true);
});

test("a set has no key for other signs", () =>
  assert.throws(() => new Keypad().press("12x"), /x is no key/));

test("tones, noise and half a key are no keys", () => {
  for (const sound of [
    sines([350, 440], 500),
    sines([697], 500),
    sines([697, 770], 500),
    sines([941, 1336, 2000], 500, -13),
    noisy(silence(20_000), -15, luck(5)),
  ])
    assert.equal(keysIn(sound), "");
});

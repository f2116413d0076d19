import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallerIdFinding, CallerIdReader, callerText } from "./callerIdReader.ts";
import { BELL_202, V_23 } from "./fskTones.ts";
import { Keypad } from "./keypad.ts";
import { blocks, joined, type Sending, sent, silence } from "./reference.ts";

const octets = (hex: string): number[] => hex.split(" ").map((each) => Number.parseInt(each, 16));
const LAMP = octets("82 03 0b 01 ff 70");
const NUMBER = octets("04 12 30 39 33 30 31 32 32 34 36 30 39 35 35 35 31 32 31 32 51");

function found(sound: Int16Array, hook: "on" | "off", tones = BELL_202): CallerIdFinding[] {
  const reader = new CallerIdReader({ tones, hook });
  const findings = [...blocks(sound)].flatMap((block) => reader.hear(block));
  assert.equal(reader.isReading, false);
  return findings;
}

function pressed(keys: string, on = 70, off = 70): Int16Array {
  const keypad = new Keypad();
  keypad.press(keys, on, off);
  const sound = silence(keys.length * (on + off) + 700);
  keypad.fill(sound.subarray(800));
  return sound;
}

for (const [what, bytes, sending, hook, says] of [
  ["on hook, with seizure", LAMP, {}, "on", ["lamp"]],
  ["on hook, without seizure", LAMP, { seizure: 0 }, "on", []],
  ["off hook, without seizure", LAMP, { seizure: 0, mark: 80 }, "off", ["lamp"]],
  ["of an older exchange", NUMBER, {}, "on", ["6095551212"]],
  ["with a wrong checksum", [...NUMBER.slice(0, -1), 0x52], {}, "on", ["its checksum is wrong"]],
  ["that is cut off", NUMBER.slice(0, 9), {}, "on", ["its carrier ended"]],
  ["that never begins", [], {}, "on", []],
] as const)
  test(`a message ${what} is ${says.length === 0 ? "none" : `read as ${says}`}`, () => {
    for (const tones of [BELL_202, V_23]) {
      const how: Sending = { tones, ...sending };
      const said = found(sent(bytes, how), hook, tones).map((finding) =>
        finding.on === "damaged"
          ? finding.why
          : finding.message.lamp
            ? "lamp"
            : callerText(finding.message),
      );
      assert.deepEqual(said, says);
    }
  });

test("two messages, one after the other, are both read", () => {
  const sound = joined(sent(NUMBER, { tones: V_23 }), silence(200), sent(LAMP, { tones: V_23 }));
  assert.deepEqual(
    found(sound, "on", V_23).map((finding) => finding.on),
    ["message", "message"],
  );
});

for (const [keys, says] of [
  ["A5551234C", { number: "5551234" }],
  ["A5551234D777C", { number: "5551234", redirecting: "777" }],
  ["D0612345678C", { number: "0612345678" }],
  ["A12345678#", { number: "12345678" }],
  ["B00C", { numberAbsent: "unavailable" }],
  ["B10C", { numberAbsent: "private" }],
  ["D1#", { numberAbsent: "private" }],
  ["D2#", { numberAbsent: "other 2" }],
] as const)
  test(`the keys ${keys} are a caller`, () => {
    for (const length of [50, 70, 100])
      assert.deepEqual(found(pressed(keys, length, length), "on"), [
        { on: "message", message: { format: "DTMF", ...says } },
      ]);
  });

test("keys off hook are somebody dialling, not a caller", () =>
  assert.deepEqual(
    found(pressed("A5551234C"), "off").filter(({ on }) => on === "message"),
    [],
  ));

test("keys that say nothing are damaged, and forgotten after half a second", () => {
  assert.deepEqual(found(pressed("55C"), "on"), [{ on: "damaged", why: "keys 55C" }]);
  assert.deepEqual(found(joined(pressed("B0"), pressed("A123C")), "on").length, 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { millis } from "#kit/time.ts";
import { eventOfKey, keyOfEvent, readEvent, writeEvent } from "#media/dtmf/eventPacket.ts";
import { type ArrivedEvent, type HeardEvent, hearEvent } from "#media/dtmf/eventReceiver.ts";
import { eventSlots } from "#media/dtmf/eventSender.ts";

const KEYS = "0123456789*#ABCD!";

test("the four octets are written and read again", () =>
  fc.assert(
    fc.property(
      fc.record({
        event: fc.nat(255),
        end: fc.boolean(),
        volume: fc.nat(63),
        duration: fc.nat(65_535),
      }),
      (packet) => assert.deepEqual(readEvent(writeEvent(packet)), { ...packet }),
    ),
  ));

test("a payload cut short is no event; octets behind the fourth do no harm", () => {
  for (const length of [0, 1, 2, 3]) assert.equal(readEvent(new Uint8Array(length)), undefined);
  assert.equal(readEvent(Uint8Array.of(5, 0x8a, 3, 32, 5, 0, 0, 0))?.event, 5);
});

test("each key has its number, whatever its case; nothing else is a key", () => {
  assert.deepEqual(
    [...KEYS].map(eventOfKey),
    [...KEYS].map((_, i) => i),
  );
  assert.deepEqual(["a", "", "12", "x"].map(eventOfKey), [12, undefined, undefined, undefined]);
  assert.deepEqual([keyOfEvent(16), keyOfEvent(17), keyOfEvent(255)], ["!", undefined, undefined]);
});

/** A press as it comes over the wire, from that timestamp on. */
function press(key: string, timestamp: number, ms = 100): ArrivedEvent[] {
  return eventSlots(key, millis(ms), 8000).flatMap(({ payload, marker }) => {
    const event = readEvent(payload);
    return event ? [{ ...event, timestamp, marker }] : [];
  });
}

function heard(packets: readonly ArrivedEvent[]): string {
  let [state, keys]: [HeardEvent | undefined, string] = [undefined, ""];
  for (const packet of packets) {
    const [next, key] = hearEvent(state, packet);
    state = next;
    keys += key ?? "";
  }
  return keys;
}

test("a press of 100 ms: marker first, duration growing, the end three times", () => {
  const packets = press("5", 1000);
  assert.deepEqual(
    packets.map(({ marker, end, duration }) => [marker, end, duration]),
    [
      [true, false, 160],
      [false, false, 320],
      [false, false, 480],
      [false, false, 640],
      [false, true, 800],
      [false, true, 800],
      [false, true, 800],
    ],
  );
  assert.equal(heard(packets), "5");
});

test("a press is never shorter than 40 ms nor longer than its clock can say", () => {
  assert.equal(press("1", 0, 5).at(-1)?.duration, 320);
  assert.equal(press("1", 0, 60_000).at(-1)?.duration, 65_440);
  const opus = eventSlots("1", millis(60_000), 48_000).at(-1);
  assert.equal(opus && readEvent(opus.payload)?.duration, 65_280);
  assert.deepEqual(eventSlots("x", millis(100), 8000), []);
});

test("one packet of a press that comes through is enough, and it is told once", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.array(fc.nat(6), { minLength: 1 })), {
        maxLength: 8,
      }),
      (presses) => {
        const arrived = presses.flatMap(([key, kept], i) => {
          const packets = press(key, 1000 + i * 1600);
          return [...kept].sort().flatMap((at) => packets[at] ?? []); // some lost, some twice
        });
        assert.equal(heard(arrived), presses.map(([key]) => key).join(""));
      },
    ),
  ));

test("the same key twice is two presses, also when every end was lost", () => {
  const withoutEnds = press("7", 0).filter(({ end }) => !end);
  assert.equal(heard([...withoutEnds, ...press("7", 1600)]), "77");
});

test("ends of the last press that come late are not heard again", () => {
  const [first, second] = [press("1", 0), press("2", 1600)];
  assert.equal(heard([...first.slice(0, 5), ...second.slice(0, 2), ...first, ...second]), "12");
});

test("a sender that moves the timestamp with each packet still presses once", () => {
  const moving = press("9", 0).map((packet, i) => ({
    ...packet,
    timestamp: 160 * Math.min(i, 4),
    marker: i === 0,
  }));
  assert.equal(heard(moving), "9");
});

test("a press of ten seconds goes on in a second segment", () => {
  const [first, second] = [press("3", 0, 60_000), press("3", 65_440, 2000)];
  const held = first
    .filter(({ end }) => !end)
    .concat({ ...(first[0] as ArrivedEvent), duration: 65_440, marker: false });
  assert.equal(heard([...held, ...second.map((p) => ({ ...p, marker: false }))]), "3");
});

test("the clock may wrap, or begin anew", () => {
  assert.equal(heard([...press("4", 0xffffff00), ...press("5", 0x500)]), "45");
  assert.equal(heard([...press("4", 0x70000000), ...press("5", 0x100)]), "45");
});

test("fax tones and other events are not keys", () =>
  assert.equal(
    heard([{ event: 36, end: false, volume: 0, duration: 160, timestamp: 0, marker: true }]),
    "",
  ));

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { millis } from "#kit/time.ts";
import { audioPortId, type MediaCommand } from "#media/engine/mediaEngine.ts";
import { Mirror } from "#media/process/mirror.ts";
import { reconcile } from "#media/process/reconcile.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";

const [a, b, c] = ["a", "b", "c"].map(audioPortId) as [
  ReturnType<typeof audioPortId>,
  ReturnType<typeof audioPortId>,
  ReturnType<typeof audioPortId>,
];
const agreedAt = (port: number): AgreedMedia => ({
  remote: { host: "192.0.2.10", port },
  rtcpMux: false,
  codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sends: 0, receives: 0 }],
  events: [],
  ptime: millis(20),
  direction: "sendrecv",
  held: false,
});
const address = { host: "192.0.2.1", port: 20_000 };

/** A mirror after these commands; each port is there as soon as it is reserved. */
function after(...commands: readonly MediaCommand[]): Mirror {
  const mirror = new Mirror();
  commands.forEach((command, nth) => {
    mirror.note(command, String(nth));
    if (command.do === "reserve") mirror.hears({ on: "reserved", port: command.port, address });
  });
  return mirror;
}

const words = (found: Mirror, wanted: Mirror): readonly string[] =>
  reconcile(found, wanted, [...found.ids, ...wanted.ids]).map(({ command }) =>
    command.do === "patch" ? `patch ${JSON.stringify(command.hears)}` : command.do,
  );

const rtp = (port: typeof a): MediaCommand => ({ do: "reserve", kind: "rtp", port });
const agree = (port: typeof a, at = 4000): MediaCommand => ({
  do: "agree",
  port,
  agreed: agreedAt(at),
});

test("a process that has everything is told nothing, whatever said it first", () => {
  const change: MediaCommand = { do: "change", port: a, agreed: agreedAt(4000) };
  assert.deepEqual(words(after(rtp(a), agree(a)), after(rtp(a), change)), []);
});

test("a process that has nothing gets ports at their numbers, and the rest when they are there", () => {
  const wanted = after(rtp(a), rtp(b), agree(a), { do: "patch", hears: [[a, [b]]] });
  const found = new Mirror();
  const first = reconcile(found, wanted, wanted.ids);
  assert.deepEqual(
    first.map(({ command }) => command),
    [a, b].map((port) => ({ do: "reserve", kind: "rtp", port, at: 20_000 })),
  );
  for (const { command } of first) found.note(command, "");
  assert.deepEqual(words(found, wanted), []);
  found.hears({ on: "reserved", port: a, address });
  assert.deepEqual(words(found, wanted), ["agree"], "nobody is there yet whom it could hear");
  found.note(agree(a), "");
  found.hears({ on: "reserved", port: b, address });
  assert.deepEqual(words(found, wanted), ['patch [["a",["b"]]]']);
});

test("nothing leaves from a port that only listens: that is said before where its party is", () => {
  const wanted = after(rtp(a), agree(a), { do: "receiveOnly", port: a });
  assert.deepEqual(words(after(rtp(a)), wanted), ["receiveOnly", "agree"]);
});

test("what plays and is recorded is begun, ended and begun anew by whose it is", () => {
  const music: MediaCommand = { do: "play", port: a, files: ["music"], loop: true };
  const stop: MediaCommand = { do: "stop", port: a };
  const record: MediaCommand = { do: "record", port: a, file: "r.wav" };
  assert.deepEqual(words(after(rtp(a)), after(rtp(a), music, record)), ["play", "record"]);
  assert.deepEqual(words(after(rtp(a), music, record), after(rtp(a), music, record, stop)), [
    "stop",
    "stop",
  ]);
  assert.deepEqual(words(after(rtp(a), music), after(rtp(a), music, music)), ["play"]);
});

test("of a tone that ended meanwhile only that one is forgotten", () => {
  const mirror = after(rtp(a), { do: "play", port: a, files: ["one"] });
  mirror.note({ do: "play", port: a, files: ["two"] }, "second");
  mirror.hears({ on: "played", port: a, finished: false }, "1");
  assert.equal(mirror.get(a)?.playing?.by, "second");
  mirror.hears({ on: "played", port: a, finished: true }, "second");
  assert.equal(mirror.get(a)?.playing, undefined);
});

const command = fc.constantFrom(a, b, c).chain((port) =>
  fc.oneof(
    fc.constant<MediaCommand>(rtp(port)),
    fc.constant<MediaCommand>({ do: "release", port }),
    fc.integer({ min: 4000, max: 4002 }).map((at) => agree(port, at)),
    fc.subarray([a, b, c]).map((hears): MediaCommand => ({ do: "patch", hears: [[port, hears]] })),
    fc.constant<MediaCommand>({ do: "play", port, files: ["x"] }),
    fc.constantFrom("playing", "recording").map((only) => ({ do: "stop", port, only }) as const),
    fc.constant<MediaCommand>({ do: "record", port, file: "r.wav" }),
    fc.constant<MediaCommand>({ do: "gain", port, hears: 3, speaks: 0 }),
    fc.constant<MediaCommand>({ do: "seekModem", port }),
  ),
);

test("whatever is there becomes what is wanted by the orders, once; then nothing is to be done", () => {
  const histories = fc.array(command, { maxLength: 30 });
  fc.assert(
    fc.property(histories, histories, (before, later) => {
      const wanted = after(...later);
      const found = after(...before);
      for (let round = 0; round < 2; round++)
        for (const { command: one, by } of reconcile(found, wanted, [
          ...found.ids,
          ...wanted.ids,
        ])) {
          found.note(one, by ?? "");
          if (one.do === "reserve") found.hears({ on: "reserved", port: one.port, address });
        }
      assert.deepEqual(words(found, wanted), []);
      for (const port of wanted.ids) {
        const [is, shall] = [found.get(port), wanted.get(port)];
        assert.deepEqual([is?.agreed?.do, is?.playing], [shall?.agreed?.do, shall?.playing]);
        assert.deepEqual(
          is?.hears,
          shall?.hears.filter((id) => wanted.get(id)),
        );
      }
    }),
  );
});

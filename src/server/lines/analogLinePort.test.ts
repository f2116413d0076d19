import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { millis } from "#kit/time.ts";
import type { LinePlan } from "#media/callerId/linePlan.ts";
import { mdmf } from "#media/callerId/message.ts";
import type { MediaCommand } from "#media/engine/mediaEngine.ts";
import { countryOf } from "#media/tone/countries.ts";
import { AnalogLinePort, type AnalogMeans } from "#server/lines/analogLinePort.ts";
import { NotedEngine } from "#server/notedEngine.ts";
import { PortEvents } from "#server/portEvents.ts";
import type { LineSense } from "#telephony/line/line.ts";

let engine: NotedEngine;
let senses: LineSense[];

beforeEach(() => {
  engine = new NotedEngine();
  senses = [];
});

function line(more: Partial<AnalogMeans> = {}): AnalogLinePort {
  const port = new AnalogLinePort({
    device: "study",
    loop: "study",
    engine,
    ports: new PortEvents(engine),
    country: () => countryOf("US"),
    shownAt: () => ({
      now: { date: "2026-11-22", weekday: "sun", minute: 15 * 60 + 30 },
      home: { country: "US" },
    }),
    ...more,
  });
  port.senses((sense) => senses.push(sense));
  return port;
}
/** What went to the circuit since it was last asked, but that modems are listened for. */
const signals = () =>
  engine.told
    .splice(0)
    .flatMap((command: MediaCommand) => (command.do === "loop" ? [command.signal] : []))
    .filter((signal) => signal.do !== "seekModem");
function played(): LinePlan {
  const [signal] = signals();
  assert.ok(signal?.do === "play");
  return signal.plan;
}
const names = ({ pieces }: LinePlan): string => pieces.map(({ name }) => name).join(" ");

test("the telephone is there as soon as the engine has its loop", () => {
  const port = line({ gain: { hears: 3, speaks: -3 } });
  assert.deepEqual([port.isThere(), port.audio()], [true, "line/study"]);
  assert.deepEqual(engine.heard(), ["reserve line/study", "gain line/study"]);
  port.close();
  assert.deepEqual([port.isThere(), engine.heard()], [false, ["release line/study"]]);
});

test("without a loop it is not, and nothing is sent to it", () => {
  engine.refuses = true;
  const port = line();
  port.perform({ do: "tone", tone: "dial" });
  assert.deepEqual(
    [port.isThere(), port.audio(), engine.heard()],
    [false, undefined, ["reserve line/study"]],
  );
});

test("ringing tells who calls, as the subscriber would dial them", () => {
  const port = line();
  signals();
  port.perform({ do: "ring", cadence: "r1", caller: { number: "+16135550142", name: "Márta" } });
  const plan = played();
  assert.equal(names(plan), "ring silence fsk silence ring silence");
  const data = plan.pieces[2];
  assert.ok(data?.name === "fsk");
  const at = { month: 11, day: 22, hour: 15, minute: 30 };
  assert.deepEqual(data.octets, mdmf({ at, number: "6135550142", name: "Marta" }));
  port.perform({ do: "stopRinging" });
  assert.deepEqual(signals(), [{ do: "endPlan" }]);
});

test("who wishes not to be shown is private, who is not known unavailable; a cadence by its name", () => {
  const port = line();
  signals();
  port.perform({ do: "ring", cadence: "r2", caller: { number: "+16135550142", hidden: true } });
  const plan = played();
  assert.deepEqual(
    plan.pieces.slice(-4).map(({ name, length }) => `${name} ${length}`),
    ["ring 800", "silence 400", "ring 800", "silence 4000"],
  );
  const hidden = plan.pieces.find(({ name }) => name === "fsk");
  const at = { month: 11, day: 22, hour: 15, minute: 30 };
  const absent = { absent: "private" } as const;
  assert.ok(hidden?.name === "fsk");
  assert.deepEqual(hidden.octets, mdmf({ at, number: absent, name: absent }));
});

test("the country's tones, dialled over or not; a waiting call beeps until silence", () => {
  const port = line();
  signals();
  const { tones } = countryOf("US");
  port.perform({ do: "tone", tone: "stutter" });
  port.perform({ do: "tone", tone: "busy" });
  assert.deepEqual(signals(), [
    { do: "endWaiting" },
    { do: "tone", tone: tones.stutter, isDialTone: true },
    { do: "endWaiting" },
    { do: "tone", tone: tones.busy },
  ]);
  port.perform({ do: "callWaiting", cadence: "r1", caller: { number: "+442079460123" } });
  const [, waiting] = signals();
  assert.ok(waiting?.do === "callWaiting");
  assert.deepEqual([waiting.facts.by, waiting.facts.call.number], ["bell202", "011442079460123"]);
  port.perform({ do: "silence" });
  assert.deepEqual(signals(), [{ do: "endWaiting" }, { do: "silence" }]);
});

test("the lamp is told on hook, once, and what changes in a call when it is over", () => {
  const port = line();
  signals();
  port.perform({ do: "messageLamp", lit: true });
  port.perform({ do: "messageLamp", lit: true });
  assert.deepEqual(
    signals().map(({ do: what }) => what),
    ["play"],
  );
  port.show({ name: "dialTone" });
  port.perform({ do: "messageLamp", lit: false });
  assert.deepEqual(signals(), []);
  port.show({ name: "idle" });
  assert.equal(names(played()), "silence silence fsk silence");
});

test("the battery says that the far end answered, and that it has gone, where the owner wants it", () => {
  const call = { leg: "out1.a" as never, party: {} };
  const quiet = line();
  signals();
  quiet.show({ name: "calling", call });
  quiet.show({ name: "talking", call });
  quiet.show({ name: "parted" });
  assert.deepEqual(signals(), []);
  quiet.close();
  const port = line({
    battery: { answered: true, partyGone: { after: millis(0), length: millis(500) } },
  });
  signals();
  port.show({ name: "calling", call });
  port.show({ name: "talking", call });
  assert.deepEqual(played().pieces, [{ name: "speech", feed: "reversed" }]);
  port.show({ name: "parted" });
  assert.equal(names(played()), "speech silence speech");
});

test("what the circuit senses is sensed, but not whether a display understood", () => {
  line();
  const port = engine.told[0];
  assert.ok(port?.do === "reserve");
  for (const sense of [
    { on: "offHook" },
    { on: "digit", digit: "5", by: "signal" },
    { on: "waitingTold", told: true },
    { on: "modem", tone: "answer" },
    { on: "flash" },
  ] as const)
    engine.tell({ on: "loop", port: port.port, sense });
  assert.deepEqual(senses, [
    { on: "offHook" },
    { on: "digit", digit: "5", by: "signal" },
    { on: "modem" },
    { on: "flash" },
  ]);
});

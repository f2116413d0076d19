import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { problem } from "#kit/problem.ts";
import { type Millis, millis, seconds } from "#kit/time.ts";
import type { HandsetChannel, HandsetSense, HandsetSignal } from "#server/control/channels.ts";
import type { Leg } from "#server/legs/leg.ts";
import { BrowserLinePort } from "#server/lines/browserLinePort.ts";
import { LineHost } from "#server/lines/lineHost.ts";
import { NotedEngine } from "#server/notedEngine.ts";
import { PortEvents } from "#server/portEvents.ts";
import type { Placed } from "#server/telephone.ts";
import { because, type LegCommand, type LegEvent, type LegId } from "#telephony/call/leg.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

/** A page with a handset, as its socket is seen from here. */
class Page implements HandsetChannel {
  readonly #frames = listeners<HandsetSense>();
  readonly #closed = listeners<undefined>();
  readonly frames = this.#frames.listen;
  readonly closed = this.#closed.listen;
  readonly seen: string[] = [];
  isOpen = true;

  send(frame: HandsetSignal): void {
    this.seen.push(JSON.stringify(frame).replaceAll('"', ""));
  }
  does(...frames: readonly HandsetSense[]): void {
    for (const frame of frames) this.#frames.tell(frame);
  }
  dials(digits: string): void {
    this.does(...[...digits].map((digit) => ({ digit })));
  }
  close(): void {
    this.isOpen = false;
    this.#closed.tell(undefined);
  }
  /** What it was told since it was last asked. */
  news(): string[] {
    return this.seen.splice(0);
  }
}

let clock: VirtualClock;
let engine: NotedEngine;
let port: BrowserLinePort;
let line: LineHost;
let page: Page;
let placed: (Placed & { readonly leg: Leg })[];
let messagesWaiting: boolean;
let changes: string[];
let ignored: string[];
const lift: HandsetSense = { hook: "off" };
const hangUp: HandsetSense = { hook: "on" };
const runs = (time: Millis): void => clock.runs(time);

beforeEach(() => {
  clock = new VirtualClock();
  engine = new NotedEngine();
  placed = [];
  changes = [];
  ignored = [];
  messagesWaiting = false;
  let calls = 0;
  port = new BrowserLinePort({
    device: "desk",
    speakerphone: true,
    engine,
    ports: new PortEvents(engine),
    clock,
    codecs: ["opus", "PCMU"],
    tone: (tone) => ({ segments: [], repeatFrom: tones.indexOf(tone) }),
    ring: () => ({ pattern: [millis(400), millis(200), millis(400), millis(2000)] }),
  });
  line = new LineHost({
    device: "desk",
    port,
    desk: {
      nextLeg: () => `out${++calls}.a` as LegId,
      codecsBeside: () => [],
      transfer: () => [],
      refer: () => false,
      gather: () => true,
      place: (leg, what) => placed.push({ ...what, leg }),
    },
    world: { clock, log: memoryLog() },
    facts: () => ({
      messagesWaiting,
      forwarding: false,
      callWaiting: true,
      flash: "plain",
      transferOnHook: false,
      flashAdds: false,
      dialPlan: {
        home: { country: "CA", areaCode: "613" },
        help: ["911"],
        shortNumbers: false,
        telephones: [],
        rooms: [],
        codes: "nanp",
        speedDials: {},
      },
    }),
    ignored: (what, device) => ignored.push(`${device}: ${what}`),
    changed: () => changes.push(line.state()),
  });
  page = new Page();
});
const tones = ["dial", "stutter", "recall", "ringback", "busy", "reorder", "howler", "waiting"];

function attached(): Page {
  port.attach(page);
  page.does({ offer: "v=0 offer" });
  page.news();
  engine.heard();
  return page;
}

/** A leg at the line, and what its call hears of it. */
function offered(id: string): { readonly leg: Leg; readonly told: string[] } {
  const leg = line.offer(id as LegId);
  const told: string[] = [];
  leg.events((event) => told.push(shown(event)));
  return { leg, told };
}
const shown = (event: LegEvent): string =>
  event.on === "ended" ? `ended ${event.cause.kind}` : event.on;
const ring: LegCommand & { readonly do: "ring" } = {
  do: "ring",
  caller: { number: "+442079460123", name: "Margaret" },
  whenBusy: "wait",
};
const end: LegCommand = { do: "end", cause: because("normal") };

test("without a page the telephone is offline, and cannot ring", () => {
  assert.equal(line.state(), "offline");
  const { leg, told } = offered("in1.b1");
  leg.perform(ring);
  assert.deepEqual(told, ["ended unreachable"]);
});

test("a page that comes is told the state and the lamp, and the telephone is there", () => {
  messagesWaiting = true;
  port.attach(page);
  assert.deepEqual(page.news(), ["{state:idle}", "{lamp:false}", "{lamp:true}"]);
  assert.equal(line.state(), "idle");
  assert.deepEqual(changes, ["idle"]);
});

test("a page's offer is answered, and refused audio is told", () => {
  port.attach(page);
  page.news();
  page.does({ offer: "v=0 offer" });
  assert.deepEqual(page.news(), ["{answer:v=0 answer}"]);
  assert.equal(port.audio(), "line/desk/1");
  engine.refuses = true;
  page.does({ offer: "v=0 another" });
  assert.deepEqual(page.news(), ["{problem:media.noPorts}"]);
  assert.equal(port.audio(), undefined);
  assert.ok(engine.heard().includes("release line/desk/1"));
});

test("the handset is lifted, hears dial tone, dials, and the call is answered", () => {
  attached().does(lift);
  assert.deepEqual(engine.heard(), ["tone line/desk/1 0"]);
  page.dials("6135550142");
  assert.deepEqual(engine.heard(), ["stop line/desk/1"]);
  const [call] = placed;
  assert.ok(call);
  assert.deepEqual([call.device, call.dialled, call.emergency], ["desk", "6135550142", undefined]);
  assert.deepEqual(call.leg.audio(), { port: "line/desk/1", selected: true });
  assert.equal(line.state(), "busy");
  call.leg.perform({ do: "progress", audio: false });
  call.leg.perform({ do: "answer", mode: "normal" });
  assert.deepEqual(engine.heard(), ["tone line/desk/1 3", "stop line/desk/1"]);
  assert.deepEqual(page.news(), [
    "{state:dialTone}",
    "{state:dialing}",
    "{state:calling,party:{number:6135550142}}",
    "{state:talking,party:{number:6135550142}}",
  ]);
});

test("a call for help is placed as one", () => {
  attached().does(lift);
  page.dials("911");
  assert.equal(placed[0]?.emergency, true);
});

test("a call rings the handset, shows who calls, and is answered by lifting it", () => {
  attached();
  const { leg, told } = offered("in1.b1");
  leg.perform(ring);
  assert.equal(line.state(), "ringing");
  assert.deepEqual(page.news(), [
    "{ring:{caller:{number:+442079460123,name:Margaret},cadence:r1,pattern:[400,200,400,2000]}}",
    "{state:ringing,party:{number:+442079460123,name:Margaret}}",
  ]);
  page.does(lift);
  assert.deepEqual(told, ["ringing", "answered"]);
  assert.deepEqual(leg.audio(), { port: "line/desk/1", selected: true });
  page.does({ digit: "5" }, { flash: true });
  assert.deepEqual(told.slice(2), ["digit", "held"]);
  assert.deepEqual(leg.audio(), { port: "line/desk/1", selected: false });
  page.does({ flash: true });
  leg.perform(end);
  assert.deepEqual(told.slice(4), ["resumed", "ended normal"]);
});

test("who wishes not to be shown is not shown", () => {
  attached();
  const { leg } = offered("in1.b1");
  leg.perform({ ...ring, caller: { number: "+442079460123", name: "Margaret", hidden: true } });
  assert.equal(page.news()[0], "{ring:{caller:{},cadence:r1,pattern:[400,200,400,2000]}}");
});

/** Margaret talks, and the doctor waits. */
function twoCalls() {
  attached();
  const first = offered("in1.b1");
  first.leg.perform(ring);
  page.does(lift);
  page.news();
  engine.heard();
  const second = offered("in2.b1");
  second.leg.perform({ ...ring, caller: { number: "+16135550188" } });
  return { first, second };
}
const isHeard = ({ leg }: { readonly leg: Leg }) => leg.audio()?.selected;

test("a call in mid-call beeps and is shown; a flash answers it, and the page sees who is held", () => {
  const { first, second } = twoCalls();
  assert.deepEqual(page.news(), [
    "{state:callWaiting,party:{number:+442079460123,name:Margaret},waiting:{number:+16135550188}}",
  ]);
  assert.deepEqual(engine.heard(), ["tone line/desk/1 7"]);
  assert.deepEqual([isHeard(first), isHeard(second)], [true, false]);
  page.does({ flash: true });
  assert.deepEqual(page.news(), [
    "{state:alternating,party:{number:+16135550188},held:{number:+442079460123,name:Margaret}}",
  ]);
  assert.deepEqual(engine.heard(), ["stop line/desk/1"]);
  assert.deepEqual([isHeard(first), isHeard(second)], [false, true]);
  page.does({ flash: true });
  assert.deepEqual(page.news(), [
    "{state:alternating,party:{number:+442079460123,name:Margaret},held:{number:+16135550188}}",
  ]);
  assert.deepEqual(second.told, ["ringing", "answered", "held"]);
  assert.deepEqual(first.told, ["ringing", "answered", "held", "resumed"]);
});

test("hung up with one held, the telephone rings with it", () => {
  const { first, second } = twoCalls();
  page.does({ flash: true }, hangUp);
  assert.equal(line.state(), "ringing");
  assert.deepEqual(second.told.at(-1), "ended normal");
  page.does(lift);
  assert.deepEqual(first.told.at(-1), "resumed");
});

test("flash, a third number, its answer and a flash: three are heard, and shown", () => {
  attached();
  const first = offered("in1.b1");
  first.leg.perform(ring);
  page.does(lift, { flash: true });
  page.dials("6135550142");
  const third = placed[0]?.leg;
  assert.ok(third);
  third.perform({ do: "answer", mode: "normal" });
  page.news();
  page.does({ flash: true });
  assert.deepEqual(page.news(), [
    "{state:threeWay,party:{number:+442079460123,name:Margaret},third:{number:6135550142}}",
  ]);
  assert.deepEqual([isHeard(first), third.audio()?.selected], [true, true]);
});

test("a telephone that goes for good leaves nobody on hold or waiting", () => {
  const { first, second } = twoCalls();
  page.does({ flash: true });
  page.close();
  runs(seconds(8));
  assert.deepEqual([first.told.at(-1), second.told.at(-1)], ["ended unreachable", "ended normal"]);
  assert.equal(clock.pending, 0);
});

test("another page takes the telephone over in the midst of a call; the first is told so", () => {
  attached();
  const { leg, told } = offered("in1.b1");
  let moves = 0;
  leg.audioChanged(() => moves++);
  leg.perform(ring);
  page.does(lift);
  const second = new Page();
  port.attach(second);
  assert.equal(page.news().at(-1), "{replaced:true}");
  assert.equal(page.isOpen, false);
  assert.equal(second.news()[0], "{state:talking,party:{number:+442079460123,name:Margaret}}");
  moves = 0;
  second.does({ offer: "v=0 second" });
  assert.deepEqual(leg.audio(), { port: "line/desk/2", selected: true });
  assert.ok(moves > 0);
  assert.ok(engine.heard().includes("release line/desk/1"));
  page.does(hangUp);
  assert.deepEqual(told, ["ringing", "answered"], "the page that was replaced says nothing more");
  second.does(hangUp);
  assert.deepEqual(told.at(-1), "ended normal");
});

test("a page that comes back within eight seconds finds its ringing again, one that does not ends the call", () => {
  attached();
  const { leg, told } = offered("in1.b1");
  leg.perform(ring);
  page.close();
  runs(seconds(7));
  assert.equal(line.state(), "ringing");
  const again = new Page();
  port.attach(again);
  assert.match(again.news().at(-1) ?? "", /^{ring:/);
  again.close();
  runs(seconds(8));
  assert.deepEqual(told, ["ringing", "ended unreachable"]);
  assert.equal(line.state(), "offline");
});

test("a page that goes while nothing happens leaves nothing behind", () => {
  attached();
  page.close();
  assert.equal(line.state(), "offline");
  assert.deepEqual(engine.heard(), ["release line/desk/1"]);
  assert.equal(clock.pending, 0);
});

test("a tone that sounds goes on at a page that came for it", () => {
  attached().does(lift);
  const second = new Page();
  port.attach(second);
  engine.heard();
  second.does({ offer: "v=0 second" });
  assert.deepEqual(engine.heard().at(-1), "tone line/desk/2 0");
});

test("the path broke: the page is told, and its next offer goes on where the call was", () => {
  attached();
  const { leg } = offered("in1.b1");
  leg.perform(ring);
  page.does(lift);
  page.news();
  const lost = problem("media.lost", "no packets");
  engine.tell({ on: "lost", port: "line/desk/1" as never, problem: lost });
  assert.deepEqual(page.news(), ["{problem:media.lost}"]);
  assert.equal(leg.audio(), undefined);
  page.does({ offer: "v=0 again" });
  assert.deepEqual(leg.audio(), { port: "line/desk/2", selected: true });
});

test("nonsense from a page is ignored", () => {
  attached().does(lift, { digit: "55" }, { digit: "x" }, {} as HandsetSense);
  assert.deepEqual(page.news(), ["{state:dialTone}"]);
  page.does({ offer: "x".repeat(70_000) });
  assert.deepEqual(page.news(), ["{problem:handset.offerTooLong}"]);
});

/** What brings the line there, one thing after another. */
const ways: Readonly<Record<string, readonly (() => void)[]>> = {
  "dial tone": [() => page.does(lift)],
  dialling: [() => page.does(lift), () => page.dials("61")],
  calling: [() => page.does(lift), () => page.dials("6135550142")],
  "the reorder tone": [() => page.does(lift), () => runs(seconds(16))],
  "the howler": [() => page.does(lift), () => runs(seconds(50))],
  lockout: [() => page.does(lift), () => runs(seconds(120))],
  talking: [() => offered("in1.b1").leg.perform(ring), () => page.does(lift)],
};
for (const [name, come] of Object.entries(ways))
  test(`on-hook in ${name} leaves an idle line and no alarm`, () => {
    attached();
    for (const step of come) step();
    assert.equal(line.state(), "busy");
    page.does(hangUp);
    assert.equal(line.state(), "idle");
    assert.equal(clock.pending, 0);
    assert.equal(page.news().at(-1), "{state:idle}");
  });

test("what a handset on its hook cannot do changes nothing, and is counted", () => {
  attached();
  const { leg, told } = offered("in1.b1");
  page.does({ digit: "5" }, { flash: true }, { hook: "on" });
  leg.perform(ring);
  page.does({ digit: "5" });
  assert.equal(line.state(), "ringing");
  page.does({ hook: "off" });
  page.does({ hook: "off" });
  assert.deepEqual(told, ["ringing", "answered"]);
  assert.deepEqual(ignored, [
    "desk: digit while on hook",
    "desk: flash while on hook",
    "desk: on hook twice",
    "desk: digit while on hook",
    "desk: off hook twice",
  ]);
});

test("a line that is taken away ends its calls and lets go of everything", () => {
  attached();
  const { leg, told } = offered("in1.b1");
  leg.perform(ring);
  page.does(lift);
  line.close();
  assert.deepEqual(told.at(-1), "ended lost");
  assert.equal(page.isOpen, false);
  assert.equal(clock.pending, 0);
  assert.ok(engine.heard().includes("release line/desk/1"));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answer,
  dial,
  digit,
  end,
  facts,
  incoming,
  on,
  outgoing,
  progress,
  ring,
  stateAfter,
  states,
  story,
  timer,
  to,
  ways,
  word,
} from "../../../test/calls/lineStory.ts";
import type { LineEvent, LineFacts } from "./line.ts";
import { lineMachine } from "./lineMachine.ts";

test("there is a way into every state", () => {
  const rows = table.trim().split("\n").slice(1);
  assert.deepEqual(rows.map((row) => row.split(" ")[0]).toSorted(), states.toSorted());
  for (const name of states) {
    const reached = stateAfter(ways[name]).name;
    assert.ok(name.toLowerCase().startsWith(reached.toLowerCase()) || name === "waitingAlone");
  }
});

/* State × event: where each leads; a dot where nothing changes. */

const columns: Readonly<Record<string, LineEvent>> = {
  offHook: on("offHook"),
  onHook: on("onHook"),
  flash: on("flash"),
  digit: digit("5"),
  timer: timer("reorder"),
  ring: ring("in2.b1"),
  end: end("in1.b1"),
  "end out": end("out1.a", "busy"),
  answer,
};
const table = `
                   offHook  onHook  flash       digit   timer  ring        end      end out     answer
idle               dialTone .       .           .       .      ringing     .        .           .
ringing            talking  .       .           .       .      .           idle     .           .
ringingBack        talking  .       .           .       .      .           idle     .           .
dialTone           .        idle    .           dialing .      .           .        .           .
dialing            .        idle    .           .       .      .           .        .           .
dialingHeld        .        ringing talking     .       .      .           .        .           .
serviceCode        .        idle    .           dialing .      .           .        .           .
calling            .        idle    .           .       .      .           .        reorder     talking
talking            .        idle    recall      .       .      callWaiting parted   .           .
callWaiting        .        ringing alternating .       .      .           .        .           .
whispered          .        idle    alternating .       .      .           talking  .           .
interrupted        .        ringing alternating .       .      .           talking  .           .
waitingAlone       .        ringing talking     .       .      .           .        .           .
alternating        .        ringing .           .       .      .           talking  .           .
recall             .        ringing talking     dialing .      .           dialTone .           .
consulting         .        ringing talking     .       .      .           calling  reorder     .
consultingAnswered .        ringing threeWay    .       .      .           talking  talking     .
threeWay           .        idle    talking     .       .      .           talking  talking     .
parted             .        idle    dialTone    .       .      .           .        .           .
reorder            .        idle    dialTone    .       howler .           .        .           .
reorderHeld        .        ringing talking     .       recall .           .        .           .
howler             .        idle    .           .       .      .           .        .           .
lockout            .        idle    .           .       .      .           .        .           .
`;

for (const row of table.trim().split("\n").slice(1)) {
  const [name = "", ...wanted] = row.trim().split(/ +/);
  test(`what each event does to a line that is ${name}`, () => {
    const way = ways[name as keyof typeof ways];
    const before = stateAfter(way).name;
    const seen = Object.values(columns).map((event) => {
      const next = stateAfter([...way, event]).name;
      return next === before ? "." : next;
    });
    assert.deepEqual(seen, wanted);
  });
}

/* Stories. */

test("a call comes, is answered, and the caller hangs up first", () =>
  assert.deepEqual(
    story([ring("in1.b1"), on("offHook"), end("in1.b1"), timer("parted"), on("onHook")]),
    [
      "ringing: ring r1, in1.b1 ringing",
      "talking: stopRinging, hears in1.b1, in1.b1 answered",
      "parted: hears nobody, in1.b1 ended normal, silence, parted+5",
      "reorder: reorder tone, reorder+30",
      "idle: -reorder, silence",
    ],
  ));

test("a caller who gives up stops the ringing", () =>
  assert.deepEqual(story([ring("in1.b1"), end("in1.b1", "cancelled")]), [
    "ringing: ring r1, in1.b1 ringing",
    "idle: stopRinging, in1.b1 ended cancelled",
  ]));

test("dial tone stops at the first digit, and the last digit places the call", () =>
  assert.deepEqual(story([...outgoing, progress(false), answer, on("onHook")]), [
    "dialTone: dial tone, firstDigit+16",
    "dialing: -firstDigit, silence, interDigit+16",
    ...Array.from("13555", () => "dialing: interDigit+16"),
    "dialing: interDigit+4",
    "dialing: interDigit+16",
    "dialing: interDigit+16",
    "calling: -interDigit, hears out1.a, place 6135550142",
    "calling: ringback tone",
    "talking: silence",
    "idle: silence, hears nobody, out1.a ended normal",
  ]));

test("seven digits wait a short while for more, and # does not wait", () => {
  const local = [on("offHook"), ...dial("5550142")];
  assert.equal(
    story([...local, timer("interDigit")]).at(-1),
    "calling: hears out1.a, place 5550142",
  );
  assert.equal(
    story([...local, digit("#")]).at(-1),
    "calling: -interDigit, hears out1.a, place 5550142",
  );
});

test("half a number gets the reorder tone", () =>
  assert.equal(
    story([on("offHook"), ...dial("613"), timer("interDigit")]).at(-1),
    "reorder: reorder tone, reorder+30",
  ));

test("911 is placed at its last digit, as a call for help that a flash does not hold", () =>
  assert.deepEqual(story([on("offHook"), ...dial("911"), answer, on("flash")]).slice(3), [
    "calling: -interDigit, hears out1.a, place 911 for help",
    "talking: silence",
    "talking: ",
  ]));

test("a busy number sounds busy, any other trouble reorder", () => {
  assert.deepEqual(story([...outgoing, end("out1.a", "busy")]).slice(-1), [
    "reorder: hears nobody, out1.a ended busy, busy tone, reorder+30",
  ]);
  assert.deepEqual(story([...outgoing, end("out1.a")]).slice(-1), [
    "reorder: hears nobody, out1.a ended normal, reorder tone, reorder+30",
  ]);
});

test("who hangs up before the answer has cancelled", () =>
  assert.equal(
    story([...outgoing, on("onHook")]).at(-1),
    "idle: silence, hears nobody, out1.a ended cancelled",
  ));

test("with audio before the answer the line makes no ringback of its own", () =>
  assert.deepEqual(story([...outgoing, progress(false), progress(true)]).slice(-2), [
    "calling: ringback tone",
    "calling: silence",
  ]));

test("a flash holds the call and gives recall dial tone; the next takes it back", () =>
  assert.deepEqual(story([...incoming, on("flash"), on("flash")]).slice(2), [
    "recall: hears nobody, recall tone, in1.b1 held, firstDigit+16",
    "talking: -firstDigit, silence, hears in1.b1, in1.b1 resumed",
  ]));

test("a second call finds the line busy, in whatever it is but a talk", () => {
  for (const name of states.filter((state) => state !== "idle" && state !== "talking")) {
    const [state] = stateAfter(ways[name]).name.split(" ");
    assert.equal(story([...ways[name], ring("in3.b1")]).at(-1), `${state}: in3.b1 ended busy`);
  }
});

test("a handset left off its hook is told so, ever more loudly, and then left alone", () =>
  assert.deepEqual(
    story([on("offHook"), timer("firstDigit"), timer("reorder"), timer("howler"), on("onHook")]),
    [
      "dialTone: dial tone, firstDigit+16",
      "reorder: reorder tone, reorder+30",
      "howler: howler tone, howler+60",
      "lockout: silence",
      "idle: silence",
    ],
  ));

test("dial tone says that messages wait, or that calls are forwarded", () => {
  const tone = (known: Partial<LineFacts>) => story([on("offHook")], { ...facts, ...known })[0];
  assert.equal(tone({ messagesWaiting: true }), "dialTone: stutter tone, firstDigit+16");
  assert.equal(tone({ forwarding: true }), "dialTone: special tone, firstDigit+16");
});

test("the lamp follows the messages in any state", () => {
  for (const name of states) {
    const known = { ...facts, messagesWaiting: true };
    const step = lineMachine.step(stateAfter(ways[name]), on("messagesChanged"), known);
    assert.deepEqual([step[0], step[1].map(word)], [stateAfter(ways[name]), ["lamp on"]]);
  }
});

test("a line does not follow a transfer, and says so", () =>
  assert.equal(
    story([...incoming, to("in1.b1", { do: "transfer", address: "sip:x@y" })]).at(-1),
    "talking: in1.b1 commandFailed",
  ));

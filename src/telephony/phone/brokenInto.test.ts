/** Calls that come into the call that a SIP phone is in: its session stays, what is heard there changes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answered,
  dials,
  end,
  ended,
  facts,
  last,
  ring,
  rings,
  says,
  story,
} from "../../../test/calls/phoneStory.ts";
import type { PhoneEvent } from "./phone.ts";

const talking = [ring("b1"), answered("b1")];
const speaks = rings("b2", { whenBusy: "speak", oneWay: true });
const breaksIn = rings("b2", { whenBusy: "interrupt" });
const takesOver = rings("b2", { whenBusy: "interrupt", existing: "end" });
const heard: PhoneEvent = { on: "timer", timer: "warning" };

const behind = (events: readonly PhoneEvent[], known = facts): string[] =>
  story([...talking, ...events], known).slice(talking.length);

test("an idle phone is rung, one way or not", () => {
  assert.equal(last([speaks]), "ringing b2 offered: session b2 ring");
  assert.equal(last([breaksIn]), "ringing b2 offered: session b2 ring");
});

test("who speaks one way is heard within the call, and is gone without a trace", () =>
  assert.deepEqual(
    behind([speaks, says("b1", { on: "digit", digit: "5", by: "audio" }), end("b2")]),
    [
      "busy b1 talking, b2 whispering: b2 whispers at b1, tell b2 answered",
      "busy b1 talking, b2 whispering: tell b1 digit",
      "busy b1 talking: tell b2 ended normal",
    ],
  ));

test("the star, or a flash, speaks back: the call is put aside, and comes back behind it", () =>
  assert.deepEqual(
    behind([speaks, says("b1", { on: "digit", digit: "*", by: "audio" }), end("b2")]),
    [
      "busy b1 talking, b2 whispering: b2 whispers at b1, tell b2 answered",
      "busy b1 parked, b2 talking: tell b1 held, b1 gives its session to b2, tell b2 flash",
      "busy b1 talking: b2 gives its session to b1, tell b2 ended normal, tell b1 resumed",
    ],
  ));

test("the call ends under a whisper: so does the whisper", () => {
  assert.match(behind([speaks, ended("b1")]).at(-1) ?? "", /^idle: .*tell b2 ended normal$/);
  assert.match(behind([speaks, end("b1")]).at(-1) ?? "", /session b1 end.*tell b2 ended normal$/);
});

test("whoever breaks in: a warning, the call put aside, and taken back", () =>
  assert.deepEqual(behind([breaksIn, heard, end("b2")]), [
    "busy b1 talking, b2 warning: warn b1, warning+2, tell b2 ringing",
    "busy b1 parked, b2 talking: tell b1 held, b1 gives its session to b2, tell b2 answered",
    "busy b1 talking: b2 gives its session to b1, tell b2 ended normal, tell b1 resumed",
  ]));

test("or the call is ended, and its session goes on with the other", () =>
  assert.deepEqual(behind([takesOver, heard, end("b2")]), [
    "busy b1 talking, b2 warning: warn b1, warning+2, tell b2 ringing",
    "busy b2 talking: b1 gives its session to b2, tell b1 ended preempted, tell b2 answered",
    "busy b2 leaving: session b2 end normal",
  ]));

test("the phone hangs up on who broke in: it rings with the call that was put aside", () =>
  assert.deepEqual(behind([breaksIn, heard, ended("b2"), answered("b1")]).slice(2), [
    "busy b1 ringingBack: tell b2 ended normal, ringBack+60, session b1 ring",
    "busy b1 talking: -ringBack, tell b1 resumed",
  ]));

test("and after a minute no more", () =>
  assert.deepEqual(
    behind([breaksIn, heard, ended("b2"), { on: "timer", timer: "ringBack" }, ended("b1")]).slice(
      3,
    ),
    ["busy b1 leaving: session b1 end normal", "idle: tell b1 ended normal"],
  ));

test("a flash during the warning: the owner need not wait for its end", () =>
  assert.equal(
    behind([breaksIn, says("b1", { on: "flash" })]).at(-1),
    "busy b1 parked, b2 talking: -warning, tell b1 held, b1 gives its session to b2, tell b2 answered",
  ));

test("who is put aside may hang up; the other goes on", () =>
  assert.deepEqual(behind([breaksIn, heard, end("b1"), end("b2")]).slice(2), [
    "busy b2 talking: tell b1 ended normal",
    "busy b2 leaving: session b2 end normal",
  ]));

test("the call ends during the warning: the phone rings with the other", () =>
  assert.equal(
    behind([breaksIn, ended("b1")]).at(-1),
    "ringing b2 offered: tell b1 ended normal, -warning, session b2 ring",
  ));

test("who was to break in gives up", () =>
  assert.equal(
    behind([breaksIn, end("b2")]).at(-1),
    "busy b1 talking: -warning, tell b2 ended normal",
  ));

test("never into a call for help, one behind *70, one that broke in, or while the phone dials", () => {
  const busy = /tell b2 ended busy$/;
  for (const intrusion of [speaks, breaksIn, takesOver]) {
    assert.match(last([dials("a1", "911"), intrusion]) ?? "", busy);
    assert.match(last([dials("a1", "*705550142"), intrusion]) ?? "", busy);
    assert.match(last([dials("a1", "5550142"), intrusion]) ?? "", busy);
  }
  const another = rings("b3", { whenBusy: "interrupt", existing: "end" });
  assert.match(last([...talking, breaksIn, another]) ?? "", /tell b3 ended busy$/);
  assert.match(last([...talking, takesOver, heard, another]) ?? "", /tell b3 ended busy$/);
});

test("it needs no call waiting", () =>
  assert.match(behind([breaksIn], { ...facts, callWaiting: false })[0] ?? "", /tell b2 ringing$/));

/** Calls that come into a call otherwise than by waiting: spoken one way, or in its place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answer,
  dial,
  digit,
  end,
  incoming,
  interrupted,
  on,
  ring,
  story,
  timer,
  twoCalls,
  whispered,
} from "../../../test/calls/lineStory.ts";
import type { LineEvent } from "./line.ts";

const last = (many: number, events: readonly LineEvent[]) => story(events).slice(-many);
const speaks = ring("in2.b1", { whenBusy: "speak", oneWay: true });
const breaksIn = ring("in2.b1", { whenBusy: "interrupt" });
const help = [on("offHook"), ...dial("911"), answer];
const busy = ["talking: in2.b1 ended busy"];

/* One way. */

test("on the hook an announced call rings, and a key speaks back", () =>
  assert.deepEqual(story([speaks, on("offHook"), digit("5"), digit("6")]), [
    "ringing: ring r1, announced, in2.b1 ringing",
    "talking: stopRinging, hears in2.b1, in2.b1 answered",
    "talking: in2.b1 digit",
    "talking: in2.b1 digit",
  ]));

test("a flash speaks back too, and only then holds", () =>
  assert.deepEqual(last(2, [speaks, on("offHook"), on("flash"), on("flash")]), [
    "talking: in2.b1 flash",
    "recall: hears nobody, recall tone, in2.b1 held, firstDigit+16",
  ]));

test("in a call it is whispered, and the call stands as it was when it ends", () =>
  assert.deepEqual(last(3, [...whispered, digit("5"), end("in2.b1")]), [
    "whispered: hears in1.b1, whispered in2.b1, in2.b1 answered by whisper",
    "whispered: in1.b1 digit",
    "talking: hears in1.b1, in2.b1 ended normal",
  ]));

test("a flash answers the whisper: the call is held, and another flash swaps", () =>
  assert.deepEqual(last(2, [...whispered, on("flash"), on("flash")]), [
    "alternating: in1.b1 held, hears in2.b1, in2.b1 flash",
    "alternating: in2.b1 held, hears in1.b1, in1.b1 resumed",
  ]));

test("the call ends under a whisper: the speaker is heard alone", () =>
  assert.deepEqual(last(1, [...whispered, end("in1.b1")]), [
    "talking: hears in2.b1, in1.b1 ended normal",
  ]));

test("on the hook under a whisper, both are over", () =>
  assert.deepEqual(last(1, [...whispered, on("onHook")]), [
    "idle: silence, hears nobody, in1.b1 ended normal, in2.b1 ended normal",
  ]));

test("nobody whispers into a call for help, nor where two calls are", () => {
  assert.deepEqual(last(1, [...help, speaks]), busy);
  const third = ring("in3.b1", { whenBusy: "speak", oneWay: true });
  assert.deepEqual(last(1, [...twoCalls, third]), ["callWaiting: in3.b1 ended busy"]);
  assert.deepEqual(last(1, [...whispered, third]), ["whispered: in3.b1 ended busy"]);
});

/* In its place. */

test("a warning is heard, the call is held, and taken back when the other has ended", () =>
  assert.deepEqual(last(3, [...interrupted, timer("interrupt"), end("in2.b1")]), [
    "interrupted: interrupt tone, interrupt+2, in2.b1 ringing",
    "alternating: silence, in1.b1 held, hears in2.b1, in2.b1 answered by interrupt",
    "talking: in2.b1 ended normal, silence, hears in1.b1, in1.b1 resumed",
  ]));

test("or the call is ended, because it was preempted", () =>
  assert.deepEqual(
    last(1, [
      ...incoming,
      ring("in2.b1", { whenBusy: "interrupt", existing: "end" }),
      timer("interrupt"),
    ]),
    ["talking: in1.b1 ended preempted, silence, hears in2.b1, in2.b1 answered by interrupt"],
  ));

test("a flash does not wait for the end of the warning", () =>
  assert.deepEqual(last(1, [...interrupted, on("flash")]), [
    "alternating: -interrupt, silence, in1.b1 held, hears in2.b1, in2.b1 answered by interrupt",
  ]));

test("whoever breaks in gives up, or the call ends by itself, or the handset is put down", () => {
  assert.deepEqual(last(1, [...interrupted, end("in2.b1", "cancelled")]), [
    "talking: -interrupt, silence, in2.b1 ended cancelled",
  ]);
  assert.deepEqual(last(1, [...interrupted, end("in1.b1")]), [
    "talking: -interrupt, in1.b1 ended normal, silence, hears in2.b1, in2.b1 answered by interrupt",
  ]);
  assert.deepEqual(last(1, [...interrupted, on("onHook")]), [
    "ringing: -interrupt, in1.b1 ended normal, silence, hears nobody, ring r1, in2.b1 ringing",
  ]);
});

test("who only waits gives way", () =>
  assert.deepEqual(last(1, [...twoCalls, ring("in3.b1", { whenBusy: "interrupt" })]), [
    "interrupted: silence, in2.b1 ended busy, interrupt tone, interrupt+2, in3.b1 ringing",
  ]));

test("never a call for help, nor one behind *70, nor one that itself broke in", () => {
  assert.deepEqual(last(1, [...help, breaksIn]), busy);
  const alone = [on("offHook"), ...dial("*706135550142"), answer, breaksIn];
  assert.deepEqual(last(1, alone), busy);
  const another = ring("in3.b1", { whenBusy: "interrupt", existing: "end" });
  assert.deepEqual(last(1, [...interrupted, another]), ["interrupted: in3.b1 ended busy"]);
  assert.deepEqual(last(1, [...interrupted, timer("interrupt"), end("in1.b1"), another]), [
    "talking: in3.b1 ended busy",
  ]);
});

test("on the hook, whoever may break in just rings", () =>
  assert.deepEqual(last(1, [breaksIn]), ["ringing: ring r1, in2.b1 ringing"]));

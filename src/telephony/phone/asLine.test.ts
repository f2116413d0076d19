/** A phone that flashes: the session that it flashed in is run as a line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answer,
  answered,
  dials,
  end,
  ended,
  facts,
  ring,
  says,
  story,
  to,
} from "../../../test/calls/phoneStory.ts";
import { because, type LegEvent } from "../call/leg.ts";
import type { PhoneEvent, PhoneFacts } from "./phone.ts";

const line = (event: LegEvent): PhoneEvent => ({ on: "line", event });
const flash = line({ on: "flash" });
const hangsUp = line({ on: "ended", cause: because("normal") });
const keys = (digits: string): readonly PhoneEvent[] =>
  [...digits].map((digit) => line({ on: "digit", digit, by: "audio" }));
const talking = [ring("b1"), answered("b1")];
const flashes = (leg: string): PhoneEvent => says(leg, { on: "flash" });

const behind = (events: readonly PhoneEvent[], more: Partial<PhoneFacts> = {}): string[] =>
  story([...talking, ...events], { ...facts, ...more }).slice(talking.length);
const third = keys("6135550142");
const dialled = (events: readonly PhoneEvent[], more: Partial<PhoneFacts> = {}): string[] =>
  behind([flashes("b1"), ...third, ...events], more).slice(third.length);

test("a flash in mid-call: dial tone, and the next one takes the call back", () =>
  assert.deepEqual(behind([flashes("b1"), flash]), [
    "line recall: b1 becomes a line, hears nobody, tone recall, tell b1 held, firstDigit+16",
    "busy b1 talking: -firstDigit, silence, hears b1, tell b1 resumed, back to b1",
  ]));

test("a third party is dialled, spoken to, and the next flash joins all three", () =>
  assert.deepEqual(dialled([answer("n.a"), flash, flash]), [
    "line consulting: -interDigit, hears n.a, place 6135550142 as n.a",
    "line consulting: silence",
    "line threeWay: silence, hears b1 n.a, tell b1 resumed",
    "busy b1 talking: hears b1, tell n.a ended normal, back to b1",
  ]));

test("or, where a flash adds one, they wait while a further one is called", () =>
  assert.equal(
    dialled([answer("n.a"), flash, flash], { flashAdds: true }).at(-1),
    "line recall: n.a joins b1, tell n.a ended normal, hears nobody, tone recall, tell b1 held, firstDigit+16",
  ));

test("a flash while the third is rung gives it up", () =>
  assert.equal(
    dialled([flash]).at(-1),
    "busy b1 talking: tell n.a ended cancelled, silence, hears b1, tell b1 resumed, back to b1",
  ));

test("the first one hangs up meanwhile: the session is the third's", () =>
  assert.deepEqual(dialled([end("b1"), answer("n.a"), end("n.a")]).slice(1), [
    "line calling: tell b1 ended normal",
    "busy n.a talking: silence, back to n.a",
    "busy n.a leaving: session n.a end normal",
  ]));

test("a call that waits is answered in the same session, and each further flash swaps", () =>
  assert.deepEqual(behind([ring("b2"), flashes("b1"), flash, end("b1")]).slice(1), [
    "line alternating: b1 becomes a line, withdraw b2, silence, tell b1 held, hears b2, tell b2 answered",
    "line alternating: tell b2 held, hears b1, tell b1 resumed",
    "busy b2 talking: tell b1 ended normal, silence, hears b2, tell b2 resumed, back to b2",
  ]));

test("a phone that leaves its flash to us hears the waiting tone in its call", () =>
  assert.deepEqual(behind([ring("b2"), flash], { sendsFlash: true }), [
    "line callWaiting: b1 becomes a line, callWaiting, tell b2 ringing",
    "line alternating: silence, tell b1 held, hears b2, tell b2 answered",
  ]));

test("unless the owner wants no call waiting, or it may not wait", () => {
  const sendsFlash = true;
  for (const last of [
    behind([ring("b2")], { sendsFlash, callWaiting: false }),
    behind([ring("b2", "skip")], { sendsFlash }),
  ])
    assert.deepEqual(last, ["busy b1 talking: tell b2 ended busy"]);
});

test("hung up while another waits, or is held: it rings by an INVITE of its own", () => {
  assert.deepEqual(behind([ring("b2"), hangsUp, answered("b2")], { sendsFlash: true }).slice(1), [
    "ringing b2 offered: tell b1 ended normal, silence, hears nobody, tell b2 ringing, line end, session b2 ring",
    "busy b2 talking: tell b2 answered",
  ]);
  assert.deepEqual(behind([flashes("b1"), hangsUp, answered("b1")]).slice(1), [
    "busy b1 ringingBack: -firstDigit, silence, hears nobody, ringBack+60, line end, session b1 ring",
    "busy b1 talking: -ringBack, tell b1 resumed",
  ]);
});

test("hung up with two: they are put through, where the owner wishes so", () =>
  assert.equal(
    dialled([answer("n.a"), hangsUp], { transferOnHook: true }).at(-1),
    "idle: silence, hears nobody, b1 and n.a put through, line end",
  ));

test("R4 puts both through; the phone is hung up on after a moment of quiet", () =>
  assert.deepEqual(
    dialled([answer("n.a"), flash, ...keys("4"), { on: "timer", timer: "parted" }], {
      flash: "etsi",
    }).slice(2),
    [
      "line flashed: command+1",
      "line parted: -command, silence, hears nobody, b1 and n.a put through, silence, parted+5",
      "idle: tone reorder, reorder+30, -reorder, silence, line end",
    ],
  ));

test("nothing is dialled and nobody is there: it is hung up on instead of howled at", () =>
  assert.match(
    behind([
      flashes("b1"),
      end("b1"),
      { on: "timer", timer: "firstDigit" },
      { on: "timer", timer: "reorder" },
    ]).at(-1) ?? "",
    /^idle: tone howler, .*line end$/,
  ));

test("a call for help is never held, nor is one that is not answered", () => {
  const [, help] = story([dials("a1", "911"), answer("a1"), flashes("a1")]).slice(-2);
  assert.equal(help, "busy a1 talking: ");
  assert.equal(story([dials("a1", "5550142"), flashes("a1")]).at(-1), "busy a1 placed: ");
});

test("who broke in and who was put aside are swapped", () =>
  assert.equal(
    behind([
      {
        on: "leg",
        leg: "b2" as never,
        command: { do: "ring", caller: {}, whenBusy: "interrupt" },
      },
      { on: "timer", timer: "warning" },
      flashes("b2"),
    ]).at(-1),
    "line alternating: b2 becomes a line, tell b2 held, hears b1, tell b1 resumed",
  ));

test("a call that the phone holds by itself stands beside the line, and so does what it dials", () => {
  const beside = behind([
    ring("b2"),
    answered("b2"),
    flashes("b2"),
    ended("b1"),
    dials("a1", "12"),
  ]);
  assert.deepEqual(beside.slice(2), [
    "line recall b1 talking: b2 becomes a line, hears nobody, tone recall, tell b2 held, firstDigit+16",
    "line recall: tell b1 ended normal",
    "line recall a1 placed: place 12 as a1",
  ]);
});

test("keys reach whoever is heard; the phone's own hold is passed on; it transfers by flash alone", () =>
  assert.deepEqual(
    dialled([
      answer("n.a"),
      ...keys("7"),
      line({ on: "held" }),
      line({ on: "transferAsked", address: "sip:x@example.net" }),
      ended("b9"),
    ]).slice(2),
    [
      "line consulting: tell n.a digit",
      "line consulting: tell n.a held",
      "line consulting: line refuseTransfer",
      "line consulting: ",
    ],
  ));

test("a fax machine is heard while another call waits: that one finds it busy, and its sound goes as it is", () =>
  assert.deepEqual(
    behind([ring("b2"), line({ on: "modem" }), to("b1", { do: "voiceBandData" }), ring("b3")], {
      sendsFlash: true,
    }).slice(1),
    [
      "line callWaiting: tell b1 modem",
      "busy b1 talking: silence, line voiceBandData, tell b2 ended busy, back to b1",
      "busy b1 talking: tell b3 ended busy",
    ],
  ));

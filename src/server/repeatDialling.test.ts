import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds, wallTime } from "#kit/time.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { because, type CallId } from "#telephony/call/leg.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";
import { RepeatDialling } from "./repeatDialling.ts";

function desk() {
  const clock = new VirtualClock();
  const called: string[] = [];
  const ended: CallId[] = [];
  const rang = new Map<CallId, () => void>();
  const repeat = new RepeatDialling({
    clock,
    state: () => "idle",
    call(device, dialled, itRang) {
      const id = `c${called.push(`${device} ${dialled}`)}` as CallId;
      rang.set(id, itRang);
      return id;
    },
    end: (id) => ended.push(id),
  });
  return { clock, called, ended, rang, repeat };
}
const busy = (id: string): CallRecord => ({
  id: id as CallId,
  direction: "out",
  from: {},
  to: "5550177",
  began: wallTime(0),
  cause: because("busy"),
  legs: [],
});

test("a telephone waits for five numbers at most, the house for twenty; the same again is no other", () => {
  const { repeat } = desk();
  const tries = [1, 2, 3, 4, 5, 6].map((n) => repeat.add("kitchen", `555017${n}`));
  assert.deepEqual(tries, [true, true, true, true, true, false]);
  assert.ok(repeat.add("kitchen", "5550171"));
  for (const device of ["a", "b", "c"])
    for (let n = 0; n < 5; n++) assert.ok(repeat.add(device, `555018${n}`));
  assert.ok(!repeat.add("d", "5550190"));
  repeat.stop("a");
  assert.ok(repeat.add("d", "5550190"));
  repeat.close();
});

test("an attempt in vain is followed by the next; one that rang is the last, whatever came of it", () => {
  const { clock, called, rang, repeat } = desk();
  repeat.add("kitchen", "5550177");
  clock.runs(seconds(30));
  assert.ok(repeat.isInVain(busy("c1")));
  repeat.ended(busy("c1"));
  clock.runs(seconds(30));
  rang.get("c2" as CallId)?.();
  assert.ok(!repeat.isInVain(busy("c2")));
  repeat.ended(busy("c2"));
  clock.runs(minutes(5));
  assert.deepEqual(called, ["kitchen 5550177", "kitchen 5550177"]);
});

test("stopped in the middle of an attempt: that call ends", () => {
  const { clock, ended, repeat } = desk();
  repeat.add("kitchen", "5550177");
  clock.runs(seconds(30));
  repeat.stop("kitchen");
  assert.deepEqual(ended, ["c1"]);
  clock.runs(minutes(5));
});

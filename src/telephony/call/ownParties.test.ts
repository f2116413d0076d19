import assert from "node:assert/strict";
import { test } from "node:test";
import { replay } from "#kit/machine.ts";
import { wallTime } from "#kit/time.ts";
import type { CallEvent } from "./call.ts";
import { callMachine, startCall } from "./callMachine.ts";
import { because, type CallId, type LegEvent, type LegId } from "./leg.ts";
import type { Plan } from "./plan.ts";

/** A call to one of our own parties, answered, and what happens then. */
function afterAnswer(plan: Plan, ...events: readonly CallEvent[]) {
  const from = { number: "+442079460123" };
  const about = {
    id: "c1" as CallId,
    direction: "in" as const,
    from,
    to: "5550142",
    began: wallTime(0),
  };
  const facts = { now: wallTime(5000), reach: () => [], leftToday: () => undefined };
  const decided: CallEvent = { on: "directed", decision: { plan, because: [], cause: null } };
  const all = [decided, leg("b1", { on: "answered" }), ...events];
  return replay(callMachine, startCall(about)[0], all, facts).at(-1);
}
const leg = (name: string, event: LegEvent): CallEvent => ({
  on: "leg",
  leg: `c1.${name}` as LegId,
  event,
});
const ended = (name: string): CallEvent => leg(name, { on: "ended", cause: because("normal") });

test("a caller hangs up in the midst of a message: it is written behind the goodbye, and is the outcome", () => {
  const left = leg("b1", { on: "messageLeft", message: "m1" });
  const [state] = afterAnswer([{ do: "mailbox" }], ended("a"), left, ended("b1")) ?? [];
  assert.ok(state?.name === "over");
  assert.deepEqual([state.record.outcome, state.record.message], ["message", "m1"]);
});

for (const step of ["messages", "echo"] as const)
  test(`${step}: digits that came with the sound are told to it`, () => {
    const pressed = leg("a", { on: "digit", digit: "7", by: "audio" });
    const [, effects] = afterAnswer([{ do: step }], pressed) ?? [];
    assert.deepEqual(effects, [
      { do: "command", leg: "c1.b1", command: { do: "sendDigit", digit: "7" } },
    ]);
  });

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wallTime } from "#kit/time.ts";
import { event, id, plan, Shell } from "../../../test/calls/callShell.ts";
import type { CallAbout } from "./call.ts";
import { fetchCall, startCall } from "./callMachine.ts";
import { callerLeg } from "./leg.ts";
import { isThere } from "./seats.ts";

test("whatever happens in whatever order: nothing throws, and when all hang up nothing is left", () => {
  const begins = fc.record({
    emergency: fc.boolean(),
    out: fc.boolean(),
    fetched: fc.boolean(),
    first: plan,
    events: fc.array(event, { maxLength: 40 }),
  });
  fc.assert(
    fc.property(begins, ({ emergency, out, fetched, first, events }) => {
      const about: CallAbout = {
        id,
        direction: out ? "out" : "in",
        from: {},
        to: "1",
        began: wallTime(0),
        ...(emergency && { emergency }),
      };
      const begun = fetched
        ? fetchCall(about, { to: "device", device: "a" }, {})
        : startCall(about);
      const shell = new Shell(begun, !fetched);
      if (fetched) shell.post({ on: "leg", leg: callerLeg(id), event: { on: "answered" } });
      shell.post({ on: "directed", decision: { plan: first, because: [], cause: null } });
      for (const one of events) shell.post(one);
      for (let round = 0; round < 3; round++) shell.everybodyHangsUp();
      assert.equal(shell.state.name, "over");
      assert.deepEqual([...shell.timers], []);
      assert.equal(shell.records, 1);
      assert.ok(shell.answers <= 1);
      assert.ok(!shell.state.seats.some(isThere));
      assert.ok(JSON.parse(JSON.stringify(shell.state)), "plain data");
    }),
    { numRuns: 600 },
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { PassedCall } from "#exchange/calls/passedCall.ts";
import { openCrew } from "#exchange/workers/crew.ts";
import { farCalls } from "#exchange/workers/farCalls.ts";
import { seconds } from "#kit/time.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";
import { Hall } from "#world/sim/simSiblings.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

const call: PassedCall = {
  ...{ id: "w1c1", callId: "a", from: "sip:ada@maple.example", to: "sip:ben@maple.example" },
  ...{ began: 0, state: "up", hops: [], bridged: false },
};
const rows: readonly WireRow[] = [{ ms: 0, from: "ada", to: "Ringwise", text: "INVITE" }];

test("two who look at another worker's call at once both see what went over its wires", async () => {
  const clock = new VirtualClock();
  const hall = new Hall();
  const crews = [openCrew(hall.enters(0, 2)), openCrew(hall.enters(1, 2))] as const;
  const [near] = crews.map((crew) =>
    farCalls({
      crew,
      clock,
      ownLadder: (id) => (crew.own === 1 && id === call.id ? rows : undefined),
    }),
  );
  crews[1].tell(0, "call", call);
  assert.deepEqual(near?.live(), [call]);
  hall.slow = true;
  const both = [near?.ladder(call.id), near?.ladder(call.id)];
  hall.tellsAll();
  clock.runs(seconds(5));
  assert.deepEqual(await Promise.all(both), [rows, rows]);
});

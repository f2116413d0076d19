import assert from "node:assert/strict";
import { test } from "node:test";
import { noJournal } from "#exchange/journal.ts";
import { locations } from "#exchange/locations.ts";
import { commonLocations } from "#exchange/workers/commonLocations.ts";
import { openCrew } from "#exchange/workers/crew.ts";
import { hours, wallTime } from "#kit/time.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { Hall } from "#world/sim/simSiblings.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

test("the other workers follow a member that moves, also when the machine's clock was set back", () => {
  const clock = new VirtualClock();
  const hall = new Hall();
  const binding = (port: number): Binding => ({
    ...{ contact: `sip:ada@192.0.2.9:${port}`, path: [], q: 1, callId: "a", cseq: port },
    flow: {
      protocol: "UDP",
      local: { host: "192.0.2.1", port: 5060 },
      remote: { host: "192.0.2.9", port },
    },
    expires: wallTime(clock.steadyTime() + hours(1)),
  });
  const [near, far] = ([0, 1] as const).map((own) =>
    commonLocations(locations(clock, noJournal()), openCrew(hall.enters(own, 2)), clock),
  );
  void near?.put("ada", [binding(5060)]);
  clock.jumps(-hours(1));
  void near?.put("ada", [binding(5070)]);
  assert.deepEqual(far?.of("ada"), near?.of("ada"));
  near?.close();
  far?.close();
});

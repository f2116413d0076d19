import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryShelf } from "#exchange/operator/auditBook.ts";
import { exchangeControl } from "#exchange/operator/exchangeControl.ts";
import { settingsFiles } from "#exchange/store/fileDrawer.ts";
import { serverHost } from "../phones/person.ts";
import { exchangeSettings, memberSettings, numbers, ring, Village } from "./village.ts";

/* When who is away was there last, as the operator's tree tells it. */

test("of who is away it is told until when they were there, and no more when they are back", async () => {
  const town = await Village.open(exchangeSettings());
  const { exchange, wires, bound } = town.opened;
  const { control, close } = exchangeControl({
    ...{ world: town.host, exchange, wires, bound, version: "1", audit: memoryShelf() },
    kept: settingsFiles(town.host.files),
    place: () => ({ server: serverHost }),
  });
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring));
  assert.equal(control.users.find("ada")?.state, "there");
  const broke = town.host.clock.wallTime();
  await town.breaks(ada);
  await town.runs(24 * 3_600_000);
  const { state, lastSeen = 0 } = control.users.find("ada") ?? {};
  assert.equal(state, "away");
  assert.ok(lastSeen > broke, `${lastSeen} is after ${broke}`);
  assert.ok(lastSeen < broke + 12 * 3_600_000, `${lastSeen} is when it was given up`);
  assert.equal(control.users.find("ben")?.lastSeen, undefined, "he was never there");
  await town.bare("ada", "192.0.2.33", 440);
  const back = control.users.find("ada");
  assert.deepEqual([back?.state, back?.lastSeen], ["there", undefined]);
  close();
  await town.mustBeIdle();
});

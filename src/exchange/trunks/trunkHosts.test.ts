import assert from "node:assert/strict";
import { test } from "node:test";
import { validateExchange } from "#exchange/settings/validate.ts";
import { trunkHosts } from "#exchange/trunks/trunkHosts.ts";
import { millis, wallTime } from "#kit/time.ts";
import { simWorld } from "#world/sim/simWorld.ts";

test("a trunk is known by its name and by its further addresses", async () => {
  const sim = simWorld({ seed: 1, began: wallTime(0) });
  sim.network.record("sip.carrier.example", "A", ["192.0.2.10"]);
  const trunks = [{ id: "carrier", server: "sip.carrier.example", from: ["192.0.2.11"] }];
  const read = validateExchange({ domains: ["maple.example"], trunks });
  assert.ok(read.ok);
  const hosts = trunkHosts(sim.host("192.0.2.1"));
  hosts.use(read.value.trunks);
  await sim.runs(millis(10_000));
  const known = ["192.0.2.10", "192.0.2.11", "192.0.2.12"].map(
    (host) => hosts.at({ host, port: 5060 }, true)?.id,
  );
  assert.deepEqual(known, ["carrier", "carrier", undefined]);
  hosts.close();
});

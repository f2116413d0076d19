import assert from "node:assert/strict";
import { test } from "node:test";
import { type Command, endpointOf } from "#server/mgcp/message.ts";
import { covers, restartIn } from "#server/mgcp/restart.ts";

const names: readonly (readonly [name: string, port: string, covers: boolean])[] = [
  ["*@gw", "aaln/1", true],
  ["aaln/*@gw", "aaln/1", true],
  ["AALN/1@gw", "aaln/1", true],
  ["aaln/1@gw", "aaln/10", false],
  ["ds/*@gw", "aaln/1", false],
  ["aaln.1@gw", "aaln/1", false],
  ["*/1@gw", "aaln/1", true],
];
for (const [name, port, expected] of names)
  test(`${name} ${expected ? "means" : "does not mean"} ${port}`, () => {
    const endpoint = endpointOf(name);
    assert.ok(endpoint);
    assert.equal(covers(endpoint, port), expected);
  });

const rsip = (...parameters: readonly (readonly [string, string])[]): Command => ({
  is: "command",
  verb: "RSIP",
  id: 1,
  endpoint: { local: "*", domain: "gw" },
  parameters: parameters.map(([name, value]) => ({ name, value })),
  descriptions: [],
});

test("without words it has begun anew at once", () =>
  assert.deepEqual(restartIn(rsip()), { method: "restart", delay: 0 }));
test("how and when is read in any case of letters", () =>
  assert.deepEqual(restartIn(rsip(["RM", "Graceful"], ["RD", "300"])), {
    method: "graceful",
    delay: 300,
  }));
test("a delay that is none is none; a method that nobody knows is undefined", () => {
  assert.equal(restartIn(rsip(["RD", "-5"]))?.delay, 0);
  assert.equal(restartIn(rsip(["RM", "tomorrow"])), undefined);
});

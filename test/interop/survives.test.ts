import assert from "node:assert/strict";
import { test } from "node:test";
import { rounds } from "../survive/rounds.ts";

/* The short form of `npm run survive`: a real server, killed in the middle of calls. */

test("calls of telephones by UDP survive kill −9, and all works afterwards", async () => {
  const done = await rounds({ rounds: 2, seed: "short", transport: "udp", host: "127.0.0.1" });
  assert.deepEqual(done.failed, []);
  const { calls, lost, open, records, recordsDue } = done;
  assert.deepEqual([calls, lost, open, records], [4, 0, 0, recordsDue]);
});

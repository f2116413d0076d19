import assert from "node:assert/strict";
import { test } from "node:test";
import { kills } from "../survive/round.ts";
import { rounds } from "../survive/rounds.ts";
import { transports } from "../survive/telephone.ts";

/* The short form of `npm run survive`: a real server, killed in the middle of calls. */

test("calls of telephones by UDP, TCP, TLS and WSS survive kill −9 of the server, of its sound, and of both, and all works afterwards", {
  timeout: 300_000,
}, async (t) => {
  const wish = { rounds: 12, seed: "short", kills, transports, hosts: ["127.0.0.1"], atOnce: 4 };
  const all = await rounds(wish);
  for (const [kill, { calls, lost, gone, failed, records, messages }] of all) {
    assert.deepEqual([kill, calls, lost, gone, failed], [kill, 8, 0, [], []]);
    assert.deepEqual(records, { due: 13, lost: 0, doubled: 0, open: 0 });
    const { missing, ...counted } = messages;
    assert.deepEqual(counted, { due: 1, lost: 0, doubled: 0, unplayable: 0 });
    t.diagnostic(`${kill} killed: ${missing} ms of a message are missing`);
  }
  assert.deepEqual([...all.keys()], kills);
});

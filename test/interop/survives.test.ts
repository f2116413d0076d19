import assert from "node:assert/strict";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { type Trial, trialsOf } from "../survive/plan.ts";
import { kills } from "../survive/round.ts";
import { rounds } from "../survive/rounds.ts";
import { transports } from "../survive/telephone.ts";
import { noSipp } from "./sipp.ts";

/* The short form of `npm run survive`: a real server, killed in the middle of calls. */

const host = "127.0.0.1";
const ours = trialsOf({
  ...{ rounds: 12, seed: "short", kills, transports, hosts: [host], atOnce: 4 },
  ...{ peers: ["own"], stages: ["ringing", "talking", "held"] },
});
const others: readonly Trial[] = [
  { peer: "baresip", stage: "talking", kill: "both", host, transports: ["tcp"], seed: "baresip" },
  { peer: "sipp", stage: "held", kill: "server", host, transports: ["udp"], seed: "short sipp" },
];

test("calls of telephones by UDP, TCP, TLS and WSS, of a baresip and of SIPp survive kill −9 of the server, of its sound, and of both, and all works afterwards", {
  timeout: 500_000,
}, async (t) => {
  const without = noBaresip() ?? noSipp();
  if (without) t.diagnostic(`no rounds with others' programs: ${without}`);
  const trials = without ? ours : [...ours, ...others];
  const all = await rounds({ trials });
  for (const [kill, { calls, lost, gone, failed, records, messages }] of all) {
    const such = trials.filter((one) => one.kill === kill);
    const seats = such.flatMap((one) => one.transports.map(() => (one.peer === "own" ? 2 : 1)));
    const due = seats.reduce((sum, of) => sum + of, 0);
    assert.deepEqual([kill, calls, lost, gone, failed], [kill, due, 0, [], []]);
    const dueRecords = due + seats.length + such.length;
    assert.deepEqual(records, { due: dueRecords, lost: 0, doubled: 0, open: 0 });
    const { missing, ...counted } = messages;
    assert.deepEqual(counted, { due: such.length, lost: 0, doubled: 0, unplayable: 0 });
    t.diagnostic(`${kill} killed: ${missing} ms of a message are missing`);
  }
  assert.deepEqual([...all.keys()], kills);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readRoutes } from "#world/node/nodeRouter.ts";

const head =
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
const lan = "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
const by = (gateway: string, metric: number, flags = "0003"): string =>
  `eth0\t00000000\t${gateway}\t${flags}\t0\t0\t${metric}\t00000000\t0\t0\t0\n`;

test("the router is that of the default route with the lowest metric", () => {
  assert.equal(readRoutes(head + lan + by("0102A8C0", 600) + by("0101A8C0", 100)), "192.168.1.1");
});

test("no route that is up leads by a router: there is none", () => {
  assert.equal(readRoutes(head + lan), undefined);
  assert.equal(readRoutes(head + by("0101A8C0", 1, "0002")), undefined);
  assert.equal(readRoutes(""), undefined);
});

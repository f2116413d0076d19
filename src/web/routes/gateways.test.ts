import assert from "node:assert/strict";
import { test } from "node:test";
import type { Control } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { bearer, site } from "#web/quietSite.ts";
import { webApp } from "#web/webApp.ts";

const devices = [
  { id: "hall", kind: "mgcp", endpoint: "aaln/1@GW.lan", gateway: "gw.lan" },
  { id: "desk", kind: "browser" },
];
const found = [{ gateway: "gw.lan", ports: ["aaln/1@gw.lan", "aaln/2@gw.lan"] }];

test("ports that gateways named are told with the telephones that are there", async () => {
  const control = {
    settings: { schema: {}, read: () => ({ document: { devices }, etag: "1" }) },
    gateways: { found: () => found, search: () => ({ host: "192.0.2.1", port: 2727 }) },
    inHand: {},
  } as unknown as Control;
  const app = await webApp({
    control,
    ...{ vault: memoryVault(), token: "an-environment-token" },
    ...{ now: () => 1, version: "0" },
  });
  const ports = await app.inject({ url: "/api/v1/gateways", headers: bearer });
  assert.deepEqual(ports.json().items, [
    {
      gateway: "gw.lan",
      ports: [{ endpoint: "aaln/1@gw.lan", device: "hall" }, { endpoint: "aaln/2@gw.lan" }],
    },
  ]);
  const asked = { method: "POST", url: "/api/v1/gateways/search", headers: bearer } as const;
  assert.deepEqual((await app.inject(asked)).json(), { host: "192.0.2.1", port: 2727 });
});

test("where nobody listens for gateways, none is searched for", async () => {
  const { app } = await site();
  const asked = { method: "POST", url: "/api/v1/gateways/search", headers: bearer } as const;
  const answer = await app.inject(asked);
  assert.deepEqual([answer.statusCode, answer.json().code], [503, "server.noGateways"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readSaid, type Said, written } from "#exchange/workers/said.ts";
import { utf8 } from "#kit/bytes.ts";

const local = { host: "192.0.2.1", port: 5060 };
const remote = { host: "2001:db8::9", port: 40_000 };
const all: readonly Said[] = [
  { kind: "arrived", flow: { protocol: "UDP", local, remote }, bytes: utf8("INVITE …\r\n\r\n") },
  {
    ...{ kind: "send", bytes: utf8("x".repeat(3000)) },
    flow: { protocol: "TLS", local, remote, connection: "w1.a.c4", peerKey: "k" },
  },
  { kind: "told", topic: "channel", value: { of: "user/Ünï", callId: "a", until: null } },
  { kind: "told", topic: "ready", value: 0 },
];
for (const said of all)
  test(`what one worker says the other hears: ${said.kind}`, () =>
    assert.deepEqual(readSaid(written(said)), said));

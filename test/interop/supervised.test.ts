import assert from "node:assert/strict";
import { test } from "node:test";
import { plainPeer } from "../survive/plainPeer.ts";
import { Supervised } from "../survive/supervised.ts";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
};
const asked = "SIP/2.0 401 Unauthorized";

test("a server that dies, hangs or is to make room is followed by another one, which answers what was said once meanwhile; told to end, both end", async () => {
  const server = await Supervised.open(settings, { host: "127.0.0.1" });
  const another = server.isKilled("SIGSTOP");
  const peers = await Promise.all((["udp", "tcp"] as const).map((by) => plainPeer(server, by)));
  const first = Promise.all(peers.map((peer) => peer.registers()));
  await another;
  assert.match(server.printed, /it hangs/);
  assert.deepEqual(await first, [asked, asked]);
  assert.deepEqual(await Promise.all(peers.map((peer) => peer.registers())), [asked, asked]);
  assert.deepEqual(
    peers.map(({ answers }) => answers),
    [2, 2],
  );
  for (const peer of peers) peer.close();
  const third = server.begins();
  server.told("SIGHUP"); // which kills the one of now
  await third;
  assert.equal(new Set(server.processes).size, 3);
  assert.equal(await server.close(), 0);
});

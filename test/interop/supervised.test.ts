import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
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
  server.told("SIGHUP");
  await server.until(() => /has taken over/.test(server.printed));
  assert.equal(new Set(server.processes).size, 3);
  assert.equal(await server.close(), 0);
});

test("what is installed takes over when it comes up; otherwise the one of before goes on", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-installed-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "program.mjs");
  const works = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
  writeFileSync(program, `await import(${JSON.stringify(works)});`);
  const server = await Supervised.open(settings, { host: "127.0.0.1", program });
  writeFileSync(program, "process.exit(3);");
  const [refused, why] = await server.upgrades();
  assert.equal(refused, 1);
  assert.match(why, /the old one goes on/);
  const peer = await plainPeer(server, "udp");
  assert.equal(await peer.registers(), asked);
  assert.equal(server.processes.length, 1);
  writeFileSync(program, `await import(${JSON.stringify(works)});`);
  const done = server.upgrades();
  await server.until(() => server.processes.length === 2);
  assert.equal(await peer.registers(), asked); // said once
  assert.deepEqual(await done, [0, `process ${server.processes[1]} has taken over\n`]);
  peer.close();
  assert.equal(await server.close(), 0);
});

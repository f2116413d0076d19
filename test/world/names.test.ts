import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { type TestContext, test } from "node:test";
import type { Instant } from "#kit/time.ts";
import { nameLookup } from "#world/node/nodeNames.ts";

/* Name servers on loopback that do not do as they should. */

/** RFC 1035 §4.1.1: `rcode` 2 is SERVFAIL; 0: one A record, 192.0.2.7. */
type Manner = "silent" | 0 | 2;

const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);

/** The question itself ends where its name, type and class do. */
function answer(query: Buffer, rcode: 0 | 2): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 | rcode, 2);
  head.writeUInt16BE(rcode === 0 ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, query.subarray(12, end), ...(rcode === 0 ? [record] : [])]);
}

async function nameServer(t: TestContext, manner: Manner) {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  t.after(() => socket.close());
  const server = { manner, at: `127.0.0.1:${socket.address().port}`, asked: 0 };
  socket.on("message", (query, { port, address }) => {
    server.asked++;
    if (server.manner !== "silent") socket.send(answer(query, server.manner), port, address);
  });
  return server;
}

async function machine(t: TestContext, manner: Manner) {
  const server = await nameServer(t, manner);
  const house = { server, now: 0, made: 0 };
  const newResolver = (): Resolver => {
    house.made++;
    const resolver = new Resolver({ timeout: 50, tries: 1 });
    resolver.setServers([house.server.at]);
    return resolver;
  };
  const lookup = nameLookup(newResolver, { now: () => house.now as Instant });
  const asks = async (): Promise<string> => {
    const found = await lookup("maple.example", "A");
    return found.ok ? (found.value[0]?.data.join() ?? "nothing") : found.problem.code;
  };
  return Object.assign(house, { asks });
}

for (const manner of ["silent", 2] as const)
  test(`a name server that ${manner === 2 ? "fails" : "is silent"} is a failure, and answers again when it does`, async (t) => {
    const house = await machine(t, manner);
    assert.equal(await house.asks(), "network.dns");
    house.server.manner = 0;
    assert.equal(await house.asks(), "192.0.2.7");
    assert.equal(house.made, 1);
  });

test("where the machine has another name server by now, that one is asked", async (t) => {
  const house = await machine(t, "silent");
  assert.equal(await house.asks(), "network.dns");
  house.server = await nameServer(t, 0);
  assert.equal(await house.asks(), "network.dns", "not looked for at each failure");
  house.now = 30_000;
  assert.equal(await house.asks(), "network.dns");
  assert.equal(await house.asks(), "192.0.2.7");
  assert.equal(house.made, 2);
});

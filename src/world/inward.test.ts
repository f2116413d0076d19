import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail } from "#kit/result.ts";
import { type Door, inward } from "#world/inward.ts";
import type { Network, StreamSocket } from "#world/network.ts";

const elsewhere = fail("network.unreachable", "there is nothing out there");
const outer: Network = {
  udp: async () => elsewhere,
  listen: async () => elsewhere,
  connect: async () => elsewhere,
  lookup: async () => elsewhere,
  ownAddress: () => "192.0.2.1",
};

function house() {
  const accepted: StreamSocket[] = [];
  const performed: string[] = [];
  const door: Door = {
    isName: (host) => host === "maple.example",
    port: 5061,
    accept: (stream) => void accepted.push(stream),
    perform: (act) => {
      performed.push("server");
      act();
    },
  };
  const inmate = {
    host: "127.77.0.1",
    perform: (act: () => void): void => {
      performed.push("member");
      act();
    },
  };
  return { network: inward(outer, door, inmate), accepted, performed };
}

async function connected() {
  const { network, accepted, performed } = house();
  const opened = await network.connect(
    { host: "127.0.0.1", port: 5061 },
    { serverName: "Maple.example" },
  );
  const [theirs] = accepted;
  assert.ok(opened.ok && theirs);
  return { own: opened.value, theirs, performed };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what is written to the server arrives there in order, also what came before anybody listened", async () => {
  const { own, theirs, performed } = await connected();
  own.write(utf8("one "));
  own.write(utf8("two "));
  await settled();
  let heard = "";
  theirs.bytes((data) => {
    heard += fromUtf8(data);
  });
  own.write(utf8("three"));
  assert.equal(heard, "", "never within the writer");
  await settled();
  assert.equal(heard, "one two three");
  assert.ok(!performed.includes("member"), "the server hears as the server");
  assert.equal(theirs.remote.host, "127.77.0.1");
  assert.equal(own.remote.port, 5061);
});

test("each end is told once that the other has closed, as whom it is", async () => {
  const { own, theirs, performed } = await connected();
  const told: string[] = [];
  own.closed(() => told.push("own"));
  theirs.closed(() => told.push("theirs"));
  theirs.close();
  own.close();
  own.write(utf8("too late"));
  await settled();
  assert.deepEqual(told.sort(), ["own", "theirs"]);
  assert.ok(performed.includes("member"));
});

for (const [what, remote, tls] of [
  ["another port", { host: "127.0.0.1", port: 5062 }, { serverName: "maple.example" }],
  ["another name", { host: "127.0.0.1", port: 5061 }, { serverName: "oak.example" }],
  ["no TLS", { host: "127.0.0.1", port: 5061 }, undefined],
] as const)
  test(`${what} is reached over the network`, async () => {
    const { network, accepted } = house();
    assert.deepEqual(await network.connect(remote, tls), elsewhere);
    assert.deepEqual(accepted, []);
  });

test("the server's name needs no DNS; any other does", async () => {
  const { network } = house();
  const found = await network.lookup("MAPLE.example", "A");
  assert.deepEqual(found.ok && found.value.map(({ data }) => data), [["127.0.0.1"]]);
  assert.deepEqual(await network.lookup("maple.example", "SRV"), { ok: true, value: [] });
  assert.deepEqual(await network.lookup("oak.example", "A"), elsewhere);
});

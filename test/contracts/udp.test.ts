import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { UdpOptions, UdpSocket } from "#world/network.ts";
import { batchUdp, type OpenUdp } from "#world/node/batchUdp.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";
import { type Narrow, narrow, noNarrow } from "../network/narrow.ts";

/** Both ways to send and receive UDP, one of which a machine may lack. */
const ways: readonly (readonly [string, OpenUdp | undefined])[] = [
  ["Node's sockets", dgramUdp],
  ["batches", batchUdp()],
];

test("where a compiler made the module, it loads", () => {
  const made = existsSync("out/native") ? readdirSync("out/native") : [];
  const ours = made.includes(`udp-${process.platform}-${process.arch}.node`);
  assert.equal(batchUdp() !== undefined, ours);
});

for (const [name, way] of ways) {
  const skip = way === undefined ? "not compiled here" : false;
  const open = way ?? dgramUdp;
  const bound = async (host = "127.0.0.1", options: UdpOptions = {}): Promise<UdpSocket> => {
    const opened = await open({ host, port: 0 }, { receiveBuffer: 4 << 20, ...options });
    assert.ok(opened.ok, JSON.stringify(opened));
    return opened.value;
  };
  /** Two sockets, gone after the test. */
  const two = async (t: { after(done: () => void): void }, host?: string) => {
    const [ada, bob] = [await bound(host), await bound(host)];
    t.after(() => {
      ada.close();
      bob.close();
    });
    return [ada, bob] as const;
  };
  /** The next so many datagrams as text, and whose they are. */
  const hears = (socket: UdpSocket, count: number) =>
    new Promise<readonly (readonly [string, string])[]>((resolve) => {
      const all: (readonly [string, string])[] = [];
      socket.receive((data, from) => {
        all.push([fromUtf8(data), from.host]);
        if (all.length === count) resolve(all);
      });
    });

  test(`${name}: where a port may be taken, nobody looks through the machine for who has it`, {
    skip,
  }, async (t) => {
    const [ada] = await two(t);
    const again = await open(ada.local, { mayBeTaken: true });
    assert.equal(again.ok ? "" : again.problem.code, "network.inUse");
    assert.doesNotMatch(again.ok ? "" : again.problem.detail, /in use by/);
  });

  test(`${name}: what finds no room to wait in is counted`, { skip }, async (t) => {
    const [ada] = await two(t);
    const bob = await bound("127.0.0.1", { receiveBuffer: 4096 });
    t.after(() => bob.close());
    const { room = 0, dropped } = bob.waiting?.() ?? {};
    assert.ok(room > 0 && room < 100_000, String(room));
    assert.equal(dropped, process.platform === "linux" ? 0 : undefined);
    const sent = new Uint8Array(1000);
    for (let i = 0; i < 100; i++) ada.send(sent, bob.local); // bob hears nothing within a turn
    await new Promise(setImmediate);
    if (dropped !== undefined) assert.ok((bob.waiting?.().dropped ?? 0) > 20);
  });

  test(`${name}: a burst comes whole and in order`, { skip }, async (t) => {
    const [ada, bob] = await two(t);
    const heard = hears(bob, 400);
    for (let i = 0; i < 400; i++) ada.send(utf8(`datagram ${i}`), bob.local);
    const texts = (await heard).map(([text]) => text);
    assert.deepEqual(
      texts,
      Array.from({ length: 400 }, (_, i) => `datagram ${i}`),
    );
  });

  test(`${name}: the empty datagram and the largest come as they were sent`, {
    skip,
  }, async (t) => {
    const [ada, bob] = await two(t);
    const heard = new Promise<readonly Uint8Array[]>((resolve) => {
      const all: Uint8Array[] = [];
      bob.receive((data) => {
        all.push(data);
        if (all.length === 4) resolve(all);
      });
    });
    const largest = new Uint8Array(65_507).map((_, i) => i * 7);
    for (const data of [utf8("a"), new Uint8Array(0), largest, new Uint8Array(65_508), utf8("b")])
      ada.send(data, bob.local);
    const [first, empty, whole, last] = await heard;
    assert.deepEqual([first, empty, last], [utf8("a"), new Uint8Array(0), utf8("b")]);
    assert.ok(whole !== undefined && Buffer.from(largest).equals(whole));
  });

  test(`${name}: what was received is the receiver's to keep`, { skip }, async (t) => {
    const [ada, bob] = await two(t);
    const kept: Uint8Array[] = [];
    const done = new Promise<void>((resolve) =>
      bob.receive((data) => {
        kept.push(data);
        if (kept.length === 300) resolve();
      }),
    );
    for (let i = 0; i < 300; i++) ada.send(utf8(String(i).repeat(50)), bob.local);
    await done;
    assert.deepEqual(
      kept.map(fromUtf8),
      Array.from(kept, (_, i) => String(i).repeat(50)),
    );
  });

  test(`${name}: what was sent before closing leaves`, { skip }, async (t) => {
    const [ada, bob] = await two(t);
    const heard = hears(bob, 40);
    for (let i = 0; i < 40; i++) ada.send(utf8(String(i)), bob.local);
    ada.close();
    assert.equal((await heard).at(-1)?.[0], "39");
  });

  test(`${name}: who is closed while a batch is heard hears no more of it, nor does the next`, {
    skip,
  }, async (t) => {
    const [ada, bob] = await two(t);
    let count = 0;
    const next = new Promise<UdpSocket>((resolve) =>
      bob.receive(() => {
        count++;
        bob.close();
        resolve(bound());
      }),
    );
    for (let i = 0; i < 20; i++) ada.send(utf8("x"), bob.local);
    const carl = await next;
    t.after(() => carl.close());
    const heard = hears(carl, 1);
    ada.send(utf8("for carl"), carl.local);
    assert.equal((await heard)[0]?.[0], "for carl");
    assert.equal(count, 1);
  });

  test(`${name}: a port where nobody is any more does not harm the socket`, { skip }, async (t) => {
    const [ada, bob] = await two(t);
    const gone = await bound();
    gone.close();
    const heard = hears(bob, 20);
    for (let i = 0; i < 20; i++) {
      ada.send(utf8("refused by ICMP"), gone.local);
      ada.send(utf8(String(i)), bob.local);
    }
    assert.equal((await heard).length, 20);
    const back = hears(ada, 1);
    bob.send(utf8("back"), ada.local);
    assert.equal((await back)[0]?.[0], "back");
  });

  test(`${name}: IPv6, and IPv4 at a socket for both`, { skip }, async (t) => {
    const [six, other] = await two(t, "::1");
    const heard = hears(other, 1);
    six.send(utf8("six"), other.local);
    assert.deepEqual(await heard, [["six", "::1"]]);
    const [both, four] = [await bound("::"), await bound("127.0.0.1")];
    t.after(() => {
      both.close();
      four.close();
    });
    both.receive((data, from) => both.send(data, from));
    const echo = hears(four, 1);
    four.send(utf8("four"), { host: "127.0.0.1", port: both.local.port });
    assert.deepEqual(await echo, [["four", "127.0.0.1"]]);
  });

  test(`${name}: two may share a port, if both say so`, { skip }, async (t) => {
    const ada = await bound("127.0.0.1", { shared: true });
    t.after(() => ada.close());
    const refused = await open(ada.local);
    assert.ok(!refused.ok && refused.problem.code === "network.inUse");
    const bob = await open(ada.local, { shared: true });
    assert.ok(bob.ok && bob.value.local.port === ada.local.port);
    bob.value.close();
  });

  test(`${name}: a full socket buffer delays and does not stop`, {
    skip: skip || noNarrow(),
  }, async (t) => {
    const link: Narrow = narrow();
    t.after(link.close);
    const said = await link.run(name === "batches" ? "batchUdp" : "dgramUdp");
    assert.deepEqual(said, { count: 200, inOrder: true, afterwards: true });
  });
}

test("batches: what was said last leaves before the program is ended", {
  skip: !batchUdp(),
}, async (t) => {
  const opened = await dgramUdp({ host: "127.0.0.1", port: 0 });
  assert.ok(opened.ok);
  t.after(() => opened.value.close());
  const heard = new Promise((resolve) => opened.value.receive((data) => resolve(fromUtf8(data))));
  const file = new URL("../../src/world/node/batchUdp.ts", import.meta.url).href;
  const program = `
    const { batchUdp } = await import(${JSON.stringify(file)});
    const ada = await batchUdp()({ host: "127.0.0.1", port: 0 });
    ada.value.send(Buffer.from("goodbye"), ${JSON.stringify(opened.value.local)});
    process.exit(3);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  assert.equal((await once(child, "exit"))[0], 3);
  assert.equal(await heard, "goodbye");
});

test("batches: a thread has its own, and ends with sockets open", {
  skip: !batchUdp(),
}, async () => {
  const code = `
    const { batchUdp } = await import(${JSON.stringify(new URL("../../src/world/node/batchUdp.ts", import.meta.url).href)});
    const { parentPort } = await import("node:worker_threads");
    const [ada, bob] = [await batchUdp()({ host: "127.0.0.1", port: 0 }), await batchUdp()({ host: "127.0.0.1", port: 0 })];
    bob.value.receive((data) => { parentPort.postMessage(Buffer.from(data).toString()); process.exit(3); });
    ada.value.send(Buffer.from("from a thread"), bob.value.local);`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const worker = new Worker(url);
  const said = new Promise((resolve) => worker.once("message", resolve));
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  assert.equal(await said, "from a thread");
  assert.equal(await ended, 3);
});

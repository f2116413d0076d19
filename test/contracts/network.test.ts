import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { StreamSocket, TlsIdentity, UdpSocket } from "#world/network.ts";
import { issue, makeAuthority } from "#world/node/localAuthority.ts";
import { simIdentity } from "#world/sim/simStreams.ts";
import { type Tried, worlds } from "./worlds.ts";

const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.problem.code);
function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

const bound = async ({ world, host, until }: Tried): Promise<UdpSocket> =>
  value(await until(world.network.udp({ host, port: 0 })));

/** Two ends of one stream. */
async function joined(tried: Tried, t: { after(done: () => void): void }) {
  const { world, host, until } = tried;
  const taken = Promise.withResolvers<StreamSocket>();
  const listener = value(await until(world.network.listen({ host, port: 0 }, taken.resolve)));
  t.after(() => listener.close());
  const here = value(await until(world.network.connect(listener.local)));
  return { listener, here, there: await until(taken.promise) };
}

/** Everything that a stream says until it ends. */
function heard(stream: StreamSocket): Promise<string> {
  let text = "";
  stream.bytes((data) => {
    text += fromUtf8(data);
  });
  return new Promise((resolve) => stream.closed(() => resolve(text)));
}

for (const { name, make } of worlds) {
  test(`${name}: a datagram comes with the address it came from, and an answer finds its way`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const [ada, bob] = [await bound(tried), await bound(tried)];
    const answer = new Promise<string>((resolve) => {
      bob.receive((data, from) => {
        assert.deepEqual(from, ada.local);
        assert.equal(data.constructor, Uint8Array);
        bob.send(utf8(`${fromUtf8(data)} yourself`), from);
      });
      ada.receive((data, from, at) => {
        assert.deepEqual(from, bob.local);
        assert.ok(at <= tried.world.clock.now());
        resolve(fromUtf8(data));
      });
    });
    const hello = utf8("hello");
    ada.send(hello, bob.local);
    hello.fill(0); // the caller may reuse it
    assert.equal(await tried.until(answer), "hello yourself");
    ada.close();
    bob.close();
  });

  test(`${name}: sending to nobody, to nowhere or after closing is no accident`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const [ada, bob] = [await bound(tried), await bound(tried)];
    bob.close();
    bob.close();
    bob.send(utf8("x"), ada.local);
    for (const to of [bob.local, { host: "::1", port: 9 }, { host: "127.0.0.1", port: 0 }])
      ada.send(utf8("x"), to);
    ada.send(new Uint8Array(70_000), ada.local);
    ada.send(utf8("still here"), ada.local);
    const next = new Promise<string>((resolve) => ada.receive((data) => resolve(fromUtf8(data))));
    assert.equal(await tried.until(next), "still here");
    ada.close();
  });

  test(`${name}: a port that is taken is refused by name, and free again once closed`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { world, until } = tried;
    const ada = await bound(tried);
    const again = await until(world.network.udp(ada.local));
    assert.equal(code(again), "network.inUse");
    assert.match(
      again.ok ? "" : again.problem.detail,
      new RegExp(`${ada.local.port} is in use by`),
    );
    ada.close();
    value(await until(world.network.udp(ada.local))).close();
    const stream = value(await until(world.network.listen(ada.local, () => undefined)));
    const second = await until(world.network.listen(ada.local, () => undefined));
    assert.equal(code(second), "network.inUse");
    stream.close();
  });

  test(`${name}: an address of somebody else cannot be had`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { network } = tried.world;
    const theirs = { host: "192.0.2.77", port: 0 };
    assert.equal(code(await tried.until(network.udp(theirs))), "network.notOurAddress");
    const listening = network.listen(theirs, () => undefined);
    assert.equal(code(await tried.until(listening)), "network.notOurAddress");
  });

  test(`${name}: a stream carries bytes in order both ways and ends tidily`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { listener, here, there } = await joined(tried, t);
    assert.deepEqual(here.remote, listener.local);
    assert.deepEqual(there.remote, here.local);
    const [atHere, atThere] = [heard(here), heard(there)];
    for (const word of ["one ", "two ", "three"]) here.write(utf8(word));
    there.write(utf8("yes"));
    const first = new Promise<void>((resolve) => here.bytes(() => resolve()));
    await tried.until(first);
    here.close();
    assert.equal(await tried.until(atThere), "one two three");
    assert.equal(await tried.until(atHere), "yes");
    assert.equal(typeof here.write(utf8("too late")), "boolean");
  });

  test(`${name}: what comes before anybody listens is kept`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { here, there } = await joined(tried, t);
    here.write(utf8("early"));
    await tried.until(new Promise<void>((resolve) => setImmediate(resolve)));
    const first = new Promise<string>((resolve) => there.bytes((data) => resolve(fromUtf8(data))));
    assert.equal(await tried.until(first), "early");
    here.close();
  });

  test(`${name}: closing the listener ends its streams, the other side is told once`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { listener, here } = await joined(tried, t);
    let told = 0;
    here.bytes(() => undefined);
    const ended = new Promise<Problem | undefined>((resolve) =>
      here.closed((trouble) => {
        told += 1;
        resolve(trouble);
      }),
    );
    listener.close();
    await tried.until(ended);
    here.close();
    assert.equal(told, 1);
  });

  test(`${name}: a port where nobody listens refuses`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const gone = await bound(tried);
    gone.close();
    const trying = tried.world.network.connect(gone.local);
    assert.equal(code(await tried.until(trying)), "network.refused");
  });

  test(`${name}: a name that the DNS does not know is an empty list, an address is itself`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { network } = tried.world;
    const kinds = ["A", "AAAA", "SRV", "NAPTR"] as const;
    const found = await Promise.all(
      kinds.map((kind) => tried.until(network.lookup("192.0.2.7", kind))),
    );
    const data = found.map((result) => value(result).map((record) => record.data[0]));
    assert.deepEqual(data, [["192.0.2.7"], [], [], []]);
  });

  test(`${name}: our own address is one that we can bind`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { network } = tried.world;
    assert.equal(network.ownAddress("127.0.0.1"), "127.0.0.1");
    const host = network.ownAddress();
    value(await tried.until(network.udp({ host, port: 0 }))).close();
    assert.notEqual(network.ownAddress("not an address"), "");
  });
}

const real = worlds[0]?.name;
/** A certificate for a name, and what to trust. */
async function certified(world: string, host: string): Promise<readonly [TlsIdentity, string]> {
  if (world !== real) return [simIdentity([host], "an authority"), "an authority"];
  const authority = await makeAuthority(Date.now());
  return [await issue(authority, [host], Date.now()), authority.certificate];
}

for (const { name, make } of worlds)
  test(`${name}: TLS is for who trusts the authority and finds the right name`, async (t) => {
    const tried = make();
    t.after(tried.close);
    const { world, host, until } = tried;
    const [identity, authority] = await certified(name, "maple.example");
    const echo = (stream: StreamSocket) => stream.bytes((data) => stream.write(data));
    const listener = value(await until(world.network.listen({ host, port: 0 }, echo, identity)));
    t.after(() => listener.close());
    const dial = (tls: {
      serverName: string;
      authorities?: string[];
      acceptAnyCertificate?: boolean;
    }) => until(world.network.connect(listener.local, tls));
    const right = value(await dial({ serverName: "maple.example", authorities: [authority] }));
    const back = new Promise<string>((resolve) => right.bytes((data) => resolve(fromUtf8(data))));
    right.write(utf8("secret"));
    assert.equal(await until(back), "secret");
    right.close();
    const bad = "network.badCertificate";
    assert.equal(code(await dial({ serverName: "maple.example" })), bad);
    assert.equal(code(await dial({ serverName: "oak.example", authorities: [authority] })), bad);
    const any = value(await dial({ serverName: "oak.example", acceptAnyCertificate: true }));
    any.close();
  });

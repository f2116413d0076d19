import assert from "node:assert/strict";
import { test } from "node:test";
import { isInside, natOf } from "#exchange/proxy/nat.ts";
import { believed } from "#exchange/relay/believed.ts";
import { type EndSeen, wantsRelay } from "#exchange/relay/wish.ts";

const seen = (nat?: string, wish: EndSeen["wish"] = "whenNeeded"): EndSeen => ({ wish, nat });
const [mine, yours] = ["203.0.113.9", "198.51.100.7"];

const calls: readonly (readonly [what: string, near: EndSeen, far: EndSeen, relay: boolean])[] = [
  ["both reachable", seen(), seen(), false],
  ["the caller behind a router", seen(mine), seen(), false],
  ["the called behind a router", seen(), seen(yours), false],
  ["both behind routers", seen(mine), seen(yours), true],
  ["both behind the same router", seen(mine), seen(mine), false],
  ["one says never", seen(mine, "never"), seen(yours), false],
  ["the other says never, the first always", seen(mine, "always"), seen(yours, "never"), false],
  ["one says always, both reachable", seen(undefined, "always"), seen(), true],
  ["one says always, behind the same router", seen(mine), seen(mine, "always"), true],
];
for (const [what, near, far, relay] of calls)
  test(`${what}: sound goes ${relay ? "through us" : "its own way"}`, () =>
    assert.equal(wantsRelay(near, far), relay));

test("addresses that lead nowhere from outside", () => {
  for (const host of ["10.1.2.3", "127.0.0.1", "192.168.0.2", "169.254.9.9", "172.16.0.1"])
    assert.ok(isInside(host), host);
  for (const host of ["172.31.255.1", "100.64.0.1", "100.127.1.1", "fd00::1", "FE80::1", "::1"])
    assert.ok(isInside(host), host);
  for (const host of ["172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "11.0.0.1"])
    assert.ok(!isInside(host), host);
  for (const host of ["192.0.2.1", "2001:db8::1", "fortune.example", "10", ""])
    assert.ok(!isInside(host), host);
});

const registrations: readonly (readonly [contact: string, nat: string | undefined])[] = [
  ["sip:ada@192.168.1.20:5060", mine],
  [`sip:ada@${mine}:40000`, undefined],
  ["sip:ada@198.51.100.200", undefined],
  ["sip:ada@phone.example", undefined],
  ["sips:ada@10.0.0.1;transport=tls", mine],
  ["sip:ada@[fd00::7]:5060", mine],
  ["mailto:ada@10.0.0.1", undefined],
  ["nonsense", undefined],
];
for (const [contact, nat] of registrations)
  test(`${contact}, seen at ${mine}: ${nat === undefined ? "no router" : "behind a router"}`, () =>
    assert.equal(natOf(contact, { host: mine, port: 40_000 }), nat));

test("no description aims our packets at what lies beside us", () => {
  const ours = (host: string): boolean => host === "192.0.2.1";
  const at = (host: string) => believed({ host, port: 4000 }, mine, ours);
  for (const host of ["10.0.0.1", "127.0.0.1", "192.0.2.1", "224.0.0.251", "255.255.255.255"])
    assert.deepEqual(at(host), { host: mine, port: 4000 }, host);
  for (const host of ["::1", "ff02::fb", "printer.local"])
    assert.deepEqual(at(host), { host: mine, port: 4000 }, host);
  assert.deepEqual(at(yours), { host: yours, port: 4000 });
  assert.deepEqual(believed({ host: "10.0.0.1", port: 4000 }, "10.0.0.1", ours).host, "10.0.0.1");
});

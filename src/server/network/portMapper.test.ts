import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { minutes } from "#kit/time.ts";
import { type MappingAsked, mapPort } from "#server/network/portMapper.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import {
  description,
  type FakeRouterOptions,
  fakeRouter,
} from "../../../test/network/fakeRouter.ts";

const own = "192.168.1.20";
const gateway = "192.168.1.1";

const asked = (more: Partial<MappingAsked> = {}): MappingAsked => ({
  protocol: "udp",
  client: own,
  port: 5060,
  outer: 5060,
  lifetime: 7200,
  nonce: Uint8Array.from({ length: 12 }, (_, i) => i + 1),
  ...more,
});

/** What the router of a house grants, and what it then keeps. */
async function granted(options: FakeRouterOptions, more: Partial<MappingAsked> = {}) {
  const sim = simWorld();
  const world = sim.host(own);
  const router = await fakeRouter(sim.host(gateway).network, gateway, options);
  sim.http.serve(gateway, (request) => router.serve(request));
  let answer: Awaited<ReturnType<typeof mapPort>> | undefined;
  void mapPort(asked(more), router.places, world).then((it) => {
    answer = it;
  });
  await sim.runs(minutes(1));
  router.close();
  assert.deepEqual(sim.leftovers(), []);
  assert.ok(answer, "it came to an end");
  const said = answer.ok
    ? `${answer.value.by} ${answer.value.outer.host}:${answer.value.outer.port} for ${answer.value.lifetime}`
    : answer.problem.code;
  return { said, kept: router.mappings() };
}

for (const [by, protocol] of [
  ["pcp", "udp"],
  ["natPmp", "udp"],
  ["upnp", "udp"],
  ["pcp", "tcp"],
  ["natPmp", "tcp"],
  ["upnp", "tcp"],
] as const)
  test(`a router that speaks ${by} opens a port for ${protocol}`, async () => {
    const { said, kept } = await granted({ speaks: [by] }, { protocol });
    assert.equal(said, `${by} 198.51.100.1:5060 for 7200`);
    assert.deepEqual(kept, [`${protocol} 5060 → 198.51.100.1:5060 for 7200`]);
  });

test("a router that grants nothing but what has no end is asked for that", async () => {
  const { said } = await granted({ speaks: ["upnp"], permanentOnly: true });
  assert.equal(said, "upnp 198.51.100.1:5060 for 0");
});

test("a mapping is taken away with a lifetime of nothing", async () => {
  for (const by of ["pcp", "natPmp", "upnp"] as const) {
    const { kept } = await granted({ speaks: [by] }, { lifetime: 0 });
    assert.deepEqual(kept, []);
  }
});

test("a router that refuses is no router that is silent", async () => {
  assert.equal((await granted({ speaks: ["pcp"], result: 2 })).said, "network.mapRefused");
  assert.equal((await granted({ speaks: ["natPmp"], result: 2 })).said, "network.mapRefused");
  assert.equal((await granted({ speaks: [] })).said, "network.noRouter");
});

const hostile: readonly (readonly [what: string, twist: FakeRouterOptions["twist"]])[] = [
  ["cut", (answer) => answer.slice(0, answer.length - 3)],
  ["empty", () => new Uint8Array()],
  ["huge", (answer) => Uint8Array.from({ length: 9000 }, (_, i) => answer[i] ?? 0)],
  ["another's nonce", (answer) => answer.map((byte, i) => (i > 23 && i < 36 ? byte ^ 1 : byte))],
  ["all ones", (answer) => answer.map(() => 0xff)],
  ["not at all", () => undefined],
];
for (const [what, twist] of hostile)
  test(`an answer that is ${what} grants nothing by PCP`, async () => {
    assert.equal(
      (await granted({ speaks: ["pcp"], ...(twist && { twist }) })).said,
      "network.noRouter",
    );
  });

test("answers of NAT-PMP that are cut, huge or of another port grant nothing", async () => {
  const twists = [
    hostile[0]?.[1],
    hostile[2]?.[1],
    (answer: Uint8Array) => answer.map((byte, i) => (i === 9 && answer.length > 12 ? 7 : byte)),
  ];
  for (const twist of twists)
    assert.match(
      (await granted({ speaks: ["natPmp"], ...(twist && { twist }) })).said,
      /^network\./,
    );
});

const elsewhere: readonly (readonly [string, FakeRouterOptions])[] = [
  ["describes itself elsewhere", { speaks: ["upnp"], location: () => "http://192.168.1.99/x" }],
  ["names a machine by name", { speaks: ["upnp"], location: () => "http://nas.lan/x" }],
  ["names the clouds' keys", { speaks: ["upnp"], location: () => "http://169.254.169.254/" }],
  ["wants a file", { speaks: ["upnp"], location: () => "file:///etc/passwd" }],
  [
    "is controlled elsewhere",
    { speaks: ["upnp"], description: () => description("http://192.168.1.99/reboot") },
  ],
  [
    "has a base elsewhere",
    {
      speaks: ["upnp"],
      description: () =>
        description().replace("<device>", "<URLBase>http://192.168.1.99/</URLBase><device>"),
    },
  ],
  ["says no XML", { speaks: ["upnp"], description: () => "<root><device>" }],
  ["names entities", { speaks: ["upnp"], description: () => billionLaughs }],
  ["nests without end", { speaks: ["upnp"], description: () => "<a>".repeat(60_000) }],
  ["says too much", { speaks: ["upnp"], description: () => `<root>${"x".repeat(300_000)}</root>` }],
];
const billionLaughs =
  '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><root><service>&b;</service></root>';

for (const [what, options] of elsewhere)
  test(`a UPnP device that ${what} is left alone`, async () => {
    assert.equal((await granted(options)).said, "network.noRouter");
  });

test("over loopback, each protocol with real sockets", async () => {
  const world = nodeWorld(".", jsonLog("silent"));
  for (const by of ["pcp", "natPmp", "upnp"] as const) {
    const web = createServer();
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const webPort = (web.address() as AddressInfo).port;
    const router = await fakeRouter(world.network, "127.0.0.1", { speaks: [by], webPort });
    web.on("request", (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const asked = {
          method: request.method as "GET",
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(parts),
        };
        const { status = 200, body } = router.serve(asked);
        response.writeHead(status, { connection: "close" }).end(body);
      });
    });
    const answer = await mapPort(asked({ client: "127.0.0.1" }), router.places, world);
    router.close();
    web.close();
    assert.ok(answer.ok, by);
    assert.equal(answer.value.by, by);
  }
});

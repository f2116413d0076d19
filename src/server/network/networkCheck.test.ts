import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, wallTime } from "#kit/time.ts";
import { scriptedAgent } from "#server/accounts/scriptedAgent.ts";
import type { NetworkCheckView } from "#server/control/networkControl.ts";
import { type CheckMeans, runCheck } from "#server/network/networkCheck.ts";
import { locator } from "#sip/transport/locator.ts";
import { document, type SettingsInput } from "#telephony/settings/settings.ts";
import type { NatOptions } from "#world/sim/nat.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { type FakeRouterOptions, fakeRouter } from "../../../test/network/fakeRouter.ts";
import { type FakeStunOptions, fakeStun } from "../../../test/network/fakeStun.ts";
import { FakeTurn, type FakeTurnOptions } from "../../../test/network/fakeTurn.ts";

const own = "192.168.1.20";
const gateway = "192.168.1.1";
const outer = "198.51.100.1";
const began = wallTime(Date.UTC(2026, 10, 24, 14, 28));

interface Story {
  readonly nat?: NatOptions | "none";
  readonly router?: FakeRouterOptions;
  readonly stun?: FakeStunOptions | "deaf" | "none";
  /** A relay in the world; which the settings name, or not. */
  readonly turn?: FakeTurnOptions;
  readonly settings?: SettingsInput;
  /** What the account's server sends back: parameters and place of our Via, and a Date. */
  readonly via?: (sent: string) => string;
  readonly date?: string;
}

const accounts: SettingsInput["accounts"] = [
  { id: "carrier", kind: "carrier", server: "203.0.113.10", transport: "udp", register: false },
];

/** A house behind a router, looked at from inside. */
async function looked(story: Story = {}) {
  const sim = simWorld({ began });
  const nat = story.nat === "none" ? undefined : sim.network.nat(outer, story.nat);
  const home = nat ? own : outer;
  const world = sim.host(home, nat);
  const router = await fakeRouter(sim.host(gateway, nat).network, gateway, {
    speaks: [],
    ...story.router,
  });
  const options = typeof story.stun === "object" ? story.stun : {};
  const far = sim.host("203.0.113.5");
  const second = { network: sim.host("203.0.113.6").network, host: "203.0.113.6" };
  const stun = await fakeStun(far.network, "203.0.113.5", { second, ...options });
  if (story.stun === "deaf") stun.close();
  const turn = await FakeTurn.open(sim.host("203.0.113.7"), "203.0.113.7", story.turn);
  const servers = story.stun === "none" ? [] : ["203.0.113.5"];
  const settings = document.parse({
    accounts,
    ...story.settings,
    network: { stun: servers, ...story.settings?.network },
  });
  const way = {
    flow: {
      protocol: "UDP" as const,
      local: { host: home, port: 5060 },
      remote: { host: "203.0.113.10", port: 5060 },
    },
    own: { host: home, port: 5060 },
  };
  const agent = scriptedAgent(way);
  const means: CheckMeans = {
    world,
    agent: {
      ask(asking, then) {
        const cancel = agent.ask(asking, then);
        const sent = `SIP/2.0/UDP ${home}:5060;branch=z9hG4bKa`;
        const via = (story.via ?? ((it) => `${it};received=${outer};rport=20000`))(sent);
        const date = story.date === undefined ? [] : [{ name: "Date", text: story.date }];
        const asked = agent.asked.shift();
        queueMicrotask(() => asked?.answer(200, [{ name: "Via", text: via }, ...date]));
        return cancel;
      },
    },
    locate: locator(world, false),
    settings: () => settings,
    accounts: () => [],
    router: () => router.places,
    sound: { host: "0.0.0.0", from: 16_384, to: 16_484 },
    ports: () => [],
    certificate: () =>
      Promise.resolve({
        by: "owner",
        now: began,
        end: began + 86_400_000 * 90,
        fitsKey: true,
        missing: [],
      }),
    clockIsKept: () => undefined,
  };
  const told: NetworkCheckView[] = [];
  void runCheck(means, (view) => void told.push(view));
  await sim.runs(minutes(2));
  router.close();
  stun.close();
  assert.equal(turn.held, 0, "what the relay gave is given back");
  turn.close();
  assert.deepEqual(sim.leftovers(), []);
  const last = told.at(-1);
  assert.ok(last?.ended, "it came to an end");
  const codes = Object.fromEntries(last.steps.map(({ id, finding }) => [id, finding?.code]));
  return { told, last, codes, kept: router.mappings() };
}

test("behind a usual router, all that can be seen is well", async () => {
  const { last, codes, kept, told } = await looked({
    router: { speaks: ["pcp"], outer },
    date: "Tue, 24 Nov 2026 14:28:00 GMT",
  });
  assert.deepEqual(codes, {
    clock: "clock.right",
    dns: "dns.found",
    outside: "outside.stun",
    nat: "nat.friendly",
    portMapping: "portMapping.can",
    doubleNat: "doubleNat.single",
    reach: "reach.shut", // the simulated router maps nothing really
    alg: "alg.none",
    sound: "sound.both",
    turn: "turn.none",
    ipv6: "ipv6.none",
    certificate: "certificate.good",
  });
  assert.deepEqual(kept, [], "what was opened for the check is shut again");
  assert.equal(last.steps[4]?.finding?.fix, "keepPortsOpen");
  assert.deepEqual(told[0]?.steps.map(({ state }) => state).slice(0, 2), ["running", "waiting"]);
});

test("a house with the world's own address needs no port opened", async () => {
  const { codes, last } = await looked({ nat: "none" });
  assert.equal(codes["nat"], "nat.none");
  assert.equal(codes["portMapping"], "portMapping.unneeded");
  assert.equal(codes["reach"], "reach.open");
  assert.equal(last.result?.detail, "Calls will work.");
});

test("without any STUN server the accounts' servers say where we are", async () => {
  const { codes, last } = await looked({ stun: "none" });
  assert.equal(codes["outside"], "outside.account");
  assert.equal(last.steps[2]?.finding?.detail, `The world sees us at ${outer}.`);
  assert.equal(codes["sound"], "sound.unknown");
});

test("nobody is asked whom the settings do not name", async () => {
  const { codes } = await looked({ stun: "none", settings: { accounts: [] } });
  assert.equal(codes["outside"], "outside.unasked");
  assert.equal(codes["clock"], "clock.unknown");
  assert.equal(codes["alg"], "alg.unknown");
});

test("a router that takes another port for each peer is found", async () => {
  assert.equal((await looked({ nat: { symmetric: true } })).codes["nat"], "nat.symmetric");
});

test("a carrier's own NAT, and a router behind a router, are found by the address that the router has", async () => {
  const shared = { speaks: ["natPmp"], outer: "100.64.7.1" } as const;
  assert.equal((await looked({ router: shared })).codes["doubleNat"], "doubleNat.carrier");
  const two = { speaks: ["pcp"], outer: "192.168.178.20" } as const;
  assert.equal((await looked({ router: two })).codes["doubleNat"], "doubleNat.two");
  const other = { speaks: ["pcp"], outer: "203.0.113.99" } as const;
  assert.equal((await looked({ router: other })).codes["doubleNat"], "doubleNat.differs");
});

test("a router that changes our Via is suspected of SIP ALG", async () => {
  const via = (sent: string): string => sent.replace(own, outer);
  const { codes, last } = await looked({ via });
  assert.equal(codes["alg"], "alg.suspected");
  assert.equal(last.result?.verdict, "mind");
});

test("a STUN server that is deaf, cuts its answers, or answers something else says nothing", async () => {
  const answers: readonly NonNullable<Story["stun"]>[] = [
    "deaf",
    { twist: (it) => it.slice(0, 22) },
    { twist: (it) => it.map((byte, i) => (i > 7 && i < 20 ? byte ^ 1 : byte)) },
    { twist: () => new Uint8Array(60_000) },
    { twist: () => undefined },
  ];
  for (const stun of answers) {
    const { codes } = await looked({ stun, via: (sent) => sent });
    assert.equal(codes["outside"], "outside.silent");
    assert.equal(codes["sound"], "sound.unknown");
  }
});

test("a clock that is wrong is told by the Date of an account's server", async () => {
  const { codes, last } = await looked({ date: "Tue, 24 Nov 2026 14:38:00 GMT" });
  assert.equal(codes["clock"], "clock.off");
  assert.match(last.result?.detail ?? "", /^Calls will not all work: The clock is 600 s off/);
});

test("a name that leads nowhere is told with its account", async () => {
  const lost = { id: "maple", name: "Maple", kind: "carrier", server: "maple.example" } as const;
  const { codes, last } = await looked({ settings: { accounts: [lost] } });
  assert.equal(codes["dns"], "dns.lost");
  assert.deepEqual(last.steps[1]?.finding?.params, {
    account: "Maple",
    server: "maple.example",
    lost: 1,
  });
});

const relay = (urls: readonly string[], more: object = {}): SettingsInput => ({
  network: { turn: { urls: [...urls], username: "ada", secret: "of the relay", ...more } },
});
const found = async (story: Story) => (await looked(story)).last.steps[9]?.finding;
const near = "turn:203.0.113.7";

test("a relay passes sound on both ways: by UDP and by TCP, also where each peer gets another port", async () => {
  for (const nat of [{}, { symmetric: true }])
    for (const urls of [[near], [`${near}:3478?transport=tcp`], [near, `${near}?transport=tcp`]]) {
      const finding = await found({ nat, settings: relay(urls) });
      assert.deepEqual([finding?.code, finding?.verdict], ["turn.works", "well"], urls.join());
    }
  const shared = relay([near], { by: "sharedSecret" });
  assert.equal(
    (await found({ settings: shared }))?.code,
    "turn.denied",
    "that login is none there",
  );
});

test("what is wrong with a relay is said: who is not let in, why, or that nothing comes", async () => {
  const settings = relay([near]);
  const quota = [486, "Allocation Quota Reached"] as const;
  const forbidden = [403, "Forbidden"] as const;
  const cases: readonly [Story, string, object?][] = [
    [{ settings, turn: { login: "ada:another" } }, "turn.denied"],
    [
      { settings, turn: { refuses: { 3: quota } } },
      "turn.refused",
      { code: 486, reason: quota[1] },
    ],
    [
      { settings, turn: { refuses: { 8: forbidden } } },
      "turn.shut",
      { code: 403, reason: "Forbidden" },
    ],
    [{ settings, turn: { deaf: true } }, "turn.deaf"],
    [{ settings, turn: { port: 4000 } }, "turn.silent"],
    [{ settings, turn: { twist: (it) => it.slice(0, 30) } }, "turn.silent"],
    [{ settings, turn: { twist: () => new Uint8Array(60_000) } }, "turn.silent"],
    [{ settings: relay(["turn:nowhere.example"]) }, "turn.lost"],
    [{ settings: relay([near, `${near}:4000`]) }, "turn.some", { url: `${near}:4000` }],
    [{ settings: relay([`${near}:4000?transport=tcp`]) }, "turn.silent"],
    [{ settings: relay(["turns:203.0.113.7?transport=udp"]) }, "turn.untried"],
  ];
  for (const [story, code, params = {}] of cases) {
    const finding = await found(story);
    assert.equal(finding?.code, code);
    assert.deepEqual({ ...finding.params, ...params }, finding.params);
    assert.ok(!JSON.stringify(finding).includes("of the relay"), "no password is told");
  }
});

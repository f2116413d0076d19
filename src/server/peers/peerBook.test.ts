import assert from "node:assert/strict";
import { test } from "node:test";
import { signJws } from "#kit/jws.ts";
import { listeners } from "#kit/listeners.ts";
import { hours, seconds } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { scriptedAgent } from "#server/accounts/scriptedAgent.ts";
import { PeerBook, type PeerMeans } from "#server/peers/peerBook.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { document } from "#telephony/settings/settings.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/* One exchange, Maple, whom we are registered at. */

const flow: Flow = {
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host: "203.0.113.10", port: 5060 },
};
const settings = document.parse({
  accounts: [{ id: "maple", kind: "exchange", server: "maple.example", username: "ada" }],
});
const [maple, forger] = [1, 2].map((byte) => nodeCrypto.ed25519Key(new Uint8Array(32).fill(byte)));

const way = {
  account: settings.accounts[0],
  usable: true,
  address: "sip:ada@maple.example",
  destination: () => ({ to: "flow", flow }),
  route: [],
  contactUser: "x",
} as unknown as AccountWay;

type Sim = ReturnType<typeof simWorld>;

function book(sim: Sim, world: PeerMeans["world"]) {
  const agent = scriptedAgent({ flow, own: flow.local });
  const changes = listeners<string>();
  const peers = new PeerBook({
    world,
    agent,
    product: "Ringwise",
    settings: { current: () => settings } as PeerMeans["settings"],
    accounts: { way: () => way, changes: changes.listen },
  });
  const registered = (): void => changes.tell("maple");
  /** The status of the answer. */
  const notifies = (signer = maple, more: object = {}): number | undefined => {
    const subscribe = agent.asked.at(-1);
    assert.ok(subscribe && signer);
    const [from = "", callId = ""] = ["From", "Call-ID"].map(
      (name) => subscribe.request.lines(name)[0],
    );
    const now = world.clock.wallTime();
    const words = {
      ...{ domains: ["maple.example"], mode: "peer", version: 5 },
      issued: new Date(now).toISOString(),
      expires: new Date(now + hours(24)).toISOString(),
      members: [{ name: "ben", extension: "202", numbers: [] }],
      ...more,
    };
    const notify = makeRequest({
      method: "NOTIFY",
      uri: "sip:x@192.0.2.1",
      headers: [
        { name: "To", text: from },
        { name: "Call-ID", text: callId },
        { name: "Subscription-State", text: "active" },
      ],
      body: new TextEncoder().encode(signJws(words, signer)),
    });
    return agent.arrive(notify, flow)[0]?.status;
  };
  return { sim, agent, peers, registered, notifies };
}

test("an exchange that knows no such subscription is not asked again at once", async () => {
  const sim = simWorld();
  const { agent, registered, peers } = book(sim, sim.host("192.0.2.1"));
  await sim.settles();
  registered();
  for (let i = 0; i < 5; i++) agent.asked[i]?.answer(481);
  assert.equal(agent.asked.length, 1);
  await sim.runs(hours(1));
  assert.equal(agent.asked.length, 1, "until we are registered there anew");
  peers.close();
});

test("a dialog that the exchange has forgotten is begun anew", async () => {
  const sim = simWorld();
  const { agent, registered, peers } = book(sim, sim.host("192.0.2.1"));
  await sim.settles();
  registered();
  agent.asked[0]?.answer(200, [{ name: "Expires", text: "100" }]);
  await sim.runs(seconds(81));
  agent.asked[1]?.answer(481);
  const calls = agent.asked.map(({ request }) => request.lines("Call-ID")[0]);
  assert.equal(calls.length, 3);
  assert.equal(calls[0], calls[1]);
  assert.notEqual(calls[1], calls[2]);
  peers.close();
});

test("the key that was pinned holds from the first moment of the next start, however slow the disk", async () => {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  const first = book(sim, world);
  await sim.settles();
  first.registered();
  assert.equal(first.notifies(), 200);
  await sim.settles();
  first.peers.close();

  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = {
    ...world,
    files: {
      ...world.files,
      list: (folder: string) => promise.then(() => world.files.list(folder)),
    },
  };
  const second = book(sim, slow);
  second.registered();
  await sim.settles();
  assert.equal(second.agent.asked.length, 0, "nobody is asked whose key is not known yet");
  resolve();
  await sim.settles();
  assert.equal(second.peers.called("maple", "202")?.name, "ben");
  assert.equal(second.notifies(forger, { version: 9 }), 400);
  assert.equal(second.peers.view("maple")?.refused, 1);
  second.peers.close();
});

test("a directory that cannot be kept counts, and the log says so", async () => {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  world.files.full = true;
  const { registered, notifies, peers } = book(sim, world);
  await sim.settles();
  registered();
  assert.equal(notifies(), 200);
  await sim.settles();
  assert.equal(peers.called("maple", "202")?.name, "ben");
  assert.equal(world.log.find(/directory is not kept/).length, 1);
  peers.close();
});

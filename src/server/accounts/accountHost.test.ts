import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, minutes, seconds } from "#kit/time.ts";
import { accountHost } from "#server/accounts/accountHost.ts";
import { scriptedAgent } from "#server/accounts/scriptedAgent.ts";
import { challengeLines } from "#sip/auth/challenge.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { document, type SettingsInput } from "#telephony/settings/settings.ts";
import { serverKey } from "#world/serverKey.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const flow = (host: string, port = 5060): Flow => ({
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host, port },
});

const invite = (uri: string): SipRequest => makeRequest({ method: "INVITE", uri, headers: [] });

type Accounts = NonNullable<SettingsInput["accounts"]>;
const accountsOf = (accounts: Accounts) => document.parse({ accounts }).accounts;

const maple = {
  id: "maple",
  kind: "carrier",
  server: "maple.example",
  username: "ada",
  secret: "s",
  number: "+16135550142",
} as const;
const fixed = { id: "fixed", kind: "carrier", server: "198.51.100.7", register: false } as const;

async function house(accounts: Accounts) {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  sim.network.record("maple.example", "SRV");
  sim.network.record("maple.example", "A", ["203.0.113.10"]);
  const own = { host: "192.0.2.1", port: 5060 };
  const agent = scriptedAgent({ flow: flow("203.0.113.10"), own });
  const [key] = await serverKey(world);
  const host = accountHost({ world, agent, key, product: "Ringwise/0" });
  host.use(accountsOf(accounts));
  await sim.runs(seconds(1));
  return { sim, world, agent, host };
}

test("an account is registered with a contact that our way there gives, and answers a challenge", async () => {
  const { agent, host, sim } = await house([maple]);
  assert.equal(host.status()[0]?.state, "trying");
  const [first] = agent.asked;
  assert.equal(first?.request.uriText, "sip:maple.example");
  assert.match(first?.request.lines("To")[0] ?? "", /<sip:ada@maple.example>/);
  const [contact = ""] = first?.request.lines("Contact") ?? [];
  assert.match(contact, /^<sip:[0-9a-f]{20}@192\.0\.2\.1:5060>/);
  first?.answer(401, challengeLines({ realm: "maple", nonce: "n" }));
  assert.match(agent.asked[1]?.request.lines("Authorization")[0] ?? "", /username="ada"/);
  await sim.runs(millis(28));
  agent.asked[1]?.answer(200, [{ name: "Contact", text: `${contact.split(";")[0]};expires=600` }]);
  assert.deepEqual(host.status(), [
    {
      id: "maple",
      kind: "carrier",
      server: "maple.example",
      state: "registered",
      since: sim.clock.wallTime(),
      roundTrip: 28,
    },
  ]);
  await sim.runs(minutes(10));
  assert.equal(agent.asked.length, 3); // refreshed in time
  assert.equal(agent.asked[2]?.request.lines("Call-ID")[0], first?.request.lines("Call-ID")[0]);
});

test("a refused account says why, and is tried again", async () => {
  const { agent, host, sim } = await house([maple]);
  const changed: string[] = [];
  host.changes((id) => changed.push(id));
  agent.asked[0]?.answer(403);
  assert.deepEqual(
    host.status().map(({ state, detail }) => [state, detail]),
    [["failed", "403 Forbidden"]],
  );
  assert.deepEqual(changed, ["maple"]);
  assert.equal(host.way("maple")?.usable, false);
  await sim.runs(minutes(31));
  assert.equal(agent.asked.length, 2);
  agent.asked[1]?.fail();
  assert.match(host.status()[0]?.detail ?? "", /no answer from the server/);
});

test("a call is recognised by the contact that was registered, wherever it comes from", async () => {
  const { agent, host } = await house([maple, fixed]);
  const contact = /sip:([0-9a-f]+)@/.exec(agent.asked[0]?.request.lines("Contact")[0] ?? "")?.[1];
  const strange = flow("203.0.113.99", 40_000);
  assert.equal(host.recognise(invite(`sip:${contact}@192.0.2.1`), strange)?.account.id, "maple");
  assert.equal(host.recognise(invite("sip:ada@192.0.2.1"), strange), undefined);
});

test("a carrier that is known by its address is recognised on any port, as is a registered one", async () => {
  const { host } = await house([maple, fixed]);
  const call = invite("sip:+16135550142@192.0.2.1");
  assert.equal(host.recognise(call, flow("198.51.100.7", 31_337))?.account.id, "fixed");
  assert.equal(host.recognise(call, flow("203.0.113.10", 5080))?.account.id, "maple");
  assert.equal(host.recognise(call, flow("198.51.100.8")), undefined);
});

test("an exchange is who has our registration, by the way that it came: neither its address nor our contact is enough", async () => {
  const exchange = { ...maple, kind: "exchange" } as const;
  const { agent, host } = await house([exchange]);
  const [asked] = agent.asked;
  const [contact = ""] = asked?.request.lines("Contact") ?? [];
  const user = /sip:([0-9a-f]+)@/.exec(contact)?.[1] ?? "";
  asked?.answer(200, [{ name: "Contact", text: `${contact.split(";")[0]};expires=600` }]);
  for (const called of [user, "+16135550142", "ada"]) {
    const call = invite(`sip:${called}@192.0.2.1`);
    assert.equal(host.recognise(call, flow("203.0.113.10"))?.account.id, "maple");
    assert.equal(host.recognise(call, flow("203.0.113.10", 5080)), undefined, "another port of it");
    const stream = { ...flow("203.0.113.10"), protocol: "TCP", connection: "c9" } as const;
    assert.equal(host.recognise(call, stream), undefined, "a connection that others have opened");
    assert.equal(host.recognise(call, flow("203.0.113.99")), undefined);
  }
});

test("an exchange that wants no registration is known by its address", async () => {
  const { host } = await house([{ ...fixed, kind: "exchange" }]);
  const call = invite("sip:+16135550142@192.0.2.1");
  assert.equal(host.recognise(call, flow("198.51.100.7", 31_337))?.account.id, "fixed");
});

test("of two accounts with one carrier, the one whose number is called is meant", async () => {
  const second = { ...maple, id: "second", username: "bob", number: "+16135550143" };
  const { host } = await house([maple, second]);
  const from = (user: string) =>
    host.recognise(invite(`sip:${user}@192.0.2.1`), flow("203.0.113.10"));
  assert.equal(from("16135550143")?.account.id, "second");
  assert.equal(from("bob")?.account.id, "second");
  assert.equal(from("+16135550142")?.account.id, "maple");
  assert.equal(from("anything")?.account.id, "maple");
});

test("a call goes out with the account's own address, along its service route once there is one", async () => {
  const { agent, host } = await house([maple]);
  assert.deepEqual(host.way("maple")?.route, []);
  assert.equal(host.way("maple")?.address, "sip:ada@maple.example");
  assert.equal(host.way("maple")?.uriOf("+16135550199"), "sip:+16135550199@maple.example");
  assert.equal(host.way("maple")?.uriOf("sip:door@house.lan"), "sip:door@house.lan");
  assert.deepEqual(host.way("maple")?.login, { user: "ada", password: "s" });
  const contact = agent.asked[0]?.request.lines("Contact")[0]?.split(";")[0] ?? "";
  agent.asked[0]?.answer(200, [
    { name: "Contact", text: `${contact};expires=600` },
    { name: "Service-Route", text: "<sip:edge.maple.example;lr>" },
  ]);
  const way = host.way("maple");
  assert.deepEqual(way?.route, ["<sip:edge.maple.example;lr>"]);
  assert.equal(way?.usable, true);
  const destination = way?.destination();
  assert.equal(destination?.to === "uri" && destination.uri.host, "edge.maple.example");
});

test("a proxy is the next hop, and stands in the route", async () => {
  const proxied = { ...maple, proxy: "192.0.2.50:5070", transport: "tcp" } as const;
  const { agent, host } = await house([proxied]);
  assert.deepEqual(agent.asked[0]?.request.lines("Route"), [
    "<sip:192.0.2.50:5070;transport=tcp;lr>",
  ]);
  const destination = host.way("maple")?.destination();
  assert.ok(destination?.to === "uri");
  assert.deepEqual([destination.uri.host, destination.uri.port], ["192.0.2.50", 5070]);
});

test("an account that is taken away leaves its carrier; one that is changed leaves and comes anew", async () => {
  const { agent, host } = await house([maple]);
  const contact = agent.asked[0]?.request.lines("Contact")[0]?.split(";")[0] ?? "";
  agent.asked[0]?.answer(200, [{ name: "Contact", text: `${contact};expires=600` }]);
  host.use(accountsOf([maple]));
  assert.equal(agent.asked.length, 1); // nothing has changed
  host.use(accountsOf([{ ...maple, username: "bob" }]));
  const [, goodbye, hello] = agent.asked;
  assert.match(goodbye?.request.lines("Contact")[0] ?? "", /expires=0/);
  assert.match(hello?.request.lines("To")[0] ?? "", /sip:bob@/);
  host.use([]);
  assert.deepEqual(host.status(), []);
  assert.equal(host.way("maple"), undefined);
});

test("closing takes registrations away and waits for that, but not for ever", async () => {
  const { agent, host, sim } = await house([maple]);
  agent.asked[0]?.answer(200);
  let closed = false;
  void host.close().then(() => {
    closed = true;
  });
  await sim.runs(seconds(1));
  assert.equal(closed, false);
  await sim.runs(seconds(2));
  assert.equal(closed, true);
});

test("a lost flow registers anew at once", async () => {
  const { agent } = await house([maple]);
  const contact = agent.asked[0]?.request.lines("Contact")[0]?.split(";")[0] ?? "";
  agent.asked[0]?.answer(200, [{ name: "Contact", text: `${contact};expires=600` }]);
  agent.lose(flow("198.51.100.99"));
  assert.equal(agent.asked.length, 1);
  agent.lose(flow("203.0.113.10"));
  assert.equal(agent.asked.length, 2);
});

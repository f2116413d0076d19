/** RFC 3665 §3.2 to §3.5: exchanges between Alice and Bob. */
import assert from "node:assert/strict";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { memberSettings } from "../../exchange/village.ts";
import type { Talk } from "../../phones/talk.ts";
import { hearEachOther } from "../hearEachOther.ts";
import { flow } from "./flow.ts";
import { Proxies } from "./proxies.ts";
import { rfc3665 } from "./rfc3665.ts";

const atlanta = "atlanta.example";
const biloxi = "biloxi.example";
const [first, second] = ["192.0.2.1", "192.0.2.2"] as const;
const password = (name: string): string => `password-of-${name}`;

const userOf = (realm: string, name: string, more: object = {}): object => ({
  name,
  login: digestSecrets(nodeCrypto, realm, { user: name, password: password(name) }),
  ...more,
});

/** Alice is a user of atlanta.example, Bob of biloxi.example. */
async function twoProxies(ofSecond: object = {}) {
  const town = new Proxies();
  await town.exchange("proxy1", first, {
    domains: [atlanta],
    users: [userOf(atlanta, "alice")],
    tiers: [{ id: "standard", calls: "anywhere" }],
  });
  await town.exchange("proxy2", second, {
    domains: [biloxi],
    users: [userOf(biloxi, "bob")],
    ...ofSecond,
  });
  const alice = await town.person({ name: "alice", host: "192.0.2.20", tone: 1000, server: first });
  const bob = await town.person({ name: "bob", host: "192.0.2.21", tone: 440, server: second });
  alice.login = { user: "alice", password: password("alice") };
  bob.registers(password("bob"));
  await town.runs(1000);
  assert.ok(bob.isRegistered);
  town.begins();
  return { town, alice, bob };
}

/** The called hangs up unless said. */
async function talkAndEnd(
  town: Proxies,
  caller: Talk,
  called: Talk,
  ends: Talk = called,
): Promise<Proxies> {
  called.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: called, says: 440 });
  ends.hangsUp();
  await town.runs(1000);
  return town;
}

const calls = { from: "alice", to: `sip:bob@${biloxi}` };

flow(rfc3665, "3.2", async () => {
  const { town, alice, bob } = await twoProxies();
  const call = await alice.calls(calls.to, { domain: atlanta });
  await town.runs(1000);
  const { talk } = bob;
  const lines = (name: string): readonly string[] => talk.incoming?.request.lines(name) ?? [];
  assert.match(
    lines("Record-Route").join(", "),
    /192\.0\.2\.2[^,]*>.*192\.0\.2\.1/,
    "the last proxy's on top",
  );
  assert.deepEqual(lines("Max-Forwards"), ["68"], "each proxy takes one");
  assert.equal(lines("Via").join(", ").split(",").length, 3, "Alice's and each proxy's");
  assert.deepEqual(lines("Proxy-Authorization"), [], "the proxy that asked keeps the answer");
  return talkAndEnd(town, call, talk);
});

flow(rfc3665, "3.3", async () => {
  const { town, alice, bob } = await twoProxies({
    domains: [biloxi, atlanta],
    users: [userOf(biloxi, "bob"), userOf(biloxi, "alice")],
  });
  bob.manner = "nothing";
  const call = await alice.calls(calls.to, { domain: atlanta });
  await town.runs(1000);
  const { talk } = bob;
  assert.deepEqual(
    talk.incoming?.request.lines("Proxy-Authorization"),
    [],
    "no password reaches Bob",
  );
  return talkAndEnd(town, call, talk);
});

const maple = "maple.example";

/** The feature server at Alice's, whose own telephone calls; Bob's telephone is a user of Proxy 2. */
async function fromHome(
  accounts: (account: object) => readonly object[],
  route: readonly string[],
) {
  const town = new Proxies();
  await town.exchange("proxy2", second, {
    domains: [maple],
    users: [userOf(maple, "alice"), userOf(maple, "bob", { extension: "202" })],
    tiers: [{ id: "standard", calls: "usual" }],
  });
  const host = "192.0.2.31";
  const account = {
    id: "maple",
    kind: "carrier", // it tells no directory of its users, in which the way to Bob would stand
    server: second,
    transport: "udp",
    username: "alice",
    secret: password("alice"),
  };
  const rules = [{ do: "mailbox" }];
  await town.member("server", host, {
    ...memberSettings("alice", "+16135550101", rules),
    accounts: accounts(account),
    outgoing: { route },
  });
  const bob = await town.person({ name: "bob", host: "192.0.2.21", tone: 440, server: second });
  const alice = await town.person({ name: "alice", host: "192.0.2.20", tone: 1000, server: host });
  bob.registers(password("bob"));
  alice.login = { user: "desk", password: "a-long-secret" };
  await town.runs(1000);
  assert.ok(bob.isRegistered);
  town.begins();
  return { town, alice, bob };
}

flow(rfc3665, "3.4", async () => {
  const gone = { id: "proxy1", kind: "carrier", server: first, transport: "udp", register: false };
  const { town, alice, bob } = await fromHome((account) => [gone, account], ["proxy1", "maple"]);
  town.named("proxy1", first);
  const call = await alice.calls("202", { from: "desk" });
  await town.runs(20_000);
  assert.equal(bob.talks.length, 1, "before timer B of the first would end");
  return talkAndEnd(town, call, bob.talk);
});

flow(rfc3665, "3.5", async () => {
  const { town, alice, bob } = await fromHome((account) => [account], ["maple"]);
  const call = await alice.calls("202", { from: "desk" });
  await town.runs(1000);
  const { request } = bob.talk.incoming ?? {};
  const text = new TextDecoder().decode(request?.body);
  assert.match(text, /c=IN IP4 192\.0\.2\.31/, "the sound goes by the feature server");
  assert.equal(request?.lines("Via").join().includes(alice.host), false, "and so does the answer");
  return talkAndEnd(town, call, bob.talk, call);
});

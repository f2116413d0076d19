import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenedExchange } from "#exchange/openExchange.ts";
import { signJws } from "#kit/jws.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Person } from "../phones/person.ts";
import { asks } from "./asks.ts";
import { exchangeSettings, user, Village } from "./village.ts";

/* Exchanges above exchanges: each is a user of the one above it, by a trunk that registers and has a password. */

const cem = "+16135550120";
const ada = "+16135550121";
const seed = new Uint8Array(32).fill(7);

const policyOf = (address: string, more: object): object => ({
  ...{ user: address, version: 1, timeZone: "UTC", country: "CA", rules: [], unreachable: [] },
  ...{ issued: "2026-11-27T17:00:00Z", expires: "2026-12-27T17:00:00Z" },
  ...more,
});
const outside = "+14165550100";

const login = (realm: string, name: string, password: string): object => ({
  login: digestSecrets(nodeCrypto, realm, { user: name, password }),
});

/** A trunk to the exchange above. */
const upwards = (domain: string, server: string, username: string, more: object = {}): object => ({
  id: "above",
  server,
  domain,
  registers: true,
  login: { username, secret: `password-of-${username}` },
  ...more,
});

interface Tiers {
  readonly town: Village;
  readonly carrier: Person;
  readonly phone: Person;
  readonly lower: readonly OpenedExchange[];
}

/** Carrier, maple.example, oak.example as its user, elm.example as oak's, and Cem's telephone at elm. */
async function three(more: object = {}): Promise<Tiers> {
  const town = await Village.open(
    exchangeSettings({ users: [user("oak", { numbers: [cem] })], ...more }),
  );
  const oak = await town.neighbour("192.0.2.2", {
    ...{ domains: ["oak.example"], country: "CA", tiers: [{ id: "standard", calls: "usual" }] },
    users: [{ name: "elm", numbers: [cem], ...login("oak.example", "elm", "password-of-elm") }],
    trunks: [upwards("maple.example", "192.0.2.1", "oak")],
  });
  const elm = await town.neighbour("192.0.2.3", {
    ...{ domains: ["elm.example"], country: "CA", tiers: [{ id: "standard", calls: "usual" }] },
    users: [
      { name: "cem", numbers: [cem], ...login("elm.example", "cem", "password-of-cem") },
      { name: "dora", ...login("elm.example", "dora", "password-of-dora") },
    ],
    trunks: [upwards("oak.example", "192.0.2.2", "elm")],
  });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const phone = await town.person("cem", "192.0.2.50", 600, { server: "192.0.2.3" });
  phone.registers("password-of-cem");
  await town.runs(2000);
  assert.ok(phone.isRegistered);
  return { town, carrier, phone, lower: [oak, elm] };
}

test("a call from outside goes down through three tiers, and is heard at the telephone", async () => {
  const { town, carrier, phone } = await three();
  const call = await carrier.calls(cem);
  await town.runs(2000);
  assert.equal(phone.talks.length, 1, "Cem's telephone rings");
  phone.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9, "the carrier hears Cem");
  assert.ok(phone.talk.voice.share(1000) > 0.9, "and Cem the carrier");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(phone.talk.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("a call out goes up through three tiers: each password is given, and the number shown is Cem's", async () => {
  const { town, carrier, phone } = await three();
  const call = await phone.calls(outside);
  await town.runs(3000);
  const invite = carrier.talk.incoming?.request;
  assert.equal(invite?.uriText, `sip:${outside}@192.0.2.10`);
  assert.deepEqual(invite?.lines("P-Asserted-Identity"), [`<sip:${cem}@maple.example>`]);
  assert.deepEqual(invite?.lines("Proxy-Authorization"), []);
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(carrier.talk.voice.share(600) > 0.9);

  call.holds();
  await town.runs(1000);
  assert.deepEqual(carrier.talk.told.slice(-1), ["offered"], "the hold goes over both bridges");
  call.resumes();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9, "and they hear each other again");
  carrier.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("who gives up is heard at the top, and a refusal at the bottom", async () => {
  const { town, carrier, phone } = await three();
  const call = await phone.calls(outside);
  await town.runs(2000);
  assert.deepEqual(call.told, ["proceeding", "progress 180"]);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(carrier.talk.told, ["cancelled", "over cancelled"]);

  const other = await phone.calls(outside);
  await town.runs(2000);
  carrier.talk.refuses(486);
  await town.runs(1000);
  assert.deepEqual(other.told.slice(-2), ["refused 486", "over refused"]);
  await town.mustBeIdle();
});

test("who has forwarded a call is told from tier to tier: a redirection above, an absence below", async () => {
  const { town, carrier, phone } = await three({
    users: [
      user("oak", { numbers: [cem] }),
      user("ada", { numbers: [ada], followsRedirections: true }),
    ],
  });
  const dora = await town.person("dora", "192.0.2.51", 700, { server: "192.0.2.3" });
  dora.registers("password-of-dora");
  const adas = await town.bare("ada", "192.0.2.41", 440);
  adas.manner = "nothing";
  const forwards = { unreachable: [{ do: "forward", to: { address: "sip:dora@elm.example" } }] };
  const published = await asks(town, phone, {
    ...{ method: "PUBLISH", uri: "sip:cem@elm.example", from: "elm.example", at: "192.0.2.3" },
    headers: [
      { name: "Event", text: "call-policy" },
      { name: "Content-Type", text: "application/jose" },
    ],
    body: signJws(policyOf("sip:cem@elm.example", forwards), nodeCrypto.ed25519Key(seed)),
  });
  assert.equal(published?.status, 200);
  const gone = phone.close();
  await town.runs(3000);
  await gone;
  town.people.splice(town.people.indexOf(phone), 1);

  const before = { name: "History-Info", text: `<sip:${cem}@carrier.example>;index=1` };
  const call = await carrier.calls(ada, { extra: [before] });
  await town.runs(500);
  const contact = { name: "Contact", text: `<sip:${cem}@maple.example>` };
  adas.talk.session?.perform({ do: "refuse", status: 302, extra: [contact] });
  await town.runs(2000);
  const came = dora.talk.incoming?.request;
  assert.deepEqual(came?.lines("History-Info").join(", ").split(", "), [
    `<sip:${cem}@carrier.example>;index=1`,
    `<sip:${ada}@192.0.2.1?Reason=SIP%3Bcause%3D302>;index=1.1;rc=1`,
    `<sip:${cem}@maple.example;cause=302>;index=1.1.1;mp=1.1`,
    `<sip:${cem}@elm.example?Reason=SIP%3Bcause%3D480>;index=1.1.1.1;rc=1.1.1`,
    "<sip:dora@elm.example;cause=503>;index=1.1.1.1.1;mp=1.1.1.1",
  ]);
  assert.deepEqual(came?.lines("P-Called-Party-ID"), ["<sip:dora@elm.example>"]);
  dora.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9, "and it is Dora who is heard");
  call.hangsUp();
  await town.runs(1000);

  await town.mustBeIdle();
});

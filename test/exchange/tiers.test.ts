import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenedExchange } from "#exchange/openExchange.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Person } from "../phones/person.ts";
import { exchangeAt, exchangeSettings, user, Village } from "./village.ts";

/* Exchanges above exchanges: each is a user of the one above it, by a trunk that registers and has a password. */

const cem = "+16135550120";
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
  /** Nothing is left anywhere. */
  closes(): Promise<void>;
}

/** Carrier, maple.example, oak.example as its user, elm.example as oak's, and Cem's telephone at elm. */
async function three(more: object = {}): Promise<Tiers> {
  const town = await Village.open(
    exchangeSettings({ users: [user("oak", { numbers: [cem] })], ...more }),
  );
  const oak = await exchangeAt(town.sim.host("192.0.2.2"), "192.0.2.2", {
    ...{ domains: ["oak.example"], country: "CA", tiers: [{ id: "standard", calls: "usual" }] },
    users: [{ name: "elm", numbers: [cem], ...login("oak.example", "elm", "password-of-elm") }],
    trunks: [upwards("maple.example", "192.0.2.1", "oak")],
  });
  const elm = await exchangeAt(town.sim.host("192.0.2.3"), "192.0.2.3", {
    ...{ domains: ["elm.example"], country: "CA", tiers: [{ id: "standard", calls: "usual" }] },
    users: [{ name: "cem", numbers: [cem], ...login("elm.example", "cem", "password-of-cem") }],
    trunks: [upwards("oak.example", "192.0.2.2", "elm")],
  });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const phone = await town.person("cem", "192.0.2.50", 600, { server: "192.0.2.3" });
  phone.registers("password-of-cem");
  await town.runs(2000);
  assert.ok(phone.isRegistered);
  const lower = [oak, elm];
  return {
    town,
    carrier,
    phone,
    lower,
    async closes() {
      await town.runs(45_000);
      for (const { exchange } of lower) assert.ok(exchange.idle);
      const closing = Promise.all([elm.close(), oak.close()]);
      await town.runs(3000);
      await closing;
      await town.mustBeIdle();
    },
  };
}

test("a call from outside goes down through three tiers, and is heard at the telephone", async () => {
  const { town, carrier, phone, closes } = await three();
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
  await closes();
});

test("a call out goes up through three tiers: each password is given, and the number shown is Cem's", async () => {
  const { town, carrier, phone, closes } = await three();
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
  await closes();
});

test("who gives up is heard at the top, and a refusal at the bottom", async () => {
  const { town, carrier, phone, closes } = await three();
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
  await closes();
});

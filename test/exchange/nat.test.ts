import assert from "node:assert/strict";
import { test } from "node:test";
import { seconds } from "#kit/time.ts";
import type { NatOptions } from "#world/sim/nat.ts";
import { type Person, serverHost } from "../phones/person.ts";
import { readSdp } from "../phones/spokenSdp.ts";
import type { Talk } from "../phones/talk.ts";
import { Voice } from "../phones/voice.ts";
import { exchangeSettings, memberSettings, numbers, ring, user, Village } from "./village.ts";

/* members behind routers that let nobody in, and the exchange that carries their sound. */

const symmetric: NatOptions = { symmetric: true };

/** Ada and Ben, bare telephones behind a symmetric router each. */
async function apart(
  settings: object = {},
  ports?: { readonly from: number; readonly to: number },
) {
  const town = await Village.open(exchangeSettings(settings), ports);
  const adas = town.sim.network.nat("203.0.113.9", symmetric);
  const bens = town.sim.network.nat("198.51.100.7", symmetric);
  const ada = await town.bare("ada", "10.0.0.5", 440, adas);
  const ben = await town.bare("ben", "10.0.1.5", 600, bens);
  return { town, ada, ben, adas, bens };
}

const offerTo = (person: Person) => readSdp(person.talk.incoming?.request.body ?? new Uint8Array());

/** Ada calls Ben, who lifts. */
async function talking(
  { town, ada, ben }: Pick<Awaited<ReturnType<typeof apart>>, "town" | "ada" | "ben">,
  how = {},
) {
  const call = await ada.calls("ben", how);
  await town.runs(1000);
  ben.talk.lifts();
  await town.runs(2000);
  return { call, called: ben.talk };
}

/** After a second of quiet in the books, each hears the other's tone. */
async function hearEachOther(town: Village, call: Talk, called: Talk): Promise<void> {
  for (const { voice } of [call, called]) voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.lately(600) > 0.8, "Ada hears Ben");
  assert.ok(called.voice.lately(440) > 0.8, "Ben hears Ada");
}

test("two members behind symmetric routers talk through the exchange, and nothing is left of it", async () => {
  const { town, ada, ben } = await apart();
  const { call, called } = await talking({ town, ada, ben });
  await hearEachOther(town, call, called);
  assert.equal(offerTo(ben)?.at.host, serverHost, "Ben is offered the exchange's port");
  assert.equal(call.voice.to?.host, serverHost, "and so is Ada");
  called.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("a member behind a router is called by somebody who is not: bodies pass octet by octet", async () => {
  const { town, ben } = await apart();
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const call = await carrier.calls(numbers.ben);
  await town.runs(1000);
  assert.equal(offerTo(ben)?.at.host, "192.0.2.10");
  ben.talk.lifts();
  await town.runs(1000);
  assert.equal(call.voice.to?.host, "10.0.1.5");
  assert.ok(ben.talk.voice.to !== undefined);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("two behind the same router meet there", async () => {
  const town = await Village.open(exchangeSettings());
  const nat = town.sim.network.nat("203.0.113.9", symmetric);
  const ada = await town.bare("ada", "10.0.0.5", 440, nat);
  const ben = await town.bare("ben", "10.0.0.6", 600, nat);
  const { call, called } = await talking({ town, ada, ben });
  await hearEachOther(town, call, called);
  assert.equal(call.voice.to?.host, "10.0.0.6");
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("as a user wishes: never is obeyed, always carries also what could go by itself", async () => {
  const users = (relay: string): object => ({
    users: [
      user("ada", { numbers: [numbers.ada] }),
      user("ben", { numbers: [numbers.ben], relay }),
    ],
  });
  const { town, ada, ben } = await apart(users("never"));
  const { call } = await talking({ town, ada, ben });
  assert.equal(offerTo(ben)?.at.host, "10.0.0.5");
  assert.equal(call.voice.packets + ben.talk.voice.packets, 0, "and so nobody hears anything");
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();

  const other = await Village.open(exchangeSettings(users("always")));
  const bare = await other.bare("ben", "192.0.2.42", 600);
  const carrier = await other.person("carrier", "192.0.2.10", 440);
  const third = await carrier.calls(numbers.ben);
  await other.runs(1000);
  bare.talk.lifts();
  await other.runs(2000);
  await hearEachOther(other, third, bare.talk);
  assert.equal(third.voice.to?.host, serverHost);
  third.hangsUp();
  await other.runs(1000);
  await other.mustBeIdle();
});

test("held and taken back, moved to another address, and offered by the called: it stays in one relay", async () => {
  const { town, ada, ben, adas } = await apart();
  const { call, called } = await talking({ town, ada, ben });
  const place = call.voice.to;
  call.holds("inactive");
  await town.runs(1000);
  assert.equal(called.voice.to, undefined, "Ben's telephone says nothing");
  called.voice.forget();
  await town.runs(1000);
  call.resumes();
  await town.runs(1000);
  await hearEachOther(town, call, called);
  const moved = await Voice.open(
    town.sim.host("10.0.0.77", adas),
    { host: "10.0.0.77", port: 4000 },
    440,
  );
  call.voice.close();
  call.moves(moved);
  await town.runs(3000);
  await hearEachOther(town, call, called);
  called.holds();
  await town.runs(500);
  called.resumes();
  await town.runs(1500);
  await hearEachOther(town, call, called);
  assert.deepEqual(call.voice.to, place, "the same port of ours all the time");
  called.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("an INVITE without an offer: the 200 brings it, the ACK the answer", async () => {
  const { town, ada, ben } = await apart();
  const { call, called } = await talking({ town, ada, ben }, { offers: false });
  await hearEachOther(town, call, called);
  assert.deepEqual(
    [call, called].map(({ voice }) => voice.to?.host),
    [serverHost, serverHost],
  );
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("early media is heard before the answer, and after it", async () => {
  const { town, ada, ben } = await apart();
  const call = await ada.calls("ben");
  await town.runs(500);
  ben.talk.speaksEarly();
  await town.runs(2000);
  assert.ok(call.voice.lately(600) > 0.8);
  ben.talk.lifts();
  await town.runs(1000);
  await hearEachOther(town, call, ben.talk);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("forked to three of Ben's telephones, each behind another router or none: whoever lifts is heard", async () => {
  const { town, ada, ben } = await apart();
  const elsewhere = town.sim.network.nat("198.51.100.8", symmetric);
  const second = await town.bare("ben", "10.0.2.5", 700, elsewhere);
  const third = await town.bare("ben", "192.0.2.43", 800);
  const call = await ada.calls("ben");
  await town.runs(500);
  const ports = [ben, second, third].map((one) => offerTo(one)?.at);
  assert.deepEqual(
    ports.map((at) => at?.host),
    [serverHost, serverHost, "10.0.0.5"],
  );
  assert.notEqual(ports[0]?.port, ports[1]?.port, "each branch has its own way");
  ben.talk.speaksEarly();
  second.talk.lifts();
  await town.runs(3000);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.lately(700) > 0.8, "whoever lifted is heard, and nobody else");
  assert.ok(second.talk.voice.lately(440) > 0.8);
  assert.deepEqual(ben.talk.told.slice(-1), ["over cancelled"]);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("no ports are left: the next call is refused with 503 and when to come again; the first talks on", async () => {
  const ports = { from: 30_000, to: 30_003 };
  const { town, ada, ben } = await apart({}, ports);
  const { call, called } = await talking({ town, ada, ben });
  const second = await ada.calls("ben");
  await town.runs(1000);
  assert.deepEqual(second.told, ["refused 503", "over refused"]);
  assert.equal(second.retryAfter, "10");
  assert.equal(ben.talks.length, 1, "Ben's telephone has heard of nothing");
  await hearEachOther(town, call, called);
  call.hangsUp();
  await town.runs(10_000);
  const third = await talking({ town, ada, ben });
  await hearEachOther(town, third.call, third.called);
  third.call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("strangers get ports only while half of them are free: the rest is for members", async () => {
  const { town, ada, ben, bens } = await apart({}, { from: 30_000, to: 30_007 });
  const { call, called } = await talking({ town, ada, ben });
  const strangers = town.sim.network.nat("198.51.100.66", symmetric);
  const stranger = await town.person("stranger", "10.0.6.6", 1000, { nat: strangers });
  const tries = await stranger.calls("ben", { domain: "pine.example" });
  await town.runs(1000);
  assert.deepEqual(tries.told, ["refused 503", "over refused"]);
  const cem = await ben.calls("ada");
  await town.runs(1000);
  ada.talk.lifts();
  await town.runs(2000);
  await hearEachOther(town, ada.talk, cem);
  for (const talk of [call, cem]) talk.hangsUp();
  await town.runs(1000);
  assert.ok(called.isOver && bens.life === 0);
  await town.runs(5000); // its ports rest
  const before = ben.talks.length;
  const calm = await stranger.calls("ben", { domain: "pine.example" });
  await town.runs(1000);
  assert.equal(ben.talks.length, before + 1, "now it rings for a stranger too");
  calm.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a router forgets in mid-call: sound is back within two seconds, and the BYE finds its way", async () => {
  const { town, ada, ben, bens } = await apart();
  const { call, called } = await talking({ town, ada, ben });
  bens.rebinds();
  await town.runs(2500);
  await hearEachOther(town, call, called);
  await town.runs(60_000); // registers again, from another port
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(called.told.slice(-2), ["bye", "over bye"]);
  const next = await talking({ town, ada, ben });
  await hearEachOther(town, next.call, next.called);
  next.call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("the exchange is started anew in mid-call: the next re-INVITE opens the relay again", async () => {
  const { town, ada, ben } = await apart();
  const { call, called } = await talking({ town, ada, ben });
  await town.restarts(exchangeSettings());
  for (const { voice } of [call, called]) voice.forget();
  await town.runs(1000);
  assert.equal(call.voice.level() + called.voice.level(), 0, "its sockets are gone");
  call.resumes();
  await town.runs(2000);
  await hearEachOther(town, call, called);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(called.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("both fall silent without a word: the relay is given back after two minutes, and not while they talk", async () => {
  const { town, ada, ben, adas, bens } = await apart();
  const { call, called } = await talking({ town, ada, ben });
  await town.runs(300_000);
  await hearEachOther(town, call, called);
  assert.equal(town.exchange.idle, false);
  for (const talk of [call, called]) talk.voice.to = undefined;
  await town.runs(90_000);
  assert.equal(town.exchange.idle, false);
  await town.runs(60_000);
  assert.equal(town.exchange.idle, true);
  assert.equal(town.host.log.find(/relay ended/).length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.ok(adas.life === 0 && bens.life === 0);
  await town.mustBeIdle();
});

test("a caller gives up, and a called refuses: no ports are held", async () => {
  const { town, ada, ben } = await apart();
  const call = await ada.calls("ben");
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  ben.manner = { refuses: 486 };
  await ada.calls("ben");
  await town.runs(1000);
  assert.equal(town.host.log.find(/relay ended/).length, 2, "each had one");
  assert.equal(town.exchange.idle, true);
  await town.mustBeIdle();
});

test("a feature server behind a router that forgets after 30 s rings after hours, also when the router began anew", async () => {
  const town = await Village.open(exchangeSettings());
  const nat = town.sim.network.nat("203.0.113.9", { ...symmetric, forgetsAfter: seconds(30) });
  const ada = await town.member("ada", "10.0.0.31", memberSettings("ada", numbers.ada, ring), {
    nat,
  });
  const desk = await town.desk(ada, 440);
  const carrier = await town.person("carrier", "192.0.2.10", 600);
  const rings = async (): Promise<void> => {
    const before = desk.talks.length;
    const call = await carrier.calls(numbers.ada);
    await town.runs(1500);
    assert.equal(desk.talks.length, before + 1);
    call.hangsUp();
    await town.runs(1000);
  };
  await town.runs(600_000);
  await rings();
  await town.runs(77_000);
  await rings();
  nat.rebinds();
  await town.runs(40_000); // its keep-alive tells that it is seen elsewhere
  await rings();
  await town.mustBeIdle();
});

test("two feature servers behind routers, one by TCP: their telephones talk, and their own relays know nothing of ours", async () => {
  const town = await Village.open(exchangeSettings());
  const adas = town.sim.network.nat("203.0.113.9", symmetric);
  const bens = town.sim.network.nat("198.51.100.7", symmetric);
  const byTcp = {
    accounts: [
      {
        id: "maple",
        kind: "exchange",
        server: serverHost,
        transport: "tcp",
        username: "ada",
        secret: "password-of-ada",
      },
    ],
  };
  const settings = memberSettings("ada", numbers.ada, ring, byTcp);
  const ada = await town.member("ada", "10.0.0.31", settings, { nat: adas });
  const ben = await town.member("ben", "10.0.1.32", memberSettings("ben", numbers.ben, ring), {
    nat: bens,
  });
  const [here, there] = [await town.desk(ada, 440), await town.desk(ben, 600)];
  const call = await here.calls("202");
  await town.runs(3000);
  there.talk.lifts();
  await town.runs(3000);
  await hearEachOther(town, call, there.talk);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

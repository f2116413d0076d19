import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { millis } from "#kit/time.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { Voice } from "../phones/voice.ts";
import { callAgent, type GatewayHouse, gatewayHost, gatewayHouse } from "./gatewayHouse.ts";
import { number, outcome } from "./household.ts";

/* Gateways that begin anew, vanish, take their time or refuse; networks that lose and double; strangers. */

const moved = (now: Settings) => ({
  ...now,
  devices: now.devices.map((one) => ({ ...one, gateway: "192.0.2.41" })),
});

/** A call from the carrier, answered. */
async function talking({ town, carrier, hall }: GatewayHouse) {
  const call = await carrier.calls(number);
  await town.runs(3000);
  hall.lifts();
  await town.runs(1000);
  assert.equal(call.told.at(-1), "accepted");
  call.voice.forget();
  return call;
}

test("a gateway that begins anew in mid-call ends it, and rings again a moment later", async () => {
  const house = await gatewayHouse();
  const { town, carrier, gateway, hall } = house;
  const call = await talking(house);
  hall.hook = "on"; // the telephone was put down while the power was off
  gateway.says("restart");
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  assert.equal(house.state(), "idle");
  await carrier.calls(number);
  await town.runs(2000);
  assert.ok(hall.isRinging);
  carrier.talk.hangsUp();
  await house.close();
});

test("a telephone that is off hook when its gateway begins anew hears dial tone", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  await talking(house);
  gateway.says("restart");
  await town.runs(1000);
  assert.deepEqual([house.state(), hall.sounds], ["busy", ["L/dl"]]);
  hall.hangsUp();
  await town.runs(1000);
  assert.equal(house.state(), "idle");
  await house.close();
});

test("a gateway that had lost us keeps the call", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  const call = await talking(house);
  gateway.says("disconnected");
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9);
  assert.equal(call.isOver, false);
  hall.hangsUp();
  await town.runs(1000);
  assert.ok(call.isOver);
  await house.close();
});

test("a connection that the gateway takes away in mid-call is made anew", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  const call = await talking(house);
  for (const [id, { voice }] of hall.links) {
    voice.close();
    hall.links.delete(id);
    gateway.sends(`DLCX 900 aaln/1@gw.lan MGCP 1.0\r\nI: ${id}\r\nE: 902 Lost\r\n`);
  }
  await town.runs(1000);
  assert.equal(hall.links.size, 1);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(700) > 0.9);
  assert.ok((hall.voice?.share(1000) ?? 0) > 0.9);
  call.hangsUp();
  hall.hangsUp();
  await house.close();
});

test("a gateway that had lost us and its connections makes new ones", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  const call = await talking(house);
  for (const [id, { voice }] of hall.links) {
    voice.close();
    hall.links.delete(id);
  }
  gateway.says("disconnected");
  await town.runs(1000);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(700) > 0.9);
  call.hangsUp();
  hall.hangsUp();
  await house.close();
});

test("a gateway that is taken out of service lets the call end, and rings no more until it takes that back", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  const call = await talking(house);
  gateway.says("graceful", "aaln/1");
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9);
  hall.hangsUp();
  await town.runs(1000);
  assert.equal(house.state(), "offline");
  gateway.says("cancel-graceful");
  await town.runs(1000);
  assert.equal(house.state(), "idle");
  gateway.says("forced");
  await town.runs(1000);
  assert.equal(house.state(), "offline");
  await house.close();
});

test("a gateway that has gone is offline when it has not answered, and is found again", async () => {
  const house = await gatewayHouse();
  const { town, gateway } = house;
  gateway.isDead = true;
  await town.runs(150_000); // it is asked now and then
  assert.equal(house.state(), "offline");
  gateway.isDead = false;
  await town.runs(40_000);
  assert.equal(house.state(), "idle");
  await house.close();
});

for (const [what, weather] of [
  ["a third of all packets is lost", { delay: millis(10), loss: 0.33 }],
  ["every other packet comes twice", { delay: millis(10), duplicate: 0.5 }],
  ["packets overtake each other", { delay: millis(10), jitter: millis(60), reorder: 0.3 }],
] as const)
  test(`${what}: the call is made all the same, and nothing happens twice`, async () => {
    const house = await gatewayHouse();
    const { town, carrier, hall } = house;
    const call = await carrier.calls(number);
    await town.runs(500);
    town.sim.network.weather(weather, [gatewayHost, callAgent.host]);
    await town.runs(4000);
    assert.ok(hall.isRinging);
    hall.lifts();
    await town.runs(4000);
    assert.equal(call.told.filter((one) => one === "accepted").length, 1);
    hall.flashes();
    await town.runs(4000);
    assert.deepEqual(hall.sounds, ["L/sl"]);
    hall.flashes();
    await town.runs(4000);
    assert.deepEqual(hall.sounds, []);
    hall.hangsUp();
    await town.runs(8000);
    assert.ok(call.isOver);
    assert.deepEqual(outcome(town), ["answered", "hall over"]);
    assert.equal(hall.links.size, 0);
    town.sim.network.weather({ delay: millis(10) }, [gatewayHost, callAgent.host]);
    await house.close();
  });

test("a gateway that takes its time is waited for", async () => {
  const house = await gatewayHouse({
    prepare: (gateway) => {
      gateway.slowness = 7000;
    },
  });
  const { town, carrier, gateway, hall } = house;
  const call = await carrier.calls(number);
  await town.runs(10_000);
  hall.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9);
  const acknowledged = gateway.log.filter((line) => line.startsWith("< 000 "));
  assert.equal(acknowledged.length, 1);
  call.hangsUp();
  hall.hangsUp();
  await house.close();
});

for (const unknown of ["L/vmwi", "E(", "L/ci"])
  test(`a gateway that does not know ${unknown} rings and is answered without it`, async () => {
    const house = await gatewayHouse({
      prepare: (gateway) => void gateway.telephone("aaln/1").unknown.add(unknown),
    });
    const { hall } = house;
    const call = await talking(house);
    assert.equal(call.isOver, false);
    hall.hangsUp();
    await house.close();
  });

test("a call and a hand that lifts the handset meet: nothing is lost, and the call waits", async () => {
  const house = await gatewayHouse();
  const { town, carrier, hall } = house;
  const call = await carrier.calls(number);
  await town.runs(25); // the request to ring is on its way
  hall.lifts();
  await town.runs(2000);
  assert.equal(call.told.includes("accepted") || house.state() === "busy", true);
  call.hangsUp();
  hall.hangsUp();
  await town.runs(1000);
  assert.equal(house.state(), "idle");
  await house.close();
});

test("a second caller is beeped and shown to whoever talks; a flash answers", async () => {
  const house = await gatewayHouse();
  const { town, carrier, hall } = house;
  const first = await talking(house);
  hall.news();
  const second = await carrier.calls(number, { from: "+442079460123" });
  await town.runs(2000);
  assert.deepEqual(hall.news(), ["L/wt"]);
  assert.match(hall.callers.at(-1) ?? "", /442079460123/);
  hall.flashes();
  await town.runs(1000);
  assert.equal(second.told.at(-1), "accepted");
  first.voice.forget();
  second.voice.forget();
  await town.runs(1000);
  assert.ok(second.voice.share(700) > 0.9);
  assert.equal(first.voice.share(700), 0);
  first.hangsUp();
  second.hangsUp();
  hall.hangsUp();
  await house.close();
});

test("a telephone that moves to another gateway in mid-call is let go of at the one before", async () => {
  const house = await gatewayHouse();
  const { town, hall } = house;
  const call = await talking(house);
  const changed = town.server.parts.settings.change(moved, "test");
  await town.runs(1000);
  assert.ok((await changed).ok);
  assert.ok(call.isOver);
  assert.deepEqual([hall.links.size, hall.sounds], [0, []]);
  hall.hangsUp();
  await house.close();
});

test("messages light the lamp, and make dial tone stutter before the server has heard of it", async () => {
  const house = await gatewayHouse();
  const { town, carrier, hall } = house;
  assert.equal(hall.lamp, false);
  const call = await carrier.calls(number);
  await town.runs(25_000); // into the mailbox
  await town.runs(8000);
  call.hangsUp();
  await town.runs(2000);
  assert.equal(hall.lamp, true);
  hall.news();
  hall.lifts();
  assert.deepEqual(hall.news(), ["L/sl"]);
  await town.runs(500);
  assert.deepEqual(hall.sounds, ["L/sl"]);
  hall.hangsUp();
  await house.close();
});

/* Strangers, and what a gateway must not say. */

test("who is not the gateway cannot ring, lift, hang up or begin anything", async () => {
  const house = await gatewayHouse();
  const { town } = house;
  const call = await talking(house);
  const attacker = town.sim.host("192.0.2.66");
  const opened = await attacker.network.udp({ host: "192.0.2.66", port: 2427 });
  assert.ok(opened.ok);
  const heard: string[] = [];
  opened.value.receive((data) => heard.push(new TextDecoder().decode(data)));
  for (let id = 1; id <= 50; id++)
    for (const text of [
      `NTFY ${id} aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: L/hu\r\n`,
      `RSIP ${id + 100} *@gw.lan MGCP 1.0\r\nRM: restart\r\n`,
      `250 ${id} OK\r\n`,
      "nonsense",
    ])
      opened.value.send(utf8(text), callAgent);
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9);
  assert.equal(call.isOver, false);
  assert.deepEqual(heard, [], "nobody answers");
  assert.equal(house.count(/stranger/), 200);
  opened.value.close();
  call.hangsUp();
  house.hall.hangsUp();
  await house.close();
});

/** What the gateway says, and what it is counted as. */
const impossible: readonly (readonly [says: string, counted: RegExp])[] = [
  ["NTFY 900 aaln/9@gw.lan MGCP 1.0\r\nX: 0\r\nO: L/hd\r\n", /unknown endpoint/],
  ["RSIP 900 aaln/9@gw.lan MGCP 1.0\r\nRM: restart\r\n", /unknown endpoint/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: ABCDEF\r\nO: L/hd\r\n", /old request/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: D/5\r\n", /impossible signal/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: L/hf\r\n", /impossible signal/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: L/hu\r\n", /impossible signal/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: ((\r\n", /unreadable events/],
  ["NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nO: L/hd\r\n", /unreadable events/],
  ["CRCX 900 aaln/1@gw.lan MGCP 1.0\r\nnothing\r\n", /mgcp.badParameter/],
  ["200 900 OK\r\n", /stray answer/],
  ["hello\r\n", /mgcp.badCommandLine/],
];
for (const [says, counted] of impossible)
  test(`${JSON.stringify(says.slice(0, 70))} is counted, logged once, and changes nothing`, async () => {
    const house = await gatewayHouse();
    const { town, gateway, hall } = house;
    const before = house.count(counted);
    for (let i = 0; i < 3; i++) gateway.sends(says.replace("900", String(900 + i)));
    await town.runs(1000);
    assert.equal(house.count(counted), before + 3);
    assert.deepEqual([house.state(), hall.sounds], ["idle", []]);
    await house.close();
  });

test("a notification that comes again is answered again and done once, also much later", async () => {
  const house = await gatewayHouse();
  const { town, gateway, hall } = house;
  const replay = "NTFY 900 aaln/1@gw.lan MGCP 1.0\r\nX: 0\r\nO: L/hd\r\n";
  hall.hook = "off";
  gateway.sends(replay);
  await town.runs(500);
  assert.equal(house.state(), "busy");
  hall.hangsUp();
  await town.runs(500);
  for (const wait of [500, 5000]) {
    gateway.sends(replay);
    await town.runs(wait);
    assert.equal(house.state(), "idle");
  }
  assert.equal(house.count(/repeated/), 2);
  await house.close();
});

test("a telephone with a voice on it hears nothing from elsewhere", async () => {
  const house = await gatewayHouse();
  const { town, hall } = house;
  const call = await talking(house);
  const world = town.sim.host("192.0.2.67");
  const stranger = await Voice.open(world, { host: "192.0.2.67", port: 4000 }, 1700);
  stranger.to = { host: callAgent.host, port: 20_002 };
  hall.voice?.forget();
  call.voice.forget();
  await town.runs(2000);
  assert.equal(call.voice.share(1700), 0);
  stranger.close();
  call.hangsUp();
  hall.hangsUp();
  await house.close();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { partyOf } from "#server/calls/identity.ts";
import { household, number, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);
const services = (town: { readonly server: { readonly settings: { services: object } } }) =>
  town.server.settings.services as Readonly<Record<string, unknown>>;

test("*72 and a number at a desk phone: a tone confirms, a voice says it, and calls go there", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await kitchen.calls("*726135550188");
  await town.runs(1500);
  assert.ok(call.told.includes("accepted"));
  assert.ok(call.voice.level() > 0.005, "the confirmation is heard");
  assert.deepEqual(services(town)["forwardAll"], { number: "+16135550188" });
  await town.runs(15_000);
  assert.ok(call.isOver, "and then the house hangs up");

  const coming = await carrier.calls(number);
  await town.runs(2000);
  const out = carrier.talks.at(-1);
  assert.ok(out?.incoming?.request.uri.ok);
  assert.equal(out.incoming.request.uri.value.user, "+16135550188");
  assert.equal(kitchen.talks.length, 1, "the kitchen does not ring");
  coming.hangsUp();
  await town.runs(2000);

  const off = await kitchen.calls("*73");
  await town.runs(15_000);
  assert.ok(off.isOver);
  assert.equal(services(town)["forwardAll"], null);
  await town.mustBeIdle();
});

test("*72 alone: the house asks with a tone, and takes the number key by key", async () => {
  const { town, kitchen } = await household(settings);
  const call = await kitchen.calls("*72");
  await town.runs(2000);
  assert.ok(call.told.includes("accepted"));
  for (const key of "6135550188") {
    call.voice.press(Number(key));
    await town.runs(300);
  }
  await town.runs(2000);
  assert.deepEqual(services(town)["forwardAll"], { number: "+16135550188" });
  await town.runs(15_000);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("*72 and nothing: it gives up, and nothing has changed", async () => {
  const { town, kitchen } = await household(settings);
  const call = await kitchen.calls("*72");
  await town.runs(20_000);
  assert.ok(call.isOver);
  assert.equal(services(town)["forwardAll"], null);
  await town.mustBeIdle();
});

test("what cannot be is refused: calls forwarded to the own number", async () => {
  const { town, kitchen } = await household(settings);
  const call = await kitchen.calls("*726135550142");
  await town.runs(2000);
  assert.deepEqual(call.told.slice(-2), ["refused 603", "over refused"]);
  assert.equal(services(town)["forwardAll"], null);
  await town.mustBeIdle();
});

test("*69 calls back who called last", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const missed = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(2000);
  missed.hangsUp();
  await town.runs(2000);
  const back = await kitchen.calls("*69");
  await town.runs(1000);
  const { incoming } = carrier.talk;
  assert.ok(incoming?.request.uri.ok);
  assert.equal(incoming.request.uri.value.user, "+16135550177");
  back.hangsUp();
  await town.mustBeIdle();
});

test("*67 hides the number in that call, and only in that", async () => {
  const { town, carrier, kitchen } = await household(settings);
  for (const [dialled, hidden] of [
    ["*676135550177", true],
    ["6135550177", false],
  ] as const) {
    const call = await kitchen.calls(dialled);
    await town.runs(1000);
    const { incoming } = carrier.talk;
    assert.ok(incoming);
    const { hidden: isHidden = false } = partyOf(incoming.request, false, { country: "CA" });
    assert.equal(isHidden, hidden);
    call.hangsUp();
    await town.runs(1000);
  }
  await town.mustBeIdle();
});

test("2# is a speed dial, once *74 has set it", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const set = await kitchen.calls("*7426135550177");
  await town.runs(20_000);
  assert.ok(set.isOver);
  const call = await kitchen.calls("2%23");
  await town.runs(1000);
  const { incoming } = carrier.talk;
  assert.ok(incoming?.request.uri.ok);
  assert.equal(incoming.request.uri.value.user, "+16135550177");
  call.hangsUp();
  await town.mustBeIdle();
});

test("*55 0730: the telephone rings then, and comes again until somebody lifts", async () => {
  const began = "2026-11-27T07:20:00-05:00";
  const { town, kitchen } = await household(settings, { began });
  const set = await kitchen.calls("*550730");
  await town.runs(20_000);
  assert.ok(set.isOver);
  assert.deepEqual(services(town)["wakeUps"], { kitchen: "07:30" });

  await town.runs(10 * 60_000);
  const first = kitchen.talks.at(-1);
  assert.ok(first && first !== set, "it rings at half past seven");
  assert.deepEqual(services(town)["wakeUps"], {});
  await town.runs(6 * 60_000);
  const second = kitchen.talks.at(-1);
  assert.ok(first.isOver && second && second !== first, "and again five minutes later");
  second.lifts();
  await town.runs(2000);
  assert.ok(second.voice.level() > 0.005, "it says what time it is");
  await town.runs(20_000);
  assert.ok(second.isOver);
  await town.runs(10 * 60_000);
  assert.equal(kitchen.talks.at(-1), second, "who was woken is left alone");
  await town.mustBeIdle();
});

test("*66 dials the last number again, hidden again when it was", async () => {
  const { town, carrier, kitchen } = await household(settings);
  for (const dialled of ["*676135550177", "*66"]) {
    const call = await kitchen.calls(dialled);
    await town.runs(1000);
    const { incoming } = carrier.talk;
    assert.ok(incoming?.request.uri.ok);
    assert.equal(incoming.request.uri.value.user, "+16135550177");
    assert.equal(partyOf(incoming.request, false, { country: "CA" }).hidden, true);
    call.hangsUp();
    await town.runs(2000);
  }
  assert.equal(carrier.talks.length, 2);
  await town.mustBeIdle();
});

test("key by key in Europe: *51*, a digit, a star, a number and #", async () => {
  const etsi = settingsOf([ring("kitchen")], { services: { starCodes: "etsi" } });
  const { town, kitchen } = await household(etsi);
  const call = await kitchen.calls("*51*");
  await town.runs(2000);
  const [star, hash] = [10, 11];
  for (const key of [2, star, ...[..."6135550177"].map(Number), hash]) {
    call.voice.press(key);
    await town.runs(300);
  }
  await town.runs(2000);
  assert.deepEqual(services(town)["speedDials"], { 2: "+16135550177" });
  await town.runs(20_000);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("a telephone that is away when it shall wake somebody is tried again", async () => {
  const began = "2026-11-27T07:28:00-05:00";
  const away = settingsOf([ring("kitchen")], { services: { wakeUps: { porch: "07:30" } } });
  const porch = { id: "porch", kind: "sip", secret: "a-long-secret" };
  const devices = [...(away as { readonly devices: object[] }).devices, porch];
  const { town } = await household({ ...away, devices }, { began });
  await town.runs(3 * 60_000);
  const phone = await town.phone("porch", 500);
  await town.runs(5 * 60_000);
  assert.equal(phone.talks.length, 1, "five minutes later it is there, and rings");
  phone.talk.lifts();
  await town.runs(30_000);
  await town.mustBeIdle();
});

/** Fax machines and modems in whole calls: what is heard of them, and what is then left alone. The captures are spandsp's. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { sdpBody } from "#sip/session/session.ts";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import { Town } from "../phones/town.ts";
import { gatewayHouse } from "./gatewayHouse.ts";
import { household, number, ring, settingsOf } from "./household.ts";

const captured = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(`test/captures/modem/${name}.ulaw`));
const asSamples = (law: Uint8Array): Int16Array => pcmu.newDecoder().decode(law).slice();
/** Its first calling tone, and the pause behind it. */
const calling = captured("fax-calling").slice(0, 4 * 8000);
const answering = captured("ansam-reversed");

const busyHere = ["refused 486", "over refused"];
const thenRefuse = [
  { ...ring("kitchen"), for: 60 },
  { do: "reject", cause: "busy" },
];

/** The kitchen has a set that gives back a part of what it hears. */
async function wallHome(then: readonly object[] = thenRefuse) {
  const home = new SetWithEar({ hybrid: { loss: 10, delay: 20 } });
  const settings = settingsOf(then, { devices: [{ id: "kitchen", kind: "analog" }] });
  const town = await Town.open(settings, { loops: { kitchen: home } });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(3000);
  return { town, carrier, home, kitchen: home.set };
}

test("a fax calls: no beep comes into its call, and who calls then finds the line busy", async () => {
  const { town, carrier, home, kitchen } = await wallHome();
  const fax = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(3000);
  fax.voice.says(calling);
  kitchen.lift();
  await town.runs(5000);
  const other = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(3000);
  assert.deepEqual(other.told.slice(-2), busyHere);
  assert.ok(home.share(1000, 2500) > 0.99, "nothing but the other end is heard");
  fax.hangsUp();
  await town.runs(9000);
  kitchen.hangUp();
  await town.runs(1000);
  const [, first] = town.calls();
  assert.equal(first?.record.modem, true);
  assert.equal(town.calls()[0]?.record.modem, undefined);
  await town.mustBeIdle();
});

test("a voice is no fax: the second call beeps as ever", async () => {
  const { town, carrier, kitchen } = await wallHome();
  const first = await carrier.calls(number);
  await town.runs(3000);
  kitchen.lift();
  await town.runs(5000);
  const other = await carrier.calls(number);
  await town.runs(3000);
  assert.equal(other.told.at(-1), "progress 180");
  other.hangsUp();
  first.hangsUp();
  await town.runs(9000);
  kitchen.hangUp();
  await town.runs(1000);
  assert.ok(town.calls().every(({ record }) => record.modem === undefined));
  await town.mustBeIdle();
});

test("who waits by a beep when the fax is heard finds the line busy", async () => {
  const { town, carrier, home, kitchen } = await wallHome();
  const first = await carrier.calls(number);
  await town.runs(3000);
  kitchen.lift();
  await town.runs(2000);
  const other = await carrier.calls(number);
  await town.runs(2000);
  assert.equal(other.told.at(-1), "progress 180");
  first.voice.says(calling);
  await town.runs(5000);
  assert.deepEqual(other.told.slice(-2), busyHere);
  await town.runs(12_000);
  assert.ok(home.share(1000, 11_000) > 0.99, "it does not beep any more");
  first.hangsUp();
  await town.runs(9000);
  kitchen.hangUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a modem answers: its tone that turns over puts the echo canceller out, until it hangs up", async () => {
  const { town, carrier, kitchen } = await wallHome();
  for (const isModem of [false, true, false]) {
    const call = await carrier.calls(number);
    await town.runs(3000);
    kitchen.lift();
    await town.runs(3000);
    if (isModem) kitchen.say(asSamples(answering));
    await town.runs(5000);
    call.voice.forget();
    await town.runs(1000);
    const echo = call.voice.level();
    if (isModem) assert.ok(echo > 0.03, `the echo comes back: ${echo}`);
    else assert.ok(echo < 0.005, `no echo comes back: ${echo}`);
    kitchen.hangUp();
    await town.runs(2000);
    assert.equal(town.calls()[0]?.record.modem, isModem ? true : undefined);
  }
  await town.mustBeIdle();
});

for (const isFar of [true, false])
  test(`a fax machine at ${isFar ? "the other end of" : ""} a gateway: its canceller is switched off too, and nothing is signalled into the call`, async () => {
    const { town, carrier, hall, close } = await gatewayHouse();
    const fax = await carrier.calls(number);
    await town.runs(3000);
    hall.lifts();
    await town.runs(1000);
    const options = (): unknown => [...hall.links.values()].map((link) => link.options);
    assert.match(String(options()), /e:on/);
    if (isFar) fax.voice.says(calling);
    else hall.voice?.says(answering);
    await town.runs(5000);
    assert.match(String(options()), /e:off/);
    hall.news();
    const other = await carrier.calls(number);
    await town.runs(2000);
    assert.deepEqual(hall.news(), []);
    assert.ok(
      other.told.some((one) => one.startsWith("progress 183") || one === "accepted"),
      "the mailbox",
    );
    other.hangsUp();
    await town.runs(1000);
    hall.hangsUp();
    await town.runs(1000);
    assert.deepEqual(
      town.calls().map(({ record }) => record.modem),
      [undefined, true],
    );
    hall.lifts();
    await town.runs(1000);
    assert.match(String(options()), /e:on/, "its next call is one of voices again");
    hall.hangsUp();
    await town.runs(1000);
    await close();
  });

test("a fax adapter that speaks SIP: no second call disturbs it", async () => {
  const { town, carrier, kitchen } = await household(settingsOf(thenRefuse));
  const fax = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  kitchen.talk.voice.says(captured("fax-called"));
  await town.runs(6000);
  const other = await carrier.calls(number);
  await town.runs(2000);
  assert.deepEqual(other.told.slice(-2), busyHere);
  assert.equal(kitchen.talks.length, 1);
  fax.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls()[0]?.record.modem ?? town.calls()[1]?.record.modem, true);
  await town.mustBeIdle();
});

test("a call that began in another codec is asked for G.711, which passes a fax", async () => {
  const { town, carrier, kitchen } = await wallHome();
  const fax = await carrier.calls(number, { wide: true });
  await town.runs(3000);
  kitchen.lift();
  await town.runs(1000);
  assert.deepEqual(fax.offers, []);
  kitchen.say(asSamples(calling));
  await town.runs(5000);
  assert.equal(fax.offers.length, 1);
  assert.match(fax.offers[0] ?? "", /m=audio \d+ RTP\/AVP 0( 8)?( 101)?\r/);
  fax.voice.forget();
  kitchen.say(asSamples(answering));
  await town.runs(2000);
  assert.ok(fax.voice.level() > 0.05, "it is still heard");
  kitchen.hangUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

const image =
  "m=image 49170 udptl t38\r\na=T38FaxVersion:0\r\na=T38FaxRateManagement:transferredTCF\r\n";
const head = (version: number): string =>
  `v=0\r\no=- 7 ${version} IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n`;
const rejected = "m=audio 0 RTP/AVP 0\r\n";
for (const [what, media] of [
  ["alone", image],
  ["behind audio that is given up", rejected + image],
] as const)
  for (const who of ["carrier", "phone"] as const)
    test(`the ${who} asks for T.38, ${what}: 488, and the call lives as it was`, async () => {
      const { town, carrier, kitchen } = await household(settingsOf(thenRefuse));
      const call = await carrier.calls(number);
      await town.runs(1000);
      kitchen.talk.lifts();
      await town.runs(1000);
      const [asks, other] = who === "carrier" ? [call, kitchen.talk] : [kitchen.talk, call];
      asks.session?.perform({ do: "offer", body: sdpBody(utf8(head(9) + media)) });
      await town.runs(1000);
      assert.equal(asks.told.at(-1), "offerRefused 488");
      assert.deepEqual(other.offers, [], "nobody else hears of it");
      for (const talk of [call, kitchen.talk]) talk.voice.forget();
      await town.runs(2000);
      assert.ok(call.voice.share(440) > 0.9);
      assert.ok(kitchen.talk.voice.share(1000) > 0.9);
      call.hangsUp();
      await town.mustBeIdle();
    });

/** A flash from a SIP phone: what a telephone at the wall gets for it is done in the phone's own session. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { golden, household, number, outcome, ring, settingsOf } from "./household.ts";

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});

interface Wish {
  readonly flash?: "sent";
  readonly services?: object;
}

const settings = ({ flash, services }: Wish): object =>
  settingsOf([{ ...ring("kitchen"), for: 60 }], {
    devices: [
      { id: "kitchen", kind: "sip", secret: "a-long-secret", ...(flash && { flash }) },
      { id: "study", kind: "sip", secret: "a-long-secret" },
    ],
    accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
    outgoing: { route: ["other"] },
    mailbox: { enabled: false },
    ...(services && { services }),
  });

const byInfo = (desk: Talk): void => desk.informs("application/hook-flash", "");
const byEvent = (desk: Talk): void => desk.voice.press(16);
/** Keys as events of RFC 4733, one after another. */
const keyCodes = "0123456789*#";

/** The kitchen (440 Hz) talks to a caller (1000 Hz). Calls out go to `other` (800 Hz). */
async function talking(wish: Wish = {}) {
  const house = await household(settings(wish));
  const { town, carrier, kitchen } = house;
  const other = await town.person("other", "192.0.2.11", 800);
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  town.begins();
  const keys = async (digits: string): Promise<void> => {
    for (const digit of digits) {
      desk.voice.press(keyCodes.indexOf(digit));
      await town.runs(200);
    }
  };
  /** What each hears in the next second, by tones. */
  const hears = async (...ears: readonly Talk[]): Promise<readonly string[]> => {
    for (const { voice } of ears) voice.forget();
    await town.runs(1000);
    return ears.map((ear) => inWords(ear));
  };
  return { ...house, other, caller, desk, keys, hears };
}

/** The dial tone of North America is 350 and 440 Hz; music is none of these. */
function inWords({ voice }: Talk): string {
  const has = [350, 440, 480, 600, 620, 800, 1000].filter((hertz) => voice.lately(hertz) > 0.15);
  if (has.length > 0) return has.join(" ");
  return voice.level() > 0.003 ? "music" : "nothing";
}

for (const [way, flash] of [
  ["INFO", byInfo],
  ["event 16", byEvent],
] as const) {
  test(`by ${way}: dial tone, the caller waits with music, and a flash takes the call back`, async () => {
    const { town, caller, desk, hears } = await talking();
    assert.deepEqual(await hears(desk, caller), ["1000", "440"]);
    flash(desk);
    await town.runs(200);
    assert.deepEqual(await hears(desk, caller), ["350 440", "music"]);
    flash(desk);
    await town.runs(200);
    assert.deepEqual(await hears(desk, caller), ["1000", "440"]);
    desk.hangsUp();
    await town.mustBeIdle();
  });
}

test("a third party is dialled; the next flash joins all three, the one after that lets the third go", async (t) => {
  const { town, caller, desk, hears, keys, kitchen, other } = await talking();
  byInfo(desk);
  await town.runs(500);
  await keys("6135550199");
  await town.runs(500);
  assert.deepEqual(await hears(desk, caller), ["440 480", "music"], "it rings there");
  other.talk.lifts();
  await town.runs(500);
  assert.deepEqual(await hears(desk, other.talk, caller), ["800", "440", "music"]);
  byInfo(desk);
  await town.runs(500);
  assert.deepEqual(await hears(desk, other.talk, caller), ["800 1000", "440 1000", "440 800"]);
  byInfo(desk);
  await town.runs(500);
  assert.ok(other.talk.isOver);
  assert.deepEqual(await hears(desk, caller), ["1000", "440"]);
  caller.hangsUp();
  await town.runs(500);
  assert.ok(desk.isOver);
  assert.equal(kitchen.talks.length, 1, "all of it in one session");
  golden(t, town, "phoneFlash");
  await town.mustBeIdle();
});

test("digits may come by INFO; the third is engaged, and a flash takes the first back", async () => {
  const { town, caller, desk, hears, other } = await talking();
  other.manner = { refuses: 486 };
  desk.informs("application/broadsoft; version=1.0", "event flashhook");
  await town.runs(300);
  for (const digit of "6135550199")
    desk.informs("application/dtmf-relay", `Signal=${digit}\r\nDuration=160`);
  await town.runs(700);
  assert.deepEqual(await hears(desk), ["480 620"], "busy tone");
  desk.informs("application/dtmf-relay", "Signal=hf");
  await town.runs(300);
  assert.deepEqual(await hears(desk, caller), ["1000", "440"]);
  desk.hangsUp();
  await town.mustBeIdle();
});

test("a waiting call is answered within the session, and each further flash swaps", async (t) => {
  const { town, carrier, caller, desk, hears, kitchen } = await talking();
  const second = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(1000);
  assert.equal(kitchen.talks.length, 2, "the phone shows it by itself");
  const [, offered] = kitchen.talks;
  byInfo(desk);
  await town.runs(500);
  assert.ok(offered?.isOver, "its INVITE is taken back");
  assert.match(offered.reasons.join(), /cause=200/);
  assert.ok(second.told.includes("accepted"));
  caller.voice.to = undefined; // both of the carrier's say 1000 Hz
  assert.deepEqual(await hears(desk, second, caller), ["1000", "440", "music"]);
  byInfo(desk);
  await town.runs(500);
  assert.deepEqual(await hears(desk, second, caller), ["nothing", "music", "440"]);
  caller.hangsUp();
  await town.runs(500);
  assert.deepEqual(await hears(desk, second), ["1000", "440"], "the other one is there");
  desk.hangsUp();
  await town.runs(500);
  assert.ok(second.isOver);
  golden(t, town, "phoneFlashWaiting");
  await town.mustBeIdle();
});

test("an adapter that leaves its flash to us: a beep in its call, and the flash answers", async () => {
  const { town, carrier, caller, desk, hears, kitchen } = await talking({ flash: "sent" });
  caller.voice.to = undefined;
  desk.voice.forget();
  const second = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(900);
  assert.ok(desk.voice.share(440) > 0.5, "the waiting tone");
  assert.equal(kitchen.talks.length, 1);
  assert.match(second.alerts.join(), /call-waiting/);
  byEvent(desk);
  await town.runs(500);
  assert.deepEqual(await hears(desk, second, caller), ["1000", "440", "music"]);
  second.hangsUp();
  await town.runs(500);
  assert.deepEqual(await hears(caller), ["440"]);
  desk.hangsUp();
  await town.mustBeIdle();
});

test("hung up while another waits, or while somebody is held: it rings again", async () => {
  const { town, carrier, caller, desk, hears, kitchen } = await talking({ flash: "sent" });
  const second = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver && !second.isOver);
  assert.equal(kitchen.talks.length, 2);
  const again = kitchen.talk;
  again.lifts();
  await town.runs(500);
  assert.deepEqual(await hears(again, second), ["1000", "440"]);
  byInfo(again);
  await town.runs(500);
  again.hangsUp();
  await town.runs(500);
  assert.equal(kitchen.talks.length, 3, "nobody is forgotten on hold");
  kitchen.talk.lifts();
  await town.runs(500);
  assert.deepEqual(await hears(kitchen.talk, second), ["1000", "440"]);
  second.hangsUp();
  await town.mustBeIdle();
});

test("nobody lifts for who is held: after a minute the ringing is over", async () => {
  const { town, caller, desk, kitchen } = await talking();
  byInfo(desk);
  await town.runs(500);
  desk.hangsUp();
  await town.runs(59_000);
  assert.ok(!caller.isOver && !kitchen.talk.isOver);
  await town.runs(3000);
  assert.ok(caller.isOver && kitchen.talk.isOver);
  await town.mustBeIdle();
});

test("hung up with two parties, where the owner wishes so: they talk to each other", async () => {
  const { town, caller, desk, hears, keys, other } = await talking({
    services: { transferOnHook: true },
  });
  byInfo(desk);
  await town.runs(500);
  await keys("6135550199");
  await town.runs(500);
  other.talk.lifts();
  await town.runs(500);
  desk.hangsUp();
  await town.runs(500);
  assert.deepEqual(await hears(caller, other.talk), ["800", "1000"]);
  caller.hangsUp();
  await town.runs(500);
  assert.ok(other.talk.isOver);
  await town.mustBeIdle();
});

test("a star code behind a flash: forwarding is on, and the caller is there again", async () => {
  const { town, caller, desk, hears, keys } = await talking();
  byInfo(desk);
  await town.runs(500);
  await keys("*726135550199");
  await town.runs(15_000);
  assert.deepEqual(town.server.parts.settings.current().services.forwardAll, {
    number: "+16135550199",
  });
  assert.deepEqual(await hears(desk, caller), ["1000", "440"]);
  desk.hangsUp();
  await town.mustBeIdle();
  assert.equal(outcome(town)[0], "answered");
});

test("with ETSI's commands: R2 swaps, R3 joins, R1 ends and takes the other", async () => {
  const { town, carrier, caller, desk, hears, keys } = await talking({
    flash: "sent",
    services: { starCodes: "etsi" },
  });
  const r = async (digit: string): Promise<void> => {
    byEvent(desk);
    await town.runs(200);
    await keys(digit);
    await town.runs(500);
  };
  const second = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(1000);
  await r("2");
  assert.deepEqual(await hears(second, caller), ["440", "music"]);
  await r("2");
  assert.deepEqual(await hears(second, caller), ["music", "440"]);
  await r("3");
  assert.deepEqual(await hears(second, caller), ["440 1000", "440 1000"]);
  await r("1");
  assert.ok(second.isOver, "who was held before goes");
  assert.deepEqual(await hears(caller), ["440"]);
  desk.hangsUp();
  await town.mustBeIdle();
});

test("a call for help is not held", async () => {
  const { town, desk, hears, kitchen, other } = await talking();
  desk.hangsUp();
  await town.runs(1000);
  const help = await kitchen.calls("911");
  await town.runs(1000);
  const helper = other.talks.at(-1) ?? desk;
  helper.lifts();
  await town.runs(1000);
  byInfo(help);
  await town.runs(500);
  assert.deepEqual(await hears(help, helper), ["800", "440"]);
  help.hangsUp();
  await town.mustBeIdle();
});

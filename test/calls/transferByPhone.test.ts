/** A desk phone transfers: REFER with a number, or with another of its calls (RFC 3515, 3891, 5589). */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, type Household, household, number, ring, settingsOf } from "./household.ts";

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});
const settings = settingsOf([{ ...ring("kitchen"), for: 60 }], {
  accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
  outgoing: { route: ["other"] },
});

/** The kitchen talks to somebody; calls out go to `other`, who says 800 Hz. */
async function talking() {
  const home = await household(settings);
  const { town, carrier, kitchen } = home;
  const other = await town.person("other", "192.0.2.11", 800);
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  town.begins();
  return { ...home, other, caller, desk };
}

/** The caller is held, and the third party is rung, or has lifted. */
async function consulting(lifts: boolean) {
  const home = await talking();
  const { town, desk, kitchen, other } = home;
  desk.holds();
  await town.runs(500);
  const second = await kitchen.calls("6135550199");
  await town.runs(1000);
  if (lifts) other.talk.lifts();
  await town.runs(1000);
  town.begins();
  return { ...home, second, third: other.talk };
}

const talkToEachOther = ({ town }: Pick<Household, "town">, caller: Talk, third: Talk) =>
  hearEachOther(town, { talk: caller, says: 1000 }, { talk: third, says: 800 });

/** The phone says goodbye; the two speak until the caller hangs up, and nothing remains. */
async function isLeftTo(
  { town, desk, caller }: Awaited<ReturnType<typeof talking>>,
  third: Talk,
): Promise<void> {
  desk.hangsUp();
  await town.runs(500);
  await talkToEachOther({ town }, caller, third);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
}

const refers = "sip:6135550199@192.0.2.1";

test("blind: the caller hears ringing, the phone hears how it goes, and says goodbye", async (t: TestContext) => {
  const { town, other, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(2000);
  assert.ok(desk.told.includes("replied 202"));
  const third = other.talk;
  assert.deepEqual(desk.notices, ["SIP/2.0 100 Trying active", "SIP/2.0 180 Ringing active"]);
  const heard: number[] = [];
  for (let n = 0; n < 6; n++) {
    await town.runs(1000);
    heard.push(caller.voice.lately(440) + caller.voice.lately(480));
  }
  assert.ok(Math.max(...heard) > 0.9, `ringback: ${heard}`);
  third.lifts();
  await town.runs(500);
  assert.equal(desk.notices.at(-1), "SIP/2.0 200 OK terminated");
  desk.hangsUp();
  await town.runs(500);
  await talkToEachOther({ town }, caller, third);
  assert.equal(town.server.telephones.state("kitchen"), "idle");
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(third.isOver);
  const [out, into] = town.calls().map(({ record }) => record);
  assert.deepEqual([out?.transferred, into?.transferred], [into?.id, out?.id]);
  golden(t, town, "transferBlind");
  await town.mustBeIdle();
});

test("blind to an address whose user part says more than the number: the number is dialled", async () => {
  const home = await talking();
  const { town, other, desk } = home;
  desk.transfers("sip:6135550199;phone-context=+1@192.0.2.1");
  await town.runs(2000);
  other.talk.lifts();
  await town.runs(500);
  assert.equal(desk.notices.at(-1), "SIP/2.0 200 OK terminated");
  await isLeftTo(home, other.talk);
});

test("blind, and the third is busy: the phone hears it, and has the caller again", async () => {
  const { town, other, caller, desk } = await talking();
  other.manner = { refuses: 486 };
  desk.holds();
  await town.runs(500);
  desk.transfers(refers);
  await town.runs(2000);
  assert.equal(desk.notices.at(-1), "SIP/2.0 486 Busy Here terminated");
  desk.resumes();
  await town.runs(1000);
  caller.voice.forget();
  desk.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9 && desk.voice.share(1000) > 0.9);
  desk.hangsUp();
  await town.mustBeIdle();
});

test("blind without holding: the caller is back in the ear at once", async () => {
  const { town, other, caller, desk } = await talking();
  other.manner = { refuses: 486 };
  desk.transfers(refers);
  await town.runs(2000);
  caller.voice.forget();
  desk.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9 && desk.voice.share(1000) > 0.9);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("the phone hangs up at once, and nobody takes the caller: it rings with them", async (t: TestContext) => {
  const { town, other, caller, desk, kitchen } = await talking();
  desk.transfers(refers);
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(1000);
  other.talk.refuses(486);
  await town.runs(1000);
  const again = kitchen.talk;
  assert.notEqual(again, desk, "it rings again");
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() > 0.005, "music meanwhile");
  again.lifts();
  await town.runs(1000);
  caller.voice.forget();
  again.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9 && again.voice.share(1000) > 0.9);
  again.hangsUp();
  await town.runs(1000);
  golden(t, town, "transferBlindRecalled");
  await town.mustBeIdle();
});

test("attended: both are put through, and both calls of the phone end", async (t: TestContext) => {
  const { town, caller, third, desk, second } = await consulting(true);
  desk.transfers(second);
  await town.runs(1000);
  assert.deepEqual(desk.notices, ["SIP/2.0 100 Trying active", "SIP/2.0 200 OK terminated"]);
  assert.ok(second.isOver, "its second call is ended");
  await talkToEachOther({ town }, caller, third);
  await town.runs(5000);
  assert.ok(desk.isOver, "and its first, when it does not say goodbye itself");
  await talkToEachOther({ town }, caller, third);
  third.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  golden(t, town, "transferAttended");
  await town.mustBeIdle();
});

test("attended while it rings: done when the third lifts", async () => {
  const { town, caller, third, desk, second } = await consulting(false);
  desk.transfers(second);
  await town.runs(1000);
  third.lifts();
  await town.runs(1000);
  assert.equal(desk.notices.at(-1), "SIP/2.0 200 OK terminated");
  assert.ok(second.isOver);
  desk.hangsUp();
  await talkToEachOther({ town }, caller, third);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("attended while it rings, and refused: the phone has the caller again", async () => {
  const { town, caller, third, desk, second } = await consulting(false);
  desk.transfers(second);
  await town.runs(1000);
  third.refuses(603);
  await town.runs(1000);
  assert.ok(desk.notices.at(-1)?.startsWith("SIP/2.0 603"));
  assert.ok(second.isOver);
  desk.resumes();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("the caller hangs up in the middle of a transfer: the ringing stops, and the phone is let go", async () => {
  const { town, other, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(1000);
  caller.hangsUp();
  await town.runs(6000);
  assert.ok(other.talk.isOver && desk.isOver);
  await town.mustBeIdle();
});

test("a carrier's transfer is refused: at the owner's cost nobody else calls", async () => {
  const { town, caller, desk } = await talking();
  caller.transfers("sip:+19005550199@192.0.2.1");
  await town.runs(1000);
  assert.ok(caller.told.includes("replied 603"));
  desk.hangsUp();
  await town.mustBeIdle();
});

test("what cannot be: a call that is not the phone's, a call for help, an address that is none, a second at once", async () => {
  const { town, caller, desk } = await talking();
  desk.transfers(caller);
  await town.runs(500);
  desk.transfers("sip:911@192.0.2.1");
  await town.runs(500);
  desk.transfers("mailto:ada@example.net");
  await town.runs(500);
  desk.transfers(refers);
  desk.transfers("sip:6135550198@192.0.2.1");
  await town.runs(500);
  const replies = desk.told.filter((one) => one.startsWith("replied"));
  assert.deepEqual(replies, [
    "replied 481",
    "replied 603",
    "replied 400",
    "replied 202",
    "replied 491",
  ]);
  desk.hangsUp();
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("blind to another telephone of the house: it shows who is put through", async () => {
  const { town, study, caller, desk } = await talking();
  desk.transfers("sip:study@192.0.2.1");
  await town.runs(1000);
  const [from = ""] = study.talk.incoming?.request.lines("From") ?? [];
  assert.match(from, /\+16135550177/);
  study.talk.lifts();
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(500);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(600) > 0.9);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("spa *98 at a desk phone: whom it holds is put through", async () => {
  const home = await household(
    settingsOf([{ ...ring("kitchen"), for: 60 }], {
      accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
      outgoing: { route: ["other"] },
      services: { starCodes: "spa" },
    }),
  );
  const { town, carrier, kitchen } = home;
  const other = await town.person("other", "192.0.2.11", 800);
  const caller = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(500);
  const desk = kitchen.talk;
  desk.holds();
  await town.runs(500);
  const second = await kitchen.calls("*986135550199");
  await town.runs(1000);
  other.talk.lifts();
  await town.runs(1000);
  await talkToEachOther(home, caller, other.talk);
  await town.runs(5000);
  assert.ok(desk.isOver && second.isOver);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("blind again in the same call: the notices say which of the two they are of (RFC 3515 §2.4.6)", async () => {
  const { town, other, caller, desk } = await talking();
  other.manner = { refuses: 486 };
  desk.transfers(refers);
  await town.runs(2000);
  other.manner = "rings";
  desk.transfers(refers);
  await town.runs(2000);
  const [first = "", ...rest] = new Set(desk.noticed);
  assert.equal(first, "refer");
  assert.equal(rest.length, 1);
  assert.match(rest[0] ?? "", /^refer;id=\d+$/);
  assert.equal(desk.notices.at(-1), "SIP/2.0 180 Ringing active");
  desk.hangsUp();
  caller.hangsUp();
  await town.runs(6000);
  await town.mustBeIdle();
});

test("blind without a subscription (RFC 4488): it is done, and nothing is told of it", async () => {
  const home = await talking();
  const { town, other, desk } = home;
  desk.transfers(refers, undefined, [{ name: "Refer-Sub", text: "false" }]);
  await town.runs(1000);
  assert.ok(desk.told.includes("replied 202"));
  other.talk.lifts();
  await town.runs(500);
  assert.deepEqual(desk.notices, []);
  await isLeftTo(home, other.talk);
});

test("two to be called at once, or something that is no call: refused, and nobody is called", async () => {
  const { town, other, caller, desk } = await talking();
  desk.transfers(refers, undefined, [{ name: "Refer-To", text: `<${refers}>` }]);
  await town.runs(500);
  desk.transfers(`${refers};method=BYE`);
  await town.runs(500);
  const answers = desk.told.filter((one) => one.startsWith("replied"));
  assert.deepEqual(answers, ["replied 400", "replied 603"]);
  assert.equal(other.talks.length, 0);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

/** Both parties are at one account that connects them itself (`transferBy: refer`): REFER outwards (RFC 3515, 3891, 5589). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hearEachOther } from "./hearEachOther.ts";
import { household, number, ring, settingsOf } from "./household.ts";

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
  transferBy: "refer",
});
const settings = settingsOf([{ ...ring("kitchen"), for: 60 }], {
  accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
});
const refers = "sip:6135550199@192.0.2.1";

/** The kitchen talks to whoever called. */
async function talking(by = settings) {
  const home = await household(by);
  const { town, carrier, kitchen } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  desk.holds();
  await town.runs(500);
  return { ...home, caller, desk };
}

/** And, with that one held, to a third party. */
async function consulting() {
  const home = await talking();
  const { town, carrier, kitchen } = home;
  const second = await kitchen.calls("6135550199");
  await town.runs(1000);
  const third = carrier.talk;
  third.lifts();
  await town.runs(1000);
  return { ...home, second, third };
}

test("blind: the caller's account is told to call, the phone hears how it goes, and nothing is left with us", async () => {
  const { town, carrier, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(500);
  assert.deepEqual(caller.referrals, [
    { to: "<sip:+16135550199@192.0.2.10>", by: `<sip:${number}@192.0.2.1>` },
  ]);
  assert.equal(carrier.talks.length, 1, "we call nobody");
  caller.notifies("180 Ringing");
  await town.runs(500);
  assert.equal(desk.notices.at(-1), "SIP/2.0 180 Ringing active");
  caller.notifies("200 OK");
  await town.runs(500);
  assert.equal(desk.notices.at(-1), "SIP/2.0 200 OK terminated");
  assert.ok(caller.isOver, "the account has no use for our session any more");
  await town.runs(6000);
  assert.ok(desk.isOver);
  const [out, into] = town.calls().map(({ record }) => record);
  assert.deepEqual([out?.transferred, into?.transferred], [into?.id, out?.id]);
  await town.mustBeIdle();
});

test("blind, and nobody comes: the phone hears it, and has the caller again", async () => {
  const { town, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(500);
  caller.notifies("486 Busy Here");
  await town.runs(500);
  assert.equal(desk.notices.at(-1), "SIP/2.0 486 Busy Here terminated");
  desk.resumes();
  await town.runs(500);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  desk.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("blind, the phone has hung up, and nobody comes: it rings with the caller", async () => {
  const { town, kitchen, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(500);
  desk.hangsUp();
  await town.runs(500);
  caller.notifies("603 Decline");
  await town.runs(1000);
  const again = kitchen.talk;
  assert.notEqual(again, desk);
  again.lifts();
  await town.runs(500);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: again, says: 440 });
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("blind, and the account will not: we call ourselves", async () => {
  const { town, carrier, caller, desk } = await talking();
  caller.answersRefer = 405;
  desk.transfers(refers);
  await town.runs(2000);
  const third = carrier.talk;
  assert.notEqual(third, caller);
  third.lifts();
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(500);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: third, says: 1000 });
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("blind, and no notice ever comes: after three minutes the phone has the caller again", async () => {
  const { town, caller, desk } = await talking();
  desk.transfers(refers);
  await town.runs(181_000);
  assert.equal(desk.notices.at(-1), "SIP/2.0 480 Temporarily Unavailable terminated");
  assert.ok(!caller.isOver && !desk.isOver);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("attended: the first is told to take our place with the second, and both are let go", async () => {
  const { town, caller, desk, second, third } = await consulting();
  desk.transfers(second);
  await town.runs(1000);
  const { session } = third;
  const replaces = `${session?.callId};to-tag=${session?.localTag};from-tag=${session?.remoteTag()}`;
  const [referral] = caller.referrals;
  assert.match(referral?.to ?? "", /^<sip:\+16135550199@192\.0\.2\.10:5060[^?]*\?Replaces=/);
  assert.ok(referral?.to.endsWith(`?Replaces=${encodeURIComponent(replaces)}>`), referral?.to);
  assert.deepEqual(third.referrals, []);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: third, says: 1000 });
  caller.notifies("200 OK");
  await town.runs(500);
  assert.ok(caller.isOver && third.isOver, "neither sound nor signalling passes through us");
  await town.runs(6000);
  await town.mustBeIdle();
});

test("attended, and the account cannot: they talk on through us", async () => {
  for (const how of ["refuses", "fails"]) {
    const { town, caller, desk, second, third } = await consulting();
    if (how === "refuses") caller.answersRefer = 501;
    desk.transfers(second);
    await town.runs(1000);
    if (how === "fails") caller.notifies("481 Call/Transaction Does Not Exist");
    await town.runs(6000);
    await hearEachOther(town, { talk: caller, says: 1000 }, { talk: third, says: 1000 });
    caller.hangsUp();
    await town.runs(1000);
    assert.ok(third.isOver);
    await town.mustBeIdle();
  }
});

test("through another account than the caller's, and without the setting, nobody is told to call", async () => {
  const outside = (by: object) => ({ ...settings, ...by });
  for (const by of [
    outside({ outgoing: { route: ["other"] } }),
    outside({ accounts: [{ ...account("carrier", "192.0.2.10"), transferBy: "bridge" }] }),
  ]) {
    const { town, caller, desk } = await talking(by as typeof settings);
    desk.transfers(refers);
    await town.runs(1000);
    assert.deepEqual(caller.referrals, []);
    desk.hangsUp();
    caller.hangsUp();
    await town.runs(40_000);
    await town.mustBeIdle();
  }
});

test("a notice that nobody asked for is refused, and the call lives", async () => {
  const { town, caller } = await talking();
  caller.notifies("200 OK");
  await town.runs(500);
  assert.ok(caller.told.includes("replied 481"));
  assert.ok(!caller.isOver);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

/** Calls of more than two: who hears whom, who ends it, and rooms that are dialled. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallId } from "#telephony/call/leg.ts";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { hearAll, type Speaker } from "./hearEachOther.ts";
import { household, number, ring, settingsOf } from "./household.ts";
import { does, type LineHome, lineHome } from "./lineHome.ts";

async function hears(town: Town, talk: Talk, tone: number): Promise<boolean> {
  await town.runs(1200);
  return talk.voice.lately(tone) > 0.1;
}

/** Two flashes within two seconds would be a receiver that bounces. */
async function flashed({ town, set }: LineHome): Promise<void> {
  await town.runs(2000);
  set.flash(500);
  await town.runs(2000);
}

/** The line calls one more, who lifts, and a flash puts them together. */
async function consulted(home: LineHome): Promise<Talk> {
  const { town, set, other } = home;
  await does(
    home,
    () => set.flash(500),
    () => set.press("6135550199"),
  );
  await town.runs(2000);
  const { talk } = other;
  talk.lifts();
  await flashed(home);
  return talk;
}

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});
const accounts = [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")];

/** The kitchen talks with a caller (1000 Hz), the study with a third party (800 Hz). */
async function twoCalls(conference: object = {}) {
  const home = await household(
    settingsOf([ring("kitchen")], { accounts, outgoing: { route: ["other"] }, conference }),
  );
  const { town, carrier, kitchen, study } = home;
  const other = await town.person("other", "192.0.2.11", 800);
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  kitchen.talk.lifts();
  const out = await study.calls("6135550199");
  await town.runs(1000);
  other.talk.lifts();
  await town.runs(1000);
  town.begins();
  const [two, one] = town.server.book.live().map(({ id }) => id as CallId);
  assert.ok(one && two);
  const parties: Speaker[] = [
    { talk: caller, says: 1000 },
    { talk: kitchen.talk, says: 440 },
    { talk: out, says: 600 },
    { talk: other.talk, says: 800 },
  ];
  return { ...home, other, one, two, parties, caller, desk: kitchen.talk, out, third: other.talk };
}

test("two calls are put together: four parties hear each other, and nobody itself", async () => {
  const { town, one, two, parties, third } = await twoCalls();
  assert.ok(town.server.desk.inHand.conferences.join(one, two));
  await hearAll(town, parties);
  third.hangsUp();
  await town.runs(1000);
  await hearAll(town, parties.slice(0, 3));
  for (const { talk } of parties) if (!talk.isOver) talk.hangsUp();
  await town.mustBeIdle();
});

test("who speaks wide band hears so whoever does, and the rest hear what they can", async () => {
  const second = { id: "second", when: { is: "via", account: "other" }, then: [ring("study")] };
  const all = { id: "all", when: { is: "always" }, then: [ring("kitchen")] };
  const home = await household(settingsOf([], { accounts, rules: [second, all] }));
  const { town, kitchen, study, carrier } = home;
  const high = await town.person("high", "192.0.2.11", 5000);
  const theirs = await high.calls(number, { wide: true });
  await town.runs(1000);
  study.talk.isWide = true;
  study.talk.lifts();
  const caller = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  const [two, one] = town.server.book.live().map(({ id }) => id as CallId);
  assert.ok(one && two && town.server.desk.inHand.conferences.join(one, two));
  await town.runs(3000);
  const parts = (talk: Talk, ...tones: number[]): number[] =>
    tones.map((tone) => talk.voice.lately(tone));
  const wide = parts(study.talk, 5000, 1000, 440, 3000);
  assert.ok(
    wide.slice(0, 3).every((part) => part > 0.2),
    `above what a line carries: ${wide}`,
  );
  assert.ok((wide[3] ?? 1) < 0.01);
  const narrow = parts(kitchen.talk, 600, 1000, 3000);
  assert.ok(
    narrow.slice(0, 2).every((part) => part > 0.3),
    `${narrow}`,
  );
  assert.ok((narrow[2] ?? 1) < 0.01, `and no mirror of what a line does not carry: ${narrow}`);
  for (const talk of [theirs, caller, kitchen.talk, study.talk]) if (!talk.isOver) talk.hangsUp();
  await town.mustBeIdle();
});

test("over for all when the last telephone of the house has left", async () => {
  const { town, one, two, parties, caller, desk, out, third } = await twoCalls();
  assert.ok(town.server.desk.inHand.conferences.join(one, two));
  await town.runs(500);
  desk.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver, "its own call is over with it");
  assert.ok(!third.isOver && !out.isOver, "the study is there still");
  assert.ok(await hears(town, third, 600));
  out.hangsUp();
  await town.runs(1000);
  assert.ok(parties.every(({ talk }) => talk.isOver));
  await town.mustBeIdle();
});

test("with `endsWithOwner: false` the others go on without us", async () => {
  const { town, one, two, caller, desk, out, third } = await twoCalls({ endsWithOwner: false });
  assert.ok(town.server.desk.inHand.conferences.join(one, two));
  await town.runs(500);
  desk.hangsUp();
  out.hangsUp();
  await town.runs(1000);
  await hearAll(town, [
    { talk: caller, says: 1000 },
    { talk: third, says: 800 },
  ]);
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(third.isOver);
  await town.mustBeIdle();
});

test("whoever is muted hears the others and is heard by nobody, until no longer", async () => {
  const { town, one, two, parties, caller, desk, out, third } = await twoCalls();
  assert.ok(town.server.desk.inHand.conferences.join(one, two));
  assert.ok(town.server.desk.inHand.mute(one, "kitchen", true));
  for (const talk of [caller, out, third]) assert.ok(!(await hears(town, talk, 440)));
  for (const tone of [600, 800, 1000]) assert.ok(await hears(town, desk, tone));
  assert.ok(town.server.desk.inHand.mute(one, "kitchen", false));
  await hearAll(town, parties);
  for (const { talk } of parties) talk.hangsUp();
  await town.mustBeIdle();
});

test("muted in a call of two, the other hears silence and no music", async () => {
  const { town, one, caller, desk, out } = await twoCalls();
  assert.ok(town.server.desk.inHand.mute(one, "kitchen", true));
  await town.runs(500);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.level() < 0.001);
  desk.hangsUp();
  out.hangsUp();
  await town.mustBeIdle();
});

test("who holds plays no music to a conference", async () => {
  const { town, one, two, caller, desk, out, third } = await twoCalls();
  assert.ok(town.server.desk.inHand.conferences.join(one, two));
  caller.holds();
  await town.runs(500);
  assert.ok(!(await hears(town, third, 1000)));
  assert.ok(await hears(town, third, 440));
  caller.resumes();
  await town.runs(500);
  assert.ok(await hears(town, third, 1000));
  desk.hangsUp();
  out.hangsUp();
  await town.mustBeIdle();
});

test("a room that is dialled: alone one hears music, then each other", async () => {
  const home = await household(settingsOf([ring("kitchen")]));
  const { town, kitchen, study } = home;
  const first = await kitchen.calls("*89");
  await town.runs(2000);
  assert.ok(first.voice.level() > 0.005, "music");
  const second = await study.calls("*89");
  await town.runs(1000);
  await hearAll(town, [
    { talk: first, says: 440 },
    { talk: second, says: 600 },
  ]);
  first.hangsUp();
  await town.runs(1000);
  second.voice.forget();
  await town.runs(2000);
  assert.ok(second.voice.level() > 0.005, "music again");
  second.hangsUp();
  await town.mustBeIdle();
});

async function keyed(town: Town, talk: Talk, digits: string): Promise<void> {
  for (const digit of digits) {
    talk.voice.press(digit === "#" ? 11 : Number(digit));
    await town.runs(400);
  }
}

test("a room with a number and a PIN: the right one opens, three wrong ones end the call", async () => {
  const room = { id: "family", number: "801", pin: "2580" };
  const home = await household(settingsOf([ring("kitchen")], { conference: { rooms: [room] } }));
  const { town, kitchen, study } = home;
  const keys = (talk: Talk, digits: string) => keyed(town, talk, digits);
  const first = await kitchen.calls("801");
  await town.runs(1000);
  await keys(first, "2580");
  const second = await study.calls("801");
  await town.runs(1000);
  await keys(second, "1111");
  await town.runs(500);
  assert.ok(!(await hears(town, first, 600)), "not yet");
  await keys(second, "2580");
  await hearAll(town, [
    { talk: first, says: 440 },
    { talk: second, says: 600 },
  ]);
  second.hangsUp();
  const third = await study.calls("801");
  await town.runs(1000);
  await keys(third, "111122223333");
  await town.runs(1000);
  assert.ok(third.isOver);
  first.hangsUp();
  await town.mustBeIdle();
});

test("a caller is put into a room by the transfer key, and dropped as the last that came", async () => {
  const { town, caller, desk, out, study } = await twoCalls();
  out.hangsUp();
  await town.runs(500);
  const inside = await study.calls("*89");
  await town.runs(500);
  desk.transfers("sip:*89@192.0.2.1");
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(500);
  await hearAll(town, [
    { talk: caller, says: 1000 },
    { talk: inside, says: 600 },
  ]);
  inside.hangsUp();
  await town.runs(1000);
  if (!caller.isOver) caller.hangsUp();
  await town.mustBeIdle();
});

test("it is full: one more is refused", async () => {
  const home = await household(settingsOf([ring("kitchen")], { conference: { most: 3 } }));
  const { town, kitchen, study } = home;
  const talks: Talk[] = [];
  for (let n = 0; n < 3; n++) talks.push(await kitchen.calls("*89"));
  await town.runs(1000);
  const late = await study.calls("*89");
  await town.runs(1000);
  assert.ok(late.isOver && !late.told.includes("accepted"));
  for (const talk of talks) talk.hangsUp();
  await town.mustBeIdle();
});

test("it is full when the PIN is right at last: who was at the door is refused", async () => {
  const room = { id: "family", number: "801", pin: "2580" };
  const home = await household(
    settingsOf([ring("kitchen")], { conference: { most: 3, rooms: [room] } }),
  );
  const { town, kitchen, study } = home;
  const talks: Talk[] = [];
  for (let n = 0; n < 3; n++) talks.push(await kitchen.calls("801"));
  const late = await study.calls("801");
  await town.runs(1000);
  for (const talk of talks) await keyed(town, talk, "2580");
  assert.ok(!late.isOver);
  await keyed(town, late, "2580");
  await town.runs(1000);
  assert.ok(late.isOver);
  for (const talk of talks) assert.ok(!talk.isOver);
  for (const talk of talks) talk.hangsUp();
  await town.mustBeIdle();
});

test("at the line a flash adds a further one: four talk, and hanging up ends it for all", async () => {
  const home = await lineHome({}, { conference: { flash: "add" } });
  const { town, carrier, set } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(6000);
  set.lift();
  await town.runs(1000);
  const second = await consulted(home);
  const third = await consulted(home);
  assert.notEqual(second, third);
  for (const ear of [second, third]) assert.ok(await hears(town, ear, 1000), "the caller");
  assert.ok(await hears(town, caller, 600));
  await town.runs(1000);
  assert.ok(home.part(1000) > 0.1 && home.part(600) > 0.1, "the line hears all");
  set.hangUp();
  await town.runs(3000);
  assert.ok([caller, second, third].every(({ isOver }) => isOver));
  await town.mustBeIdle();
});

test("the others talk on while the line calls the further one", async () => {
  const home = await lineHome({}, { conference: { flash: "add" } });
  const { town, carrier, other, set } = home;
  const flashes = () => flashed(home);
  const caller = await carrier.calls(number);
  await town.runs(6000);
  set.lift();
  await town.runs(1000);
  await consulted(home);
  await flashes();
  assert.ok((await hears(town, caller, 600)) && (await hears(town, other.talk, 1000)));
  await flashes();
  await town.runs(1000);
  assert.ok(home.part(1000) > 0.1 && home.part(600) > 0.1, "and back to them");
  set.hangUp();
  await town.mustBeIdle();
});

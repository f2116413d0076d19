/** The owner listens to a caller who speaks to the house, and may take the call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, type Household, household, number, settingsOf } from "./household.ts";
import { setHouse } from "./setHouse.ts";

const away = "+14165550199";
const mailbox = (): object => settingsOf([{ do: "mailbox" }]);

/** The carrier's caller, at 1000 Hz, is behind the greeting and leaves a message. */
async function speaking({ town, carrier }: Pick<Household, "town" | "carrier">): Promise<Talk> {
  const caller = await carrier.calls(number, { from: away });
  await town.runs(2000);
  caller.voice.press(11);
  await town.runs(2000);
  return caller;
}

/** And the study, at 600 Hz, listens. */
async function listenedTo() {
  const house = await household(mailbox());
  const caller = await speaking(house);
  const owner = await house.study.calls("*88");
  await house.town.runs(1000);
  assert.ok(owner.told.includes("accepted"), `${owner.told}`);
  return { ...house, caller, owner };
}

/** One way: the tone of the one, and not a sound to the other. */
async function onlyHears(town: Town, owner: Talk, caller: Talk): Promise<void> {
  caller.voice.forget();
  owner.voice.forget();
  await town.runs(1500);
  assert.ok(owner.voice.share(1000) > 0.9, `the caller: ${owner.voice.share(1000)}`);
  assert.ok(caller.voice.level() < 0.001, `nothing of the owner: ${caller.voice.level()}`);
}

const lengths = ({ server }: Town): readonly number[] =>
  server.messages.all().map(({ lengthMs }) => lengthMs);

test("who leaves a message is heard at a telephone by *88, hears nothing of it, and the message is whole", async (t) => {
  const { town, caller, owner } = await listenedTo();
  await onlyHears(town, owner, caller);
  await town.runs(2500);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(owner.isOver, "there is nobody to listen to any more");
  const [length, another] = lengths(town);
  assert.ok(another === undefined && length !== undefined && length > 6000, `${length}`);
  golden(t, town, "listenedTo");
  await town.mustBeIdle();
});

test("nobody who listens is in the message", async () => {
  const { town, caller, kitchen } = await listenedTo();
  await town.runs(3000);
  caller.hangsUp();
  await town.runs(2000);
  const replay = await kitchen.calls("*98");
  await town.runs(1000);
  replay.voice.press(1);
  let heard = 0;
  for (let i = 0; i < 60; i++) {
    replay.voice.forget();
    await town.runs(500);
    heard = Math.max(heard, replay.voice.share(1000));
    assert.ok(replay.voice.share(600) < 0.3);
  }
  assert.ok(heard > 0.95, `${heard}`);
  if (!replay.isOver) replay.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("1 takes the call in the midst of the message: both talk, and no message is left", async () => {
  const { town, caller, owner } = await listenedTo();
  owner.voice.press(1);
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: owner, says: 600 });
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(owner.isOver);
  assert.deepEqual(lengths(town), []);
  const call = town.calls().find(({ record }) => record.direction === "in");
  assert.deepEqual(
    [call?.record.outcome, call?.record.legs.map(({ target }) => target)],
    ["answered", ["mailbox", "study"]],
  );
  await town.mustBeIdle();
});

test("who has taken the call so may park it", async () => {
  const { town, caller, owner, study, kitchen } = await listenedTo();
  owner.voice.press(1);
  await town.runs(1000);
  owner.holds();
  await town.runs(500);
  const code = await study.calls("*84");
  await town.runs(8000);
  assert.ok(owner.isOver);
  if (!code.isOver) code.hangsUp();
  const heir = await kitchen.calls("*85");
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: heir, says: 440 });
  heir.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("another key takes nothing, and is not heard by the caller", async () => {
  const { town, caller, owner } = await listenedTo();
  owner.voice.press(5);
  await onlyHears(town, owner, caller);
  owner.hangsUp();
  caller.hangsUp();
  await town.runs(2000);
  assert.equal(lengths(town).length, 1);
  await town.mustBeIdle();
});

test("who listens hangs up: the message goes on", async () => {
  const { town, caller, owner } = await listenedTo();
  owner.hangsUp();
  await town.runs(3000);
  assert.ok(!caller.isOver);
  caller.hangsUp();
  await town.runs(2000);
  const [length] = lengths(town);
  assert.ok(length !== undefined && length > 5000, `${length}`);
  await town.mustBeIdle();
});

test("two listen: one takes, and the other is let go", async () => {
  const { town, caller, owner, kitchen } = await listenedTo();
  const other = await kitchen.calls("*88");
  await town.runs(1000);
  await onlyHears(town, owner, caller);
  await onlyHears(town, other, caller);
  owner.voice.press(1);
  await town.runs(1000);
  assert.ok(other.isOver && !owner.isOver);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: owner, says: 600 });
  owner.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("the greeting is heard too, as the caller hears it", async () => {
  const { town, carrier, study } = await household(mailbox());
  const caller = await carrier.calls(number, { from: away });
  caller.voice.to = undefined;
  const owner = await study.calls("*88");
  await town.runs(500);
  owner.voice.forget();
  await town.runs(1500);
  assert.ok(owner.voice.level() > 0.01, `${owner.voice.level()}`);
  owner.hangsUp();
  caller.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("nobody speaks to the house: *88 is refused", async () => {
  const { town, study } = await household(mailbox());
  const owner = await study.calls("*88");
  await town.runs(1000);
  assert.ok(owner.isOver && !owner.told.includes("accepted"), `${owner.told}`);
  assert.equal(town.control.inHand.listen("nobody", "study").ok, false);
  await town.mustBeIdle();
});

test("from the page: the telephone rings, and who lifts listens", async () => {
  const house = await household(mailbox());
  const { town, kitchen } = house;
  const caller = await speaking(house);
  const [live] = town.control.status().live;
  assert.equal(live?.listenable, true);
  assert.ok(town.control.inHand.listen(live.id, "kitchen").ok);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  await onlyHears(town, kitchen.talk, caller);
  kitchen.talk.voice.press(1);
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: kitchen.talk, says: 440 });
  caller.hangsUp();
  await town.runs(2000);
  assert.deepEqual(lengths(town), []);
  await town.mustBeIdle();
});

test("from the page, where its telephone listens: it takes the call at once", async () => {
  const { town, caller, owner, study } = await listenedTo();
  const call = town.control.status().live.find(({ listenable }) => listenable);
  assert.ok(call && town.control.inHand.take(call.id, "study").ok);
  await town.runs(1000);
  assert.ok(!owner.isOver && study.talks.length === 1, "it does not ring");
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: owner, says: 600 });
  owner.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("at the line: *88 hears the caller, 1 takes the call, and hanging up ends it", async () => {
  const { town, carrier, set, part } = await setHouse({}, [{ do: "mailbox" }]);
  const caller = await speaking({ town, carrier });
  set.lift();
  await town.runs(1500);
  set.press("*88");
  await town.runs(5000);
  caller.voice.forget();
  await town.runs(1500);
  assert.ok(part(1000) > 0.9, `the caller: ${part(1000)}`);
  assert.ok(caller.voice.level() < 0.001, "one way");
  set.press("1");
  await town.runs(1500);
  assert.equal(town.server.book.live().length, 2, "the call is here");
  caller.hangsUp();
  await town.runs(2000);
  set.hangUp();
  await town.runs(2000);
  assert.deepEqual(lengths(town), []);
  await town.mustBeIdle();
});

const screening = (): object =>
  settingsOf([{ do: "screen", targets: [{ device: "kitchen" }], for: 20 }, { do: "mailbox" }]);

test("who is asked for their name is heard, and taken before they have said it all", async () => {
  const { town, carrier, study } = await household(screening());
  const caller = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(7000); // the question is over, they speak
  assert.equal(town.server.book.live()[0]?.listenable, true);
  const owner = await study.calls("*88");
  await town.runs(1000);
  owner.voice.forget();
  await town.runs(1000);
  assert.ok(owner.voice.share(1000) > 0.9, `${owner.voice.share(1000)}`);
  owner.voice.press(1);
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: owner, says: 600 });
  owner.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  assert.deepEqual(await town.disk.list("screened"), [], "what was said is not kept");
  await town.mustBeIdle();
});

test("who is asked is listened to on into the mailbox", async () => {
  const { town, carrier, study, kitchen } = await household(screening());
  const caller = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(7000);
  const owner = await study.calls("*88");
  await town.runs(9000);
  assert.equal(kitchen.talks.length, 1, "the kitchen rings meanwhile");
  await town.runs(22_000); // nobody lifts there
  caller.voice.press(11);
  await town.runs(3000);
  await onlyHears(town, owner, caller);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(owner.isOver);
  assert.equal(lengths(town).length, 1);
  await town.mustBeIdle();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallId } from "#telephony/call/leg.ts";
import type { Talk } from "../phones/talk.ts";
import { at, eachHolds, hearEachOther, talkAndHangUp } from "./hearEachOther.ts";
import { bothRing, household, number, settingsOf, talking } from "./household.ts";

/* The sound is a process of its own: the server is killed, or it is, or both are. */

const apart = { apart: true } as const;
const forget = (...talks: readonly Talk[]): void => {
  for (const { voice } of talks) voice.forget();
};
/** One source, no packet left out, and never longer without one than that, in ms. */
const unbroken = (talk: Talk): readonly unknown[] => {
  const { sources, leaps, gap } = talk.voice.path;
  return [sources.size, leaps, gap <= 20];
};

test("the server is killed: who talks is heard all the while, and afterwards all goes on as before", async () => {
  const { town, caller, desk } = await talking({}, apart);
  forget(caller, desk);
  await town.isKilled(5000);
  await town.runs(20_000);
  assert.deepEqual(
    [unbroken(caller), unbroken(desk)],
    [
      [1, 0, true],
      [1, 0, true],
    ],
  );
  await eachHolds(town, at(caller, 1000), at(desk, 440));
  await town.isKilled();
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(desk.isOver);
  await town.mustBeIdle();
  assert.equal(town.calls().length, 1);
});

test("the media process is killed: both hear each other again as soon as there is another one", async () => {
  const { town, caller, desk } = await talking({}, apart);
  forget(caller, desk);
  await town.mediaIsKilled(100);
  await town.runs(1000);
  for (const { voice } of [caller, desk]) assert.ok(voice.path.gap <= 160, `${voice.path.gap} ms`);
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  desk.holds();
  await town.runs(1000);
  await town.mediaIsKilled(100);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.level() > 0.005, "music");
  desk.resumes();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(desk, 440));
});

test("both are killed at once, and the call goes on", async () => {
  const { town, caller, desk } = await talking({}, apart);
  const killed = town.isKilled(300);
  await town.mediaIsKilled(200);
  await killed;
  await town.runs(1000);
  await talkAndHangUp(town, at(desk, 440), at(caller, 1000));
});

test("a media process is away for long: a new call is refused meanwhile, who talked hears again, and then calls ring", async () => {
  const { town, carrier, caller, desk } = await talking({}, apart);
  const away = town.mediaIsKilled(12_000);
  await town.runs(6000);
  const refused = await carrier.calls(number);
  await town.runs(2000);
  assert.ok(refused.isOver, "there is no port for it");
  await away;
  await town.runs(1000);
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  caller.hangsUp();
  await town.runs(1000);
  const again = await carrier.calls(number);
  await town.runs(1000);
  assert.equal(again.isOver, false);
  again.hangsUp();
  await town.mustBeIdle();
});

test("what rang when the server was killed rings on, is answered, and is heard", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]), apart);
  const caller = await carrier.calls(number);
  await town.runs(1000);
  await town.isKilled();
  await town.runs(1000);
  study.talk.lifts();
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver);
  await talkAndHangUp(town, at(caller, 1000), at(study.talk, 600));
});

test("who hung up while no server was there leaves no port behind", async () => {
  const { town, caller, desk } = await talking({}, apart);
  const killed = town.isKilled(500);
  caller.hangsUp();
  await killed;
  await town.runs(1000);
  assert.ok(desk.isOver);
  await town.mustBeIdle();
});

test("a server is killed in a message: what was said until the next one came is kept, once", async () => {
  const { town, carrier } = await household(settingsOf([{ do: "mailbox" }]), apart);
  const caller = await carrier.calls(number);
  await town.runs(20_000);
  await town.isKilled(3000);
  await town.runs(3000);
  assert.ok(caller.isOver);
  const [message, more] = town.server.messages.all();
  assert.equal(more, undefined);
  assert.ok(message && message.lengthMs > 8000, `${message?.lengthMs} ms`);
  await town.mustBeIdle();
});

test("a media process is killed while a call is recorded: the recording goes on in its file", async () => {
  const { town, caller } = await talking({}, apart);
  const id = town.server.book.live()[0]?.id as CallId;
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(10_000);
  await town.mediaIsKilled();
  await town.runs(10_000);
  caller.hangsUp();
  await town.runs(2000);
  const { items } = town.control.recordings.page(undefined, 10);
  assert.equal(items.length, 1);
  const [{ lengthMs = 0 } = {}] = items;
  assert.ok(lengthMs > 16_000 && lengthMs < 20_000, `${lengthMs} ms`);
  await town.mustBeIdle();
});

test("a media process is killed while a prompt plays: it plays again, and the call goes on behind it", async () => {
  const { town, carrier } = await household(settingsOf([{ do: "mailbox" }]), apart);
  const caller = await carrier.calls(number);
  await town.runs(2000);
  await town.mediaIsKilled();
  await town.runs(20_000);
  caller.hangsUp();
  await town.runs(2000);
  const [message] = town.server.messages.all();
  assert.ok(message && message.lengthMs > 3000, `${message?.lengthMs} ms`);
  await town.mustBeIdle();
});

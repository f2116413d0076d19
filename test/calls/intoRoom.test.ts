/** Callers whom a rule lets into a room of the conference. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { hearAll } from "./hearEachOther.ts";
import { household, number, settingsOf } from "./household.ts";

async function keyed(town: Town, talk: Talk, digits: string): Promise<void> {
  for (const digit of digits) {
    talk.voice.press(Number(digit));
    await town.runs(300);
  }
}

/** Everybody who calls is let into the room. */
const roomFor = (room: object) =>
  settingsOf([{ do: "room", room: "club" }], {
    conference: { rooms: [{ id: "club", number: "50", ...room }], most: 3 },
  });

test("a rule lets callers into a room: those from outside and who dials it at home hear each other", async () => {
  const { town, carrier, kitchen } = await household(roomFor({}));
  const first = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const home = await kitchen.calls("50");
  await town.runs(1000);
  await hearAll(town, [
    { talk: first, says: 1000 },
    { talk: home, says: 440 },
  ]);
  assert.equal(town.calls().length, 0);
  home.hangsUp();
  await town.runs(1000);
  assert.ok(first.isOver, "it was the house's");
  assert.deepEqual(
    town.calls().map(({ record }) => record.legs.map(({ target }) => target)),
    [["conference"], ["conference"]],
  );
  await town.mustBeIdle();
});

test("the room's PIN is asked of who is let in by a rule; three wrong ones, and the call is over", async () => {
  const { town, carrier, kitchen } = await household(roomFor({ pin: "1234" }));
  const inside = await kitchen.calls("50");
  await town.runs(1000);
  await keyed(town, inside, "1234");
  await town.runs(2000);
  const right = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  assert.equal(right.voice.share(440), 0, "not in yet");
  await keyed(town, right, "1234");
  await town.runs(2000);
  await hearAll(town, [
    { talk: right, says: 1000 },
    { talk: inside, says: 440 },
  ]);
  const wrong = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(1000);
  await keyed(town, wrong, "999999999999");
  await town.runs(1000);
  assert.ok(wrong.isOver && !right.isOver);
  inside.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("where nobody more has room there, the caller comes to the next step", async () => {
  const { town, carrier } = await household(roomFor({}));
  const there = [];
  for (const from of ["+16135550171", "+16135550172", "+16135550173"])
    there.push(await carrier.calls(number, { from }));
  await town.runs(1000);
  const late = await carrier.calls(number, { from: "+16135550174" });
  await town.runs(1000);
  assert.ok(there.every((talk) => talk.told.includes("accepted")));
  const call = town.server.book.live().find(({ from }) => from.number === "+16135550174");
  assert.deepEqual(
    call?.legs.map(({ target }) => target),
    ["conference", "mailbox"],
  );
  for (const talk of [...there, late]) if (!talk.isOver) talk.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

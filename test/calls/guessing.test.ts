import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../phones/person.ts";
import type { Town } from "../phones/town.ts";
import { household, ring, settingsOf } from "./household.ts";

const outside = "6135550177";

/** One try to call out as that telephone, with that password; what came back. */
async function tries(town: Town, who: Person, user: string, password: string): Promise<number> {
  who.login = { user, password };
  const call = await who.calls(outside, { from: user });
  await town.runs(200);
  const [, status] = /refused (\d+)/.exec(call.told.join()) ?? [];
  return Number(status);
}

test("who keeps guessing is slowed, then refused for a while; the owner is never locked out", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  const guesser = await town.person("guesser", "198.51.100.7", 700);
  const heard: number[] = [];
  for (let guess = 0; guess < 20; guess++)
    heard.push(await tries(town, guesser, "kitchen", `guess ${guess}`));
  assert.equal(heard[0], 401, "at first just wrong");
  assert.ok(heard.includes(503), "then: not so fast");
  assert.equal(heard.at(-1), 403, "then not at all");
  assert.equal(carrier.talks.length, 0);

  const call = await kitchen.calls(outside);
  await town.runs(500);
  carrier.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(1000) > 0.9, "the kitchen calls out as ever");
  call.hangsUp();

  await town.runs(30 * 60_000);
  assert.equal(await tries(town, guesser, "kitchen", "a-long-secret"), Number.NaN, "the right one");
  guesser.talk.hangsUp();
  await town.mustBeIdle();
});

test("a name that nobody has is answered just as a wrong password is", async () => {
  const { town } = await household(settingsOf([ring("kitchen")]));
  const guesser = await town.person("guesser", "198.51.100.7", 700);
  town.begins();
  await tries(town, guesser, "kitchen", "wrong");
  const known = town.ladder();
  await town.runs(40_000);
  town.begins();
  guesser.login = { user: "nobody", password: "wrong" };
  guesser.registers("wrong"); // a stranger's INVITE asks for no password: registering does
  await town.runs(300);
  const unknown = town.ladder();
  assert.match(known, /401 Unauthorized/);
  assert.match(unknown, /401 Unauthorized/);
  assert.doesNotMatch(unknown, /40[34]/);
  await town.mustBeIdle();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Millis, millis } from "#kit/time.ts";
import { Steps } from "../phones/steps.ts";
import type { Talk } from "../phones/talk.ts";
import type { Wayfarer } from "../phones/town.ts";
import { at, eachHolds, hearEachOther } from "./hearEachOther.ts";
import { type Household, household, number, outcome, ring, settingsOf } from "./household.ts";

/*
 * The server is killed at each step of a call's set-up, one after the other: whenever a message has
 * come or left, and whenever a row of the journal is there. The call comes about all the same, and
 * then all works in it; where the caller has failed with its connection, the other is told so.
 */

const devices = ["kitchen", "study"].map((id) => ({
  ...{ id, kind: "sip", secret: "a-long-secret", flash: "sent" },
}));
const settings = settingsOf([ring("kitchen")], { devices });

interface Story {
  begins(home: Household): Promise<Talk>;
  /** Who is called. */
  called(home: Household): readonly Talk[];
  /** The telephone of the house in it. */
  readonly phone: "caller" | "called";
  readonly tones: readonly [caller: number, called: number];
}

const stories: Readonly<Record<string, Story>> = {
  "a call in": {
    begins: ({ carrier }) => carrier.calls(number, { from: "+16135550177" }),
    called: ({ kitchen }) => kitchen.talks,
    phone: "called",
    tones: [1000, 440],
  },
  "a call out": {
    begins: ({ kitchen }) => kitchen.calls("6135550177"),
    called: ({ carrier }) => carrier.talks,
    phone: "caller",
    tones: [440, 1000],
  },
};

/** Lifts once, what rings first, a fifth of a second later. */
class Hand {
  lifted: Talk | undefined;
  #rung = 0;

  looks(talks: readonly Talk[], ms: number): void {
    if (this.lifted) return;
    const ringing = talks.find((talk) => !talk.isOver);
    if (!ringing) return;
    this.#rung += ms;
    if (this.#rung < 200) return;
    this.lifted = ringing;
    ringing.lifts();
  }
}

type Came = "done" | "talked" | "over";

interface How {
  readonly apart?: true;
  readonly phones?: Wayfarer;
  /** A commit takes so long. */
  readonly disk?: Millis;
  /** A caller whose connection breaks before it was told anything has failed: the other must be told, too. */
  readonly mayEnd?: true;
}

async function killedAt(step: number, story: Story, how: How): Promise<Came> {
  const steps = new Steps(how.disk);
  const home = await household(settings, { ...(how.apart && { apart: true }), steps }, how.phones);
  const { town } = home;
  const hand = new Hand();
  const passes = async (ms: number, isOver = (): boolean => false): Promise<void> => {
    for (let passed = 0; passed < ms && !isOver(); passed += 10) {
      await town.runs(10);
      hand.looks(story.called(home), 10);
    }
  };
  steps.killsAt(step);
  const caller = await story.begins(home);
  await passes(1500 + 7 * (how.disk ?? 0), () => steps.isDead);
  if (!steps.isDead) return "done";
  await town.isKilled(300);
  await passes(12_000);
  if (how.mayEnd) await passes(caller.isOver ? 35_000 : 0);
  const called = hand.lifted ?? story.called(home)[0];
  const where = `step ${step}, ${steps.what}: caller ${caller.told}; called ${called?.told}`;
  const isUp = [caller, called].map((talk) => talk && !talk.isOver && talk.told.length > 0);
  try {
    if (!isUp[0] && !isUp[1]) {
      await town.mustBeIdle();
      return "over";
    }
    assert.ok(called && isUp[0] && isUp[1], "one of them is not in it");
    await works(home, story, [caller, called]);
    return "talked";
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}\n${town.ladder()}`);
  }
}

async function works(home: Household, story: Story, [caller, called]: [Talk, Talk]): Promise<void> {
  const { town } = home;
  const [one, other] = [at(caller, story.tones[0]), at(called, story.tones[1])] as const;
  await hearEachOther(town, one, other);
  await eachHolds(town, one, other);
  const phone = story.phone === "caller" ? caller : called;
  for (let flash = 0; flash < 2; flash++) {
    phone.informs("application/hook-flash", "signal=hf\r\n");
    await town.runs(2000);
    assert.equal(phone.told.at(-1), "replied 200", "a flash is understood");
  }
  await hearEachOther(town, one, other);
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(called.isOver, "the other is told");
  await town.mustBeIdle();
  assert.deepEqual([town.calls().length, outcome(town)[0]], [1, "answered"]);
}

const ways: Readonly<Record<string, How>> = {
  "by UDP": {},
  "by UDP, the sound apart": { apart: true },
  "by UDP, on a machine so busy that a commit takes 800 ms": { apart: true, disk: millis(800) },
  "by TCP": { apart: true, phones: { by: "tcp" }, mayEnd: true },
};

for (const [name, story] of Object.entries(stories))
  for (const [by, how] of Object.entries(ways))
    test(`${name} ${by}: whenever the server is killed in its set-up it comes about`, async (t) => {
      const came: Came[] = [];
      for (let step = 1; came.at(-1) !== "done"; step++)
        came.push(await killedAt(step, story, how));
      const steps = came.slice(0, -1);
      t.diagnostic(steps.join());
      assert.ok(steps.length > 8 && steps.includes("talked"));
      if (!how.mayEnd) assert.deepEqual([...new Set(steps)], ["talked"]);
    });

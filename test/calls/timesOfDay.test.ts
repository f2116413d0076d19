import assert from "node:assert/strict";
import { test } from "node:test";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const night = {
  id: "night",
  weekly: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "22:00", to: "07:00" }],
};
const everyone = { id: "all", when: { is: "always" }, then: [ring("kitchen")] };
const atNight = (more: object = {}): object =>
  settingsOf([], {
    times: [{ ...night, ...more }],
    rules: [
      {
        id: "night",
        when: { is: "during", time: "night" },
        then: [{ do: "reject", cause: "quiet" }],
      },
      everyone,
    ],
  });

test("a call that began by day is not touched when the night begins; the next one is directed by the night", async () => {
  const { town, carrier, kitchen } = await household(atNight(), {
    began: "2026-11-27T21:59:40-05:00",
  });
  const call = await carrier.calls(number);
  await town.runs(3000);
  kitchen.talk.lifts();
  await town.runs(60_000);
  assert.ok(call.voice.share(440) > 0.9, "they talk on, a minute into the night");
  const late = await carrier.calls(number);
  await town.runs(1000);
  assert.deepEqual(late.told.slice(-1), ["over refused"]);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["rejected"]);
  await town.mustBeIdle();
});

test("a telephone that rings when the night begins rings on", async () => {
  const { town, carrier, kitchen } = await household(atNight(), {
    began: "2026-11-27T21:59:50-05:00",
  });
  const call = await carrier.calls(number);
  await town.runs(15_000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});

test("the night that is excepted is none, and rings", async () => {
  const { town, carrier, kitchen } = await household(
    atNight({ except: [{ from: "2026-11-27" }] }),
    { began: "2026-11-28T02:00:00-05:00" },
  );
  const call = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.mustBeIdle();
});

test("quiet until fourteen is over at fourteen", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([], {
      mode: { now: "quiet", until: "2026-11-27T14:00:00-05:00" },
      rules: [
        {
          id: "quiet",
          when: { is: "mode", mode: "quiet" },
          then: [{ do: "reject", cause: "quiet" }],
        },
        everyone,
      ],
    }),
    { began: "2026-11-27T13:59:50-05:00" },
  );
  const early = await carrier.calls(number);
  await town.runs(1000);
  assert.deepEqual(early.told.slice(-1), ["over refused"]);
  await town.runs(10_000);
  const call = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.mustBeIdle();
});

const each = (days: readonly string[], from: string, to: string, more: object = {}): object => ({
  weekly: [{ days, from, to }],
  ...more,
});
const sunday = ["sun"];
for (const [what, began, time, told] of [
  [
    "the hour that comes twice, the first time",
    "2026-11-01T01:20:00-04:00",
    each(sunday, "01:15", "01:45"),
    "over refused",
  ],
  [
    "the hour that comes twice, the second time",
    "2026-11-01T01:20:00-05:00",
    each(sunday, "01:15", "01:45"),
    "over refused",
  ],
  [
    "behind it, by the clock on the wall",
    "2026-11-01T01:50:00-05:00",
    each(sunday, "01:15", "01:45"),
    "progress 180",
  ],
  [
    "the hour that is left out: it was never night",
    "2027-03-14T03:05:00-04:00",
    each(sunday, "02:15", "02:45"),
    "progress 180",
  ],
  [
    "a night over the hour that is left out",
    "2027-03-14T03:05:00-04:00",
    each(["sat"], "23:00", "04:00"),
    "over refused",
  ],
  [
    "a leap day by its weekday",
    "2028-02-29T12:00:00-05:00",
    each(["tue"], "08:00", "18:00"),
    "over refused",
  ],
  [
    "a night into a leap day",
    "2028-02-29T02:00:00-05:00",
    each(["mon"], "22:00", "07:00"),
    "over refused",
  ],
  [
    "a night out of a leap day",
    "2028-03-01T02:00:00-05:00",
    each(["tue"], "22:00", "07:00"),
    "over refused",
  ],
  [
    "a leap day that is excepted",
    "2028-02-29T12:00:00-05:00",
    each(["tue"], "08:00", "18:00", { except: [{ from: "2028-02-29" }] }),
    "progress 180",
  ],
  [
    "a public holiday of the region",
    "2027-02-15T12:00:00-05:00", // Family Day
    { calendar: { holidays: "CA-ON" } },
    "over refused",
  ],
  [
    "which another region does not have",
    "2027-02-15T12:00:00-05:00",
    { calendar: { holidays: "CA-QC" } },
    "progress 180",
  ],
  [
    "the end of a week",
    "2026-11-30T00:30:00-05:00",
    each(sunday, "22:00", "06:00"),
    "over refused",
  ],
] as const)
  test(`in the owner's zone: ${what}`, async () => {
    const { town, carrier } = await household(atNight(time), { began });
    const call = await carrier.calls(number);
    await town.runs(1000);
    assert.equal(call.told.at(-1), told);
    if (!call.isOver) call.hangsUp();
    await town.mustBeIdle();
  });

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { DialAnswer, DialQuestion } from "#server/control/trialControl.ts";
import { adasHouse, house } from "#telephony/settings/adasHouse.ts";
import { wouldDial } from "./dialTrial.ts";

const noon = wallTime(Date.UTC(2026, 10, 24, 17));
const outgoing = {
  ...adasHouse.outgoing,
  routes: [
    { id: "kingdom", when: { is: "to", countries: ["GB"] }, through: ["fixed", "carrier"] },
    { id: "at-night", when: { is: "during", time: "night" }, through: ["fixed"], shows: "home" },
  ],
  limits: { ...adasHouse.outgoing.limits, countries: ["GB"] },
};

function dialled(question: DialQuestion, more: object = {}): DialAnswer {
  const settings = house({ outgoing, ...more });
  const answer = wouldDial(question, {
    settings,
    now: noon,
    minutesToday: 590,
    carried: () => ({}),
    way(id) {
      const account = settings.accounts.find((one) => one.id === id);
      return account && ({ account, usable: id !== "fixed" } as AccountWay);
    },
  });
  assert.ok(answer.ok);
  return answer.value;
}

type Told = readonly [means: string, refused: string | undefined, ways: string];
const calls: readonly (readonly [what: string, question: DialQuestion, told: Told])[] = [
  ["at home", { to: "6135550199" }, ["number", undefined, "carrier"]],
  ["abroad", { to: "011493012345678" }, ["number", "limit.abroad", "carrier"]],
  [
    "to a country that has a way of its own, one of whose accounts is not there",
    { to: "+442079460123" },
    ["number", undefined, "fixed! carrier"],
  ],
  [
    "at night",
    { to: "6135550199", at: "2026-11-24T23:00:00-05:00" },
    ["number", undefined, "fixed!"],
  ],
  ["to what costs more", { to: "+19005550123" }, ["number", "limit.premium", "carrier"]],
  [
    "for help, through every account",
    { to: "911" },
    ["emergency", undefined, "carrier maple fixed!"],
  ],
  ["with a star code", { to: "*78" }, ["service", undefined, ""]],
  ["to a telephone of the house", { to: "kitchen" }, ["telephone", undefined, ""]],
  ["to nothing", { to: "hello" }, ["nothing", "dialled.nothing", ""]],
];
for (const [what, question, told] of calls)
  test(`a call ${what} is told as it would be made`, () => {
    const { means, refused, ways } = dialled(question);
    const through = ways.map(({ account, usable }) => `${account}${usable ? "" : "!"}`);
    assert.deepEqual([means, refused, through.join(" ")], told);
  });

test("what it shows and costs is told, and how long may still be talked today", () => {
  const { number, country, tariff, minutesLeft, hidden, ways } = dialled({ to: "6135550199" });
  assert.deepEqual(
    { number, country, tariff, minutesLeft, hidden },
    { number: "+16135550199", country: "CA", tariff: "usual", minutesLeft: 10, hidden: false },
  );
  assert.equal(ways[0]?.shows, "+16135550142");
});

test("*67 hides the number for this call, and *82 shows one that is hidden in all", () => {
  assert.equal(dialled({ to: "*676135550199" }).hidden, true);
  const services = { ...adasHouse.services, hideNumber: true };
  assert.equal(dialled({ to: "6135550199" }, { services }).hidden, true);
  assert.equal(dialled({ to: "*826135550199" }, { services }).hidden, false);
});

test("each way out that was looked at says why it was taken or not", () => {
  const { because } = dialled({ to: "6135550199" });
  assert.deepEqual(
    because.map(({ rule, matched }) => `${rule} ${matched}`),
    ["kingdom false", "at-night false", "outgoing true"],
  );
});

test("no telephone of that name calls, and no moment is made of words", () => {
  const outside = {
    settings: house(),
    now: noon,
    minutesToday: 0,
    carried: () => ({}),
    way: () => undefined,
  };
  const code = (question: DialQuestion): string | undefined => {
    const answer = wouldDial(question, outside);
    return answer.ok ? undefined : answer.problem.code;
  };
  assert.equal(code({ to: "911", device: "attic" }), "decide.unknownDevice");
  assert.equal(code({ to: "911", at: "soon" }), "decide.badTime");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { dialMapAfter } from "#server/mgcp/dialMap.ts";
import { formatDigitMap, parseDigitMap } from "#server/mgcp/digitMap.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { DialPlan } from "#telephony/number/dialPlan.ts";

const ottawa: DialPlan = {
  home: { country: "CA", areaCode: "613" },
  help: ["911"],
  shortNumbers: false,
  telephones: [],
  rooms: [],
  codes: "nanp",
  speedDials: {},
};
const berlin: DialPlan = {
  ...ottawa,
  home: { country: "DE", areaCode: "30" },
  help: ["110", "112"],
};
const withoutCodes: DialPlan = { ...ottawa, codes: "none" };
const mapAfter = (digits: string, plan: DialPlan): string | undefined => {
  const map = dialMapAfter(digits, (text) => dialled(text, plan));
  return map && formatDigitMap(map);
};

test("the first key is told at once, for a line waits only so long for it", () => {
  assert.equal(mapAfter("", ottawa), undefined);
});

/** After these digits, what may be gathered; undefined: each key is told. */
const maps: readonly (readonly [digits: string, plan: DialPlan, map: string | undefined])[] = [
  ["61", ottawa, "([02-9]xx|[02-9]x*|[02-9]x#|[02-9]*|[02-9]#|1|*|#|x.T)"],
  ["6135", ottawa, "(xxx|xx*|xx#|x*|x#|*|#|x.T)"],
  ["613555", ottawa, undefined],
  ["0", ottawa, undefined],
  ["*6", ottawa, undefined],
  ["*6", withoutCodes, "([0-689]|*|#|7[0-8]|79x|7*x|7#x|79*|7**|7#*|79#|7*#|7##|x.T)"],
  ["00", berlin, "(xxx|xx*|xx#|x*|x#|*|#|x.T)"],
  ["030", berlin, undefined],
];
for (const [digits, plan, map] of maps)
  test(`after ${digits} with ${plan.codes} the map is ${map ?? "none"}`, () =>
    assert.equal(mapAfter(digits, plan), map));

test("every map is one that can be read", () => {
  for (const digits of [
    "6",
    "61",
    "613",
    "6135",
    "61355",
    "1",
    "16",
    "9",
    "0",
    "01",
    "011",
    "*",
    "*9",
    "*6",
  ])
    for (const plan of [ottawa, berlin]) {
      const map = mapAfter(digits, plan);
      if (map !== undefined) assert.ok(parseDigitMap(map).ok, map);
    }
});

test("the dial plan is not asked for ever", () => {
  let looks = 0;
  dialMapAfter("1", () => {
    looks += 1;
    return { is: "more", enough: false };
  });
  assert.ok(looks < 600, String(looks));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dialMapAfter } from "#server/mgcp/dialMap.ts";
import { formatDigitMap } from "#server/mgcp/digitMap.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { DialPlan } from "#telephony/number/dialPlan.ts";
import { fit } from "../phones/mgcp/words.ts";

const ottawa: DialPlan = {
  home: { country: "CA", areaCode: "613" },
  help: ["911", "112"],
  shortNumbers: false,
  telephones: [],
  rooms: [],
  codes: "nanp",
  speedDials: {},
};
const plans: readonly DialPlan[] = [
  ottawa,
  { ...ottawa, shortNumbers: true },
  { ...ottawa, home: { country: "DE", areaCode: "30" }, help: ["110", "112"] },
  { ...ottawa, home: { country: "GB" }, help: ["999", "112"] },
  { ...ottawa, home: { country: "FR" }, help: ["15", "112"] },
];
const mapOf = (text: string): readonly string[] => text.slice(1, -1).split("|");

test("a gateway never keeps a key to itself that decides something, nor more than three", () =>
  fc.assert(
    fc.property(fc.constantFrom(...plans), fc.stringMatching(/^[0-9*#]{1,14}$/), (plan, keys) => {
      const judge = (text: string) => dialled(text, plan);
      let [told, gathered] = ["", ""];
      for (const key of keys) {
        const map = dialMapAfter(told, judge);
        gathered += key;
        if (!map || fit(gathered, mapOf(formatDigitMap(map))) !== "begun") {
          told += gathered;
          gathered = "";
        }
        const verdict = judge(told + gathered);
        assert.ok(gathered.length < 3, `${gathered} after ${told}`);
        if (gathered !== "")
          assert.deepEqual(verdict, { is: "more", enough: false }, `${gathered} after ${told}`);
        if (verdict.is !== "more") return;
      }
    }),
    { numRuns: 300 },
  ));

test("a pause is told too, whatever was pressed before it", () => {
  for (const plan of plans)
    for (const digits of ["6", "03", "1", "07"]) {
      const map = dialMapAfter(digits, (text) => dialled(text, plan));
      if (map) assert.equal(fit("5T", mapOf(formatDigitMap(map))), "whole");
    }
});

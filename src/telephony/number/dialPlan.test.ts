import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DialPlan, dialled, meaningOf } from "./dialPlan.ts";
import { emergencyNumbers } from "./emergency.ts";

const at = (country: string, areaCode?: string, shortNumbers = false): DialPlan => ({
  home: { country, ...(areaCode !== undefined && { areaCode }) },
  help: emergencyNumbers(country, []),
  shortNumbers,
  telephones: ["study"],
});
const ottawa = at("CA", "613");
const anywhere = at("US");
const berlin = at("DE", "30");

/** One character a digit: `.` more, `?` more but may end here, `!` whole, `H` a call for help, `x` wrong. */
function shown(digits: string, plan: DialPlan): string {
  const verdict = dialled(digits, plan);
  if (verdict.is === "complete") return verdict.emergency ? "H" : "!";
  if (verdict.is === "invalid") return "x";
  return verdict.enough ? "?" : ".";
}
const story = (digits: string, plan: DialPlan): string =>
  [...digits].map((_, i) => shown(digits.slice(0, i + 1), plan)).join("");

const rows: readonly (readonly [string, string, DialPlan, string])[] = [
  ["seven digits are a local number, if no more come", "5550142", ottawa, "......?"],
  ["ten digits are a national number", "6135550142", ottawa, "......?..!"],
  ["1 and ten digits are a national number too", "16135550142", ottawa, "..........!"],
  ["without an area code seven digits are not enough", "5550142", anywhere, "......."],
  ["an area code never begins with 1", "1113", ottawa, "..xx"],
  ["411 is whole at once", "411", ottawa, "..!"],
  ["988 may be the beginning of a local number", "988", ottawa, "..?"],
  ["0 is the operator, if no more come", "0", ottawa, "?"],
  ["011 leads abroad", "011442079460123", ottawa, "?..........?.??"],
  ["# says that there will be no more", "5550142#", anywhere, ".......!"],
  ["911 calls for help", "911", ottawa, "..H"],
  ["112 calls for help everywhere", "112", ottawa, "..H"],
  ["and behind a hidden number too", "*67911", ottawa, ".....H"],
  ["hiding the number for other calls is not served yet", "*675", ottawa, "...x"],
  ["*98 asks for the messages", "*98", ottawa, "..!"],
  ["*43 is the echo", "*43", ottawa, "..!"],
  ["other codes are wrong for now", "*55", ottawa, ".xx"],
  ["a star among digits is wrong", "61*", ottawa, "..x"],
  ["an exchange has short numbers", "201", at("CA", "613", true), ".??"],
  ["a German number ends when no more comes", "08912345678", berlin, "..?????????"],
  ["110 calls for help in Germany", "110", berlin, "..H"],
  ["911 may be a Berlin number, or a call for help", "9112", berlin, "..??"],
  ["999 calls for help in Britain", "999", at("GB"), "..H"],
  ["a British number has its length", "02079460123", at("GB"), "..????????!"],
];

for (const [name, digits, plan, wanted] of rows)
  test(name, () => assert.equal(story(digits, plan), wanted));

test("what is dialled at once is understood as a whole", () => {
  const meant = (text: string, plan = ottawa) => {
    const meaning = meaningOf(text, plan);
    return "number" in meaning ? `${meaning.is} ${meaning.number}` : meaning.is;
  };
  assert.equal(meant("+1 613-555-0142"), "number +16135550142");
  assert.equal(meant("5550142#"), "number 5550142");
  assert.equal(meant("9911"), "emergency 911");
  assert.equal(meant("*67911"), "emergency 911");
  assert.equal(meant("urn:service:sos"), "emergency 112");
  assert.equal(meant("911#", berlin), "emergency 911");
  assert.equal(meant("*98"), "messages");
  assert.equal(meant("echo"), "echo");
  assert.equal(meant("*72"), "nothing");
  assert.equal(meant("kitchen"), "nothing");
  assert.equal(meant("study"), "telephone");
  assert.equal(meant(""), "nothing");
});

test("whatever is dialled, dialling ends: no more than twenty digits are ever asked for", () =>
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9*#]{20}$/),
      fc.constantFrom("CA", "DE", "GB", "FR", "XX"),
      (digits, country) => {
        const plan = at(country);
        const verdicts = [...digits].map((_, i) => dialled(digits.slice(0, i + 1), plan).is);
        return verdicts.some((is) => is !== "more");
      },
    ),
  ));

test("no help number is ever refused at the moment it is whole", () => {
  for (const country of ["CA", "DE", "FR", "CH", "AU", "ZA"])
    for (const number of emergencyNumbers(country, [])) {
      assert.match(story(number, at(country)), /^[.?H]+H$/);
      assert.deepEqual(meaningOf(number, at(country)), { is: "emergency", number });
    }
});

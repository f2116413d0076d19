import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dialled } from "./dialled.ts";
import { type DialPlan, meaningOf } from "./dialPlan.ts";
import { emergencyNumbers } from "./emergency.ts";

const at = (
  country: string,
  areaCode?: string,
  shortNumbers = false,
  codes: DialPlan["codes"] = "nanp",
): DialPlan => ({
  home: { country, ...(areaCode !== undefined && { areaCode }) },
  help: emergencyNumbers(country, []),
  shortNumbers,
  telephones: ["study"],
  rooms: [],
  codes,
  speedDials: { 2: "+442079460123" },
});
const ottawa = at("CA", "613");
const anywhere = at("US");
const berlin = at("DE", "30");
const etsi = at("DE", "30", false, "etsi");

/** One character a digit: `.` more, `?` more but may end here, `,` a tone asks for more, `!` whole, `S` a service, `H` a call for help, `x` wrong. */
function shown(digits: string, plan: DialPlan): string {
  const verdict = dialled(digits, plan);
  if (verdict.is === "complete" && verdict.emergency) return "H";
  if (verdict.is === "complete") return verdict.service ? "S" : "!";
  if (verdict.is === "invalid") return "x";
  if (verdict.asks) return ",";
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
  ["and behind a hidden number too", "*67911", ottawa, "..,..H"],
  ["*67 asks for the number that shall not see ours", "*676135550142", ottawa, "..,......?..!"],
  ["*70 behind *67, and then a number", "*67*706135550142", ottawa, "..,..,......?..!"],
  ["*72 asks for the number that calls go to", "*726135550142", ottawa, "..,......?..S"],
  ["a local number behind *72 ends with #", "*725550142#", ottawa, "..,......?S"],
  ["*73 is whole", "*73", ottawa, "..S"],
  ["*74 asks for a digit and a number", "*7426135550142", ottawa, "..,.......?..S"],
  ["*55 asks for a time of four digits", "*550730", ottawa, "..,...S"],
  ["2# is a speed dial, 3# is none", "2#", ottawa, ".!"],
  ["in Europe # ends a service", "*21*08912345678#", etsi, "...,...........S"],
  ["and *#21# asks how it is", "*#21#", etsi, "....S"],
  ["*43# is call waiting there", "*43#", etsi, "...S"],
  ["#31# hides the number there", "#31#110", etsi, "...,..H"],
  ["help behind a prefix of another profile", "*67110", etsi, ".....H"],
  ["with no profile a star is wrong", "*72", at("CA", "613", false, "none"), "..x"],
  ["*98 asks for the messages", "*98", ottawa, "..!"],
  ["*43 is the echo", "*43", ottawa, "..!"],
  ["*85 takes, and a digit may say what", "*851", ottawa, "..?!"],
  ["# takes at once", "*85#", ottawa, "..?!"],
  ["no call is parked at 0", "*850", ottawa, "..?x"],
  ["in Europe a hash ends that, too", "*85*1#", etsi, ".....!"],
  ["a code that nobody has is wrong", "*11", ottawa, ".xx"],
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
    if (meaning.is === "service") return `${meaning.service} ${meaning.input}`.trim();
    const hidden = meaning.is === "number" && meaning.hidden;
    return "number" in meaning
      ? `${hidden ? "hidden " : ""}${meaning.is} ${meaning.number}`
      : meaning.is;
  };
  assert.equal(meant("+1 613-555-0142"), "number +16135550142");
  assert.equal(meant("5550142#"), "number 5550142");
  assert.equal(meant("9911"), "emergency 911");
  assert.equal(meant("*67911"), "emergency 911");
  assert.equal(meant("*550112"), "wakeUpOn 0112");
  assert.equal(meant("*551414", at("CH")), "wakeUpOn 1414");
  assert.equal(meant("*559911"), "emergency 911"); // no time of the day
  assert.equal(meant("urn:service:sos"), "emergency 911");
  assert.equal(meant("urn:service:sos", berlin), "emergency 112");
  assert.equal(meant("urn:service:sos.police", berlin), "emergency 110");
  assert.equal(meant("urn:service:sos.mountain", berlin), "emergency 112");
  assert.equal(meant("URN:service:sos.fire", at("FR")), "emergency 18");
  assert.equal(meant("urn:service:sos", at("AU")), "emergency 000");
  assert.equal(meant("911#", berlin), "emergency 911");
  assert.equal(meant("*98"), "messages");
  assert.equal(meant("echo"), "echo");
  assert.equal(meant("*72"), "forwardAllOn");
  assert.equal(meant("*726135550199"), "forwardAllOn 6135550199");
  assert.equal(meant("*676135550199"), "hidden number 6135550199");
  assert.equal(meant("2#"), "number +442079460123");
  assert.equal(meant("*21*08912345678#", etsi), "forwardAllOn 08912345678");
  assert.equal(meant("*11"), "nothing");
  assert.equal(meant("kitchen"), "nothing");
  assert.equal(meant("study"), "telephone");
  assert.equal(meant(""), "nothing");
});

test("whatever is dialled, dialling ends: no more than 24 digits are ever asked for", () =>
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9*#]{24}$/),
      fc.constantFrom("CA", "DE", "GB", "FR", "XX"),
      fc.constantFrom("nanp", "spa", "freepbx", "etsi", "none"),
      (digits, country, codes) => {
        const plan = at(country, undefined, false, codes);
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

import assert from "node:assert/strict";
import { test } from "node:test";
import { validate } from "#telephony/settings/validate.ts";
import { en } from "../../../words/en.ts";
import { wordsIn } from "../../../words/say.ts";
import { besidesFields, wrongAt } from "./wrong.ts";

const words = wordsIn("en", en, "UTC");

function problemsOf(document: object) {
  const outcome = validate(document);
  return outcome.ok ? [] : outcome.problem;
}

const account = { id: "a", kind: "carrier", server: "sip.example.net" };
const list = { id: "l", url: "http://lists.example/x" };
const mistakes: readonly (readonly [place: string, document: object, sentence: string])[] = [
  ["/accounts/0/server", { accounts: [{ ...account, server: "two words" }] }, en["wrong.host"]],
  ["/accounts/0/number", { accounts: [{ ...account, number: "mine" }] }, en["wrong.number"]],
  ["/accounts/0/username", { accounts: [{ ...account, register: true }] }, en["wrong.missing"]],
  [
    "/outgoing/limits/minutesPerDay",
    { outgoing: { limits: { minutesPerDay: -1 } } },
    en["wrong.range"],
  ],
  ["/outgoing/shows", { outgoing: { shows: "nothing" } }, en["wrong.gone"]],
  ["/emergency/numbers", { emergency: { numbers: ["1"] } }, en["wrong.short"]],
  ["/emergency/test", { emergency: { test: "911" } }, en["wrong.test"]],
  ["/mailbox/pin", { mailbox: { pin: "12" } }, en["wrong.pin"]],
  ["/mailbox/smtp/from", { mailbox: { smtp: { server: "m", from: "me" } } }, en["wrong.email"]],
  ["/callers/lists/0/url", { callers: { lists: [{ ...list, url: "ftp://x" }] } }, en["wrong.web"]],
  [
    "/callers/lists/0/secret",
    { callers: { lists: [{ ...list, secret: "s" }] } },
    en["wrong.spilt"],
  ],
  [
    "/callers/signatures/authorities",
    { callers: { signatures: { authorities: "x" } } },
    en["wrong.pem"],
  ],
];
for (const [place, document, sentence] of mistakes)
  test(`what the server refuses at ${place} is said there in the page's words`, () => {
    assert.equal(wrongAt(problemsOf(document), place, words), sentence);
  });

test("what no field shows is said beside the form, and a rule that hinders says so", () => {
  const rules = [
    { id: "a", when: { is: "via", account: "gone" }, then: [{ do: "mailbox" }] },
    { id: "z", when: { is: "always" }, then: [{ do: "mailbox" }] },
  ];
  const problems = problemsOf({ rules, accounts: [{ ...account, server: "two words" }] });
  assert.deepEqual(besidesFields(problems, ["/accounts/0/server"], words), [
    en["wrong.ruleSpeaks"],
  ]);
  assert.deepEqual(besidesFields(problems, ["/accounts", "/rules"], words), []);
});

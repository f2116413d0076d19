import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "../../../words/en.ts";
import { wordsIn } from "../../../words/say.ts";
import { type AccountStatus, accountFacts, accountState } from "./accountState.ts";
import { whole } from "./wholeAccount.ts";

const words = wordsIn("en-CA", en, "America/Toronto");
const now = Date.UTC(2026, 10, 24, 19, 28);
const account = { id: "carrier", kind: "carrier" as const, server: "sip.example.net" };
const status = (more: Partial<AccountStatus>): AccountStatus => ({
  ...{ id: "carrier", kind: "carrier", server: "sip.example.net", state: "registered" },
  since: now - 3_600_000,
  ...more,
});

const states: readonly (readonly [Partial<AccountStatus> | undefined, string, string])[] = [
  [{ roundTrip: 28.4 }, "", "Registered since 1:28 p.m.; it answers in 28 ms."],
  [{}, "", "Registered since 1:28 p.m.."],
  [{ state: "static" }, "", "Ready. sip.example.net knows this house by its address."],
  [undefined, "amber", "Being registered …"],
  [{ state: "trying" }, "amber", "Being registered …"],
  [
    { state: "failed", code: "sip.registrationRefused", detail: "403 Forbidden" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: sip.example.net does not accept the user name and password.",
  ],
  [
    { state: "failed", code: "sip.registrationRefused", detail: "404 Not Found" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: sip.example.net does not know that user.",
  ],
  [
    { state: "failed", code: "sip.notLocated", detail: "the DNS does not answer" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: no address of sip.example.net can be found: the DNS does not answer, or does not know it.",
  ],
  [
    { state: "failed", code: "sip.flowLost", detail: "the connection breaks" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: the connection to sip.example.net breaks again and again.",
  ],
  [
    { state: "failed", code: "sip.unanswered", detail: "no answer from the server" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: sip.example.net does not answer.",
  ],
  [
    { state: "failed", code: "sip.registrationRefused", detail: "420 Bad Extension" },
    "clay",
    "No calls come or go through it since 1:28 p.m.: sip.example.net refuses it (420 Bad Extension).",
  ],
];
for (const [how, dot, sentence] of states)
  test(`an account says how it stands: ${sentence}`, () => {
    assert.deepEqual(accountState(account, how && status(how), words, now), { dot, sentence });
  });

test("one that is switched off says so, whatever it was", () => {
  const { dot } = accountState({ ...account, enabled: false }, status({}), words, now);
  assert.equal(dot, "off");
});

test("what an account is stands in a line", () => {
  const facts = accountFacts(
    { ...account, username: "ada", transport: "tls", callsAtOnce: 2, transferBy: "refer" },
    words,
  );
  assert.equal(
    facts.join(" · "),
    "ada at sip.example.net · TLS · 2 calls at once · puts calls through itself",
  );
  assert.deepEqual(accountFacts(account, words), ["sip.example.net, by address"]);
});

test("a password that is not typed anew is kept, and goes with the name that it was for", () => {
  const before = { ...account, username: "ada", secret: { set: true } as const };
  const { secret: _, ...emptied } = before;
  assert.deepEqual(whole(emptied, before).secret, { set: true });
  assert.equal(whole({ ...emptied, secret: "new" }, before).secret, "new");
  assert.equal(whole(account, before).secret, undefined);
  assert.equal(whole({ ...account, emergency: { reference: "" } }, before).emergency, undefined);
});

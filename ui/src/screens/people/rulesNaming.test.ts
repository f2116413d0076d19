import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleSettings } from "../../words/decision.ts";
import { everybody, found } from "./everybody.ts";
import { rulesNaming } from "./rulesNaming.ts";

const home = { country: "CA", areaCode: "613" };
const rule = (id: string, when: object, then: readonly object[] = []): RuleSettings =>
  ({ id, when, then }) as unknown as RuleSettings;
const not = (that: object) => ({ is: "not", that });

test("a rule names somebody by a group, by a number, or by reaching them", () => {
  const rules = [
    rule("family", { is: "caller", in: "family" }),
    rule("night", { is: "all", of: [{ is: "always" }, not({ is: "caller", in: "family" })] }),
    rule("known", { is: "caller", in: "contacts" }),
    rule("british", { is: "caller", like: "+4420*" }),
    rule("other", { is: "caller", like: "+49*" }),
    rule("door", { is: "always" }, [
      { do: "ask", keys: [{ key: "1", then: [{ do: "forward", to: { person: "margaret" } }] }] },
    ]),
    rule("all", { is: "always" }),
  ];
  const margaret = { id: "margaret", name: "M", numbers: ["+442079460123"], groups: ["family"] };
  assert.deepEqual(
    rulesNaming(margaret, rules, home).map((one) => `${one.rule.id} ${one.by} ${one.what ?? ""}`),
    [
      "family group family",
      "night group family",
      "known group contacts",
      "british number ",
      "door target ",
    ],
  );
  assert.deepEqual(
    rulesNaming({ id: "x" }, rules.slice(0, 2), home).map((one) => one.rule.id),
    [],
  );
});

test("people and contacts are one list by name, and who is in both is there once", () => {
  const people = [
    { id: "zoe", name: "Zoë", numbers: ["613 555 0101"] },
    { id: "ada", name: "Ada", numbers: [] },
  ];
  const contact = (name: string, number: string) => ({
    id: `choir:${number}`,
    book: "choir",
    name,
    numbers: [number],
    groups: [],
  });
  const contacts = [contact("Zoe T", "+16135550101"), contact("Beatrix", "+16135550147")];
  const all = everybody(people, contacts, { home, locale: "en" });
  assert.deepEqual(
    all.map(({ name, book }) => `${name} ${book ?? "own"}`),
    ["Ada own", "Beatrix choir", "Zoë own"],
  );
  const names = (query: string) => found(all, query).map(({ name }) => name);
  assert.deepEqual(names("zoe"), ["Zoë"]);
  assert.deepEqual(names("555 01"), ["Beatrix", "Zoë"]);
  assert.deepEqual(names(" "), ["Ada", "Beatrix", "Zoë"]);
  assert.deepEqual(names("nobody"), []);
});

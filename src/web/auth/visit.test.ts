import assert from "node:assert/strict";
import { test } from "node:test";
import type { Control } from "#server/control.ts";
import type { Who } from "#web/auth/recognizer.ts";
import { visit } from "#web/auth/visit.ts";

const bob = {
  ...{ id: "bob", name: "Bob", joined: 1, passkeys: [], recoveryHashes: [] },
  ...{ devices: ["attic"], numbers: ["+16135550199"] },
};
const house = { settings: {}, messages: {} } as Control;

const as = (member?: typeof bob): Who => ({
  ...{ name: "x", by: "session", isOwner: member === undefined, scopes: [] },
  ...(member && { member }),
});

const later: readonly (readonly [
  what: string,
  then: Who | undefined,
  now: Who | undefined,
  is: boolean,
])[] = [
  ["the owner is signed in still", as(), as(), true],
  ["the owner is signed out", as(), undefined, false],
  ["a member is called otherwise", as(bob), as({ ...bob, name: "Rob" }), true],
  ["a member has another telephone", as(bob), as({ ...bob, devices: ["desk"] }), false],
  ["a member has no number any more", as(bob), as({ ...bob, numbers: [] }), false],
];
for (const [what, then, now, is] of later)
  test(`a visit ${is ? "lasts" : "is over"} when ${what}`, () => {
    let who = then;
    const came = visit(house, () => who);
    who = now;
    assert.equal(came?.lasts(), is);
  });

test("a stranger does not come in", () =>
  assert.equal(
    visit(house, () => undefined),
    undefined,
  ));

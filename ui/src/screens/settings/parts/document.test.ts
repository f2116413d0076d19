import assert from "node:assert/strict";
import { test } from "node:test";
import { adasHouse } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { SettingsDocument } from "../../../words/decision.ts";
import { type Outgoing, secretOf, sectionOf, withoutAccount, withoutNumber } from "./document.ts";

const house = {
  ...adasHouse,
  outgoing: {
    route: ["carrier", "fixed"],
    shows: "home",
    routes: [
      { id: "a", when: { is: "always" }, through: ["fixed"], shows: "home" },
      { id: "b", when: { is: "always" }, through: ["carrier", "fixed"] },
    ],
  },
  emergency: { ...adasHouse.emergency, shows: "home" },
} as unknown as SettingsDocument;
const outgoing = (document: SettingsDocument): Outgoing =>
  sectionOf<Outgoing>(document, "outgoing");

test("with an account go the ways that lead through it alone, and it leaves the others", () => {
  const after = withoutAccount(house, "fixed");
  assert.deepEqual(outgoing(after).route, ["carrier"]);
  assert.deepEqual(
    outgoing(after).routes?.map(({ id, through }) => [id, through]),
    [["b", ["carrier"]]],
  );
  assert.ok(validate(after).ok);
});

test("with an exchange's account goes what was agreed with that exchange", () => {
  const after = withoutAccount(house, "maple");
  assert.deepEqual(after["exchanges"], []);
  assert.ok(validate(after).ok);
});

test("a number that is gone is shown nowhere any more", () => {
  const after = withoutNumber(house, "home");
  assert.equal(JSON.stringify(after).includes('"shows"'), false);
  assert.ok(validate(after).ok);
});

test("what the document leaves out is not written into it", () => {
  const bare: SettingsDocument = { numbers: [{ id: "a", number: "+16135550142" }] };
  assert.deepEqual(withoutNumber(bare, "a"), { numbers: [] });
  assert.deepEqual(withoutAccount({ accounts: [] }, "x"), { accounts: [] });
});

test("a password is what was typed, else the one that is kept while there is a name", () => {
  const kept = { set: true } as const;
  assert.deepEqual(secretOf({ name: "ada", secret: "" }, kept), { secret: kept });
  assert.deepEqual(secretOf({ name: "ada", secret: "new" }, kept), { secret: "new" });
  assert.deepEqual(secretOf({ name: "", secret: kept }, kept), {});
  assert.deepEqual(secretOf({ name: "ada", secret: "" }, undefined), {});
});

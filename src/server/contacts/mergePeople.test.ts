import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import { alikePeople, mergedPeople } from "./mergePeople.ts";

const twice = house({
  people: [
    { id: "margaret", name: "Margaret Oyelaran", numbers: ["+442079460123"], groups: ["family"] },
    { id: "luis", name: "Luis Ferreira", numbers: ["+16135550133"] },
    {
      id: "margaret-2",
      name: "Oyelaran, Margarét",
      numbers: ["+442079460999"],
      email: "margaret@example.org",
      cadence: "r3",
    },
    {
      id: "luis-2",
      name: "Luis",
      numbers: ["613 555 0133", "+16135550134"],
      groups: ["favourites"],
    },
  ],
  emergency: { notify: ["luis-2", "luis"] },
  rules: [
    {
      id: "all",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ person: "luis-2" }] }, { do: "mailbox" }],
    },
  ],
});

test("who shares a number, and who a name, is found", () => {
  assert.deepEqual(alikePeople(twice), [
    { ids: ["luis", "luis-2"], by: "number", what: "+16135550133" },
    { ids: ["margaret", "margaret-2"], by: "name", what: "Margaret Oyelaran" },
  ]);
  assert.deepEqual(alikePeople(house()), []);
});

test("one is made of two: what each knows stays, a number once, and rules name the one", () => {
  const once = mergedPeople(twice, ["luis", "luis-2"]);
  const valid = validate(once);
  assert.ok(valid.ok, JSON.stringify(valid));
  const { people, rules, emergency } = valid.value;
  assert.deepEqual(
    people.find(({ id }) => id === "luis"),
    {
      id: "luis",
      name: "Luis Ferreira",
      numbers: ["+16135550133", "+16135550134"],
      groups: ["favourites"],
    },
  );
  assert.equal(people.length, 3);
  assert.deepEqual(emergency.notify, ["luis"]);
  const [ring] = rules[0]?.then ?? [];
  assert.deepEqual(ring?.do === "ring" && ring.targets, [{ person: "luis" }]);
  const margaret = mergedPeople(twice, ["margaret", "margaret-2"])?.people[0];
  assert.equal(margaret?.email, "margaret@example.org");
  assert.equal(margaret.cadence, "r3");
  assert.equal(margaret.name, "Margaret Oyelaran");
});

for (const ids of [[], ["luis"], ["luis", "luis"], ["luis", "nobody"]])
  test(`of ${ids.join(" and ") || "nobody"} nothing is made`, () =>
    assert.equal(mergedPeople(twice, ids), undefined));

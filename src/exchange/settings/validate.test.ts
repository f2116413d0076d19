import assert from "node:assert/strict";
import { test } from "node:test";
import { validateExchange } from "#exchange/settings/validate.ts";
import { directoryOf } from "#exchange/users/directory.ts";

const good = {
  domains: ["maple.example"],
  country: "CA",
  users: [
    { name: "ada", numbers: ["+16135550142"], extension: "201" },
    { name: "ben", numbers: ["+16135550143"] },
  ],
  trunks: [
    { id: "carrier", server: "192.0.2.10" },
    { id: "berlin", server: "192.0.2.11", prefixes: ["+4930"] },
  ],
};

test("a document without mistakes is taken, with what it leaves out", () => {
  const read = validateExchange(good);
  assert.ok(read.ok);
  assert.equal(read.value.users[0]?.tier, "standard");
  assert.equal(read.value.hidesUsers, true);
});

const mistakes: readonly (readonly [what: string, change: object, wanted: string])[] = [
  ["no domain", { domains: [] }, "/domains settings.contradiction"],
  ["a word nobody knows", { colour: "red" }, "/colour settings.unknownKey"],
  [
    "a name given twice",
    { users: [{ name: "ada" }, { name: "Ada" }] },
    "/users/1/name settings.twice",
  ],
  [
    "a number given twice",
    {
      users: [
        { name: "a", numbers: ["+16135550142"] },
        { name: "b", numbers: ["+16135550142"] },
      ],
    },
    "/users/1/numbers/0 settings.twice",
  ],
  [
    "a number without country",
    { users: [{ name: "a", numbers: ["613"] }] },
    "/users/0/numbers/0 settings.malformed",
  ],
  [
    "a tier that is not there",
    { users: [{ name: "a", tier: "gold" }] },
    "/users/0/tier settings.dangling",
  ],
];
for (const [what, change, wanted] of mistakes)
  test(`${what} is named, with its place`, () => {
    const read = validateExchange({ ...good, ...change });
    assert.ok(!read.ok);
    assert.deepEqual(
      read.problem.map(({ path, code }) => `${path} ${code}`),
      [wanted],
    );
  });

test("a user is found by name, number however written, and extension; a trunk by the longest beginning", () => {
  const read = validateExchange(good);
  assert.ok(read.ok);
  const directory = directoryOf(read.value);
  for (const user of ["ada", "ADA", "+16135550142", "16135550142", "6135550142", "201"])
    assert.equal(directory.find({ user })?.name, "ada", user);
  for (const user of ["", "202", "+16135550199", "adam"])
    assert.equal(directory.find({ user }), undefined, user);
  const ids = (number: string) => directory.trunksFor(number).map(({ id }) => id);
  assert.deepEqual(ids("+493012345"), ["berlin", "carrier"]);
  assert.deepEqual(ids("+16135550100"), ["carrier"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { signJws } from "#kit/jws.ts";
import { wallTime } from "#kit/time.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { admitDirectory, type HeldDirectory, isInForce, memberCalled } from "./directory.ts";

const [own, other] = [1, 2].map((byte) => nodeCrypto.ed25519Key(new Uint8Array(32).fill(byte)));
const now = wallTime(Date.parse("2026-11-27T17:00:00Z"));
const words = {
  domains: ["maple.example"],
  mode: "peer",
  version: 5,
  issued: "2026-11-27T16:00:00Z",
  expires: "2026-12-04T16:00:00Z",
  members: [{ name: "ben", extension: "202", numbers: ["+16135550102"] }],
};
const signed = (more: object = {}, by = own) =>
  signJws({ ...words, ...more }, by as NonNullable<typeof by>);

const verifies: typeof nodeCrypto.ed25519Verifies = (...all) => nodeCrypto.ed25519Verifies(...all);
const admitted = (jws: string, held?: HeldDirectory) =>
  admitDirectory(jws, { verifies, now, held });

const first = admitted(signed());
const held = first.ok ? first.value : undefined;

const [head = "", , signature = ""] = signed().split(".");
const swapped = signed({ members: [] }).split(".")[1] ?? "";
const cases: readonly (readonly [what: string, jws: string, wanted: string])[] = [
  ["the same again", signed(), "believed"],
  ["a newer one", signed({ version: 6 }), "believed"],
  [
    "other words under the old signature",
    `${head}.${swapped}.${signature}`,
    "directory.badSignature",
  ],
  ["another exchange's", signed({ version: 9 }, other), "directory.otherKey"],
  ["an older version", signed({ version: 4 }), "directory.old"],
  ["the same version, issued before", signed({ issued: "2026-11-26T16:00:00Z" }), "directory.old"],
  ["one of tomorrow", signed({ version: 6, issued: "2026-11-28T16:00:00Z" }), "directory.early"],
  ["one that is over", signed({ version: 6, expires: "2026-11-27T16:59:00Z" }), "directory.over"],
  ["a mode that nobody knows", signed({ version: 6, mode: "anybody" }), "directory.malformed"],
  ["no text that is signed", "hello", "jws.malformed"],
];
for (const [what, jws, wanted] of cases)
  test(`a directory that is ${what}: ${wanted}`, () => {
    const one = admitted(jws, held);
    assert.equal(one.ok ? "believed" : one.problem.code, wanted);
  });

test("a directory counts for an hour more than it says, and no longer", () => {
  assert.ok(held);
  const end = Date.parse(words.expires);
  assert.equal(isInForce(held.directory, wallTime(end + 59 * 60_000)), true);
  assert.equal(isInForce(held.directory, wallTime(end + 60 * 60_000)), false);
});

test("a member is called by extension, by name, and by number as it is written", () => {
  assert.ok(held);
  const same = (a: string, b: string): boolean => a === b;
  for (const text of ["202", "Ben", "+1 613 555-0102"])
    assert.equal(memberCalled(text, held.directory, same)?.name, "ben", text);
  assert.equal(memberCalled("203", held.directory, same), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSentence, changes, takenBack } from "./changed.ts";
import type { SettingsDocument } from "./decision.ts";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { wordsIn } from "./say.ts";

const words = wordsIn("en-GB", en, "Europe/London");
const ring = { id: "ring", name: "Ring", when: { is: "always" }, then: [] } as const;
const night = {
  id: "night",
  name: "Night",
  weekly: [{ days: ["mon", "tue"] as const, from: "22:00", to: "07:00" }],
};
const before = {
  owner: { name: "Ada", country: "GB" },
  devices: [{ id: "desk", name: "Desk", kind: "browser" }],
  times: [night],
  rules: [ring, { ...ring, id: "other", name: "Other" }],
} as unknown as SettingsDocument;
const names = namesOf(before, words);
const at = (from: string, to: string) => ({
  times: [{ ...night, weekly: [{ ...night.weekly[0], from, to }] }],
});

for (const [change, sentence] of [
  [at("21:30", "07:00"), "Night now starts at 21:30."],
  [at("22:00", "06:15"), "Night now ends at 06:15."],
  [at("21:30", "06:15"), "Night is now from 21:30 to 06:15."],
  [{ times: [] }, "Night was removed."],
  [{ times: [{ ...night, weekly: [] }] }, "Night was changed."],
  [{ rules: [{ ...ring, enabled: false }, before.rules?.[1]] }, "Ring is now off."],
  [{ rules: [...(before.rules ?? [])].reverse() }, "The order was changed."],
  [{ rules: [{ ...ring, name: "Bell" }, before.rules?.[1]] }, "Ring is now called Bell."],
  [{ owner: { name: "Grace", country: "GB" } }, "Your name is now Grace."],
  [
    { devices: [...(before.devices ?? []), { id: "x", name: "Hall", kind: "sip" }] },
    "Hall was added.",
  ],
  [{ mode: { now: "quiet" } }, "The mode is now Quiet."],
  [{ times: [], devices: [] }, "2 things were changed."],
] as unknown as readonly (readonly [SettingsDocument, string])[])
  test(`in words: ${sentence}`, () =>
    assert.equal(changeSentence(before, { ...before, ...change }, words, names), sentence));

test("what is the same in another order is no change", () => {
  const turned = { ...before, owner: { country: "GB", name: "Ada" } };
  assert.deepEqual(changes(before, turned, words, names), []);
});

test("a change is taken back while others' changes stay, and never over newer ones", () => {
  const after = { ...before, times: [] };
  const meanwhile = { ...after, owner: { name: "Grace" } };
  assert.deepEqual(takenBack(meanwhile, before, after), { ...meanwhile, times: before.times });
  const again = { ...after, times: [{ id: "day", name: "Day" }] };
  assert.equal(takenBack(again, before, after), undefined);
  const added = { ...before, groups: [{ id: "choir" }] };
  assert.equal("groups" in (takenBack(added, before, added) ?? { groups: 1 }), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { SettingsDocument } from "../../../words/decision.ts";
import { blankSource, kinds, type SourceKind } from "./sources.ts";

const ada = house() as unknown as SettingsDocument;
const all: readonly SourceKind[] = ["calendar", "addressBook", "list"];

for (const kind of all)
  test(`a ${kind} that is put into the settings is read back, changed and taken out`, () => {
    const { all: read, put, drop, at, urlKey } = kinds[kind];
    const before = read(ada);
    const item = { ...blankSource(kind, "new"), name: "New", url: "https://dav.example/x/" };
    const added = put(ada, item);
    assert.ok(validate(added).ok, JSON.stringify(validate(added)));
    const found = read(added).find(({ id }) => id === "new");
    assert.deepEqual([found?.name, found?.url], ["New", "https://dav.example/x/"]);
    assert.match(at(added, "new"), /^\/(times\/2\/calendar|addressBooks\/0|callers\/lists\/0)$/);
    assert.ok(urlKey(item) !== "");

    const changed = put(added, { ...item, every: 60, username: "ada", secret: "s" });
    assert.equal(read(changed).length, before.length + 1);
    assert.equal(read(changed).at(-1)?.every, 60);
    assert.deepEqual(read(drop(changed, "new")), before);
    assert.ok(validate(drop(changed, "new")).ok);
  });

test("a time with hours of its own loses its calendar alone", () => {
  const { put, drop } = kinds.calendar;
  const night = { ...blankSource("calendar", "night"), url: "https://c.example/n.ics" };
  const after = drop(put(ada, night), "night");
  assert.deepEqual(
    after.times?.find(({ id }) => id === "night")?.weekly,
    ada.times?.find(({ id }) => id === "night")?.weekly,
  );
});

test("the holidays of a country are no calendar that is kept elsewhere", () => {
  assert.deepEqual(kinds.calendar.all(ada), []);
});

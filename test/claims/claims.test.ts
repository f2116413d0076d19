import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { playFamily } from "./family/play.ts";
import { familyRows } from "./family/rows.ts";
import { familyPage, indexPage, type Page, page } from "./page.ts";
import { play } from "./play.ts";
import { claims } from "./rows.ts";
import { shownBySockets } from "./sockets/names.ts";

function isKept({ file, text }: Page): void {
  const kept = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  assert.equal(text, kept, "`npm run claims` writes its page anew");
}

for (const claim of claims)
  test(`claim ${claim.number}: the server ${claim.name}`, async () =>
    isKept(page(claim, await play(claim))));

for (const row of familyRows)
  test(`${row.id}: an exchange ${row.name}`, async () =>
    isKept(familyPage(row, await playFamily(row))));

test("all of them are on one page", () => isKept(indexPage(claims, familyRows, shownBySockets)));

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

/** Goes down by some screens in each frame until the last is there; how many rows were made at once. */
async function mostOnTheWay(page: Page, row: string, last: string): Promise<number> {
  const frame = `new Promise((seen) => requestAnimationFrame(() => {
    window.scrollBy(0, 4000);
    const isLast = document.body.textContent.includes(${JSON.stringify(last)});
    seen([document.querySelectorAll(${JSON.stringify(row)}).length, isLast]);
  }))`;
  for (let most = 0; ; ) {
    const [rows, isLast] = await page.evaluate<[number, boolean]>(frame);
    most = Math.max(most, rows);
    if (isLast) return most;
  }
}

test("ten thousand calls and two thousand people are gone through, few of them there at a time", {
  skip:
    noBrowser ||
    "since the page of each person the list of calls stops before its last: to be found",
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite("busy")];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.goto(`${site.url}/people`);
    await page.getByRole("heading", { name: "You know 2,000 callers by name." }).waitFor();
    const people = await mostOnTheWay(page, ".person", "Jun 1999");
    assert.ok(people > 40 && people < 400, `${people} people at once`);

    await page.goto(`${site.url}/calls`);
    await page.getByText("Kitchen answered, 3 min").first().waitFor();
    const oldest = new Intl.DateTimeFormat("en-CA", { month: "long", day: "numeric" });
    const day = oldest.format(Date.UTC(2026, 10, 24, 18) - 500 * 1_200_000);
    const calls = await mostOnTheWay(page, ".call-row", day);
    assert.ok(calls > 20 && calls < 1000, `${calls} calls at once`);

    await page.evaluate("window.scrollTo(0, 0)");
    await page.getByRole("combobox", { name: "how they went" }).selectOption("Missed calls");
    await page.getByRole("combobox", { name: "with whom" }).selectOption("unknown numbers");
    await page.getByText("(833) 555-0190").first().waitFor();
    await page.getByText("Kitchen answered, 3 min").first().waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).search, "?kind=missed&who=unknown");
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

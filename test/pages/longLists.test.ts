import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

/** So many frames go through several thousand of them. */
const mostFrames = 400;

/** Goes down by some screens in each frame until so much has come; how many rows were made at once. */
async function mostOnTheWay(page: Page, row: string, come: string): Promise<number> {
  const frame = `new Promise((seen) => requestAnimationFrame(() => {
    window.scrollBy(0, 4000);
    seen([document.querySelectorAll(${JSON.stringify(row)}).length, ${come}]);
  }))`;
  let most = 0;
  for (let frames = 0; frames < mostFrames; frames++) {
    const [rows, hasCome] = await page.evaluate<[number, boolean]>(frame);
    most = Math.max(most, rows);
    if (hasCome) return most;
  }
  return assert.fail(`no more comes: ${come}`);
}

test("ten thousand calls and two thousand people are gone through, few of them there at a time", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite("busy")];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.goto(`${site.url}/people`);
    await page.getByRole("heading", { name: "You know 2,000 callers by name." }).waitFor();
    const people = await mostOnTheWay(
      page,
      ".person",
      'document.body.textContent.includes("Jun 1999")',
    );
    assert.ok(people > 40 && people < 400, `${people} people at once`);

    await page.goto(`${site.url}/calls`);
    await page.getByText("Kitchen answered, 3 min").first().waitFor();
    // some fifteen pages of a hundred, each brought by coming near its end
    const calls = await mostOnTheWay(
      page,
      ".call-row",
      "document.documentElement.scrollHeight > 100_000",
    );
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

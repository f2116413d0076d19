import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { House } from "../phones/house.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { becomeOwner, becomeTelephone } from "./owner.ts";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  devices: [{ id: "desk", name: "The desk", kind: "browser" }],
};

/** What the first timer on the page says when it is there, in seconds. */
async function firstTime(page: Page, where: string): Promise<number> {
  const text = (await page.locator(`${where} [role=timer]`).first().textContent()) ?? "";
  const [minutes = Number.NaN, seconds = Number.NaN] = text.split(":").map(Number);
  return minutes * 60 + seconds;
}

test("a page that is loaded anew in the midst of a call tells how long one has talked", {
  skip: noBrowser,
}, async () => {
  const house = await House.open(settings);
  const chrome = await openChrome();
  try {
    const page = await chrome.context.newPage();
    await becomeTelephone(page, await becomeOwner(page, house), "The desk");
    await page.getByRole("button", { name: "Lift" }).click();
    await page.locator("output.display").getByText("Dial tone").waitFor();
    for (const key of "*43") await page.keyboard.press(key);
    await page
      .locator("output.display")
      .getByText(/^0:(0[3-9]|[1-5]\d)$/)
      .waitFor();
    await page.reload();
    assert.ok((await firstTime(page, "output.display")) >= 3, "the telephone goes on counting");
    await page.getByRole("link", { name: "Home" }).first().click();
    assert.ok((await firstTime(page, ".live")) >= 3, "and so does Home");
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await house.kill();
    rmSync(house.folder, { recursive: true, force: true });
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

test("the disk is full, or the database locked or damaged: Home says so, and that calls go on, until it is over", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    const says = (text: string) => page.locator(".troubles").getByText(text);
    site.control.hasTroubles([
      { code: "store.full", detail: "no space left on device" },
      { code: "account.failed", detail: "carrier: the server refuses the password" },
    ]);
    await says("The disk is full. Calls go on, but nothing new can be kept.").waitFor();
    await says("the server refuses the password").waitFor();
    site.control.hasTroubles([
      { code: "store.locked", detail: "another process has locked the database" },
      { code: "store.spoilt", detail: "database disk image is malformed" },
    ]);
    await says("Another program has locked the database. Calls go on").waitFor();
    await says("The database is damaged. Calls go on").waitFor();
    const backups = page.locator(".troubles").getByRole("link", { name: "Look at the backups" });
    assert.equal(await backups.getAttribute("href"), "/settings/backups");
    site.control.hasTroubles([]);
    await page.locator(".troubles").waitFor({ state: "detached" });
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

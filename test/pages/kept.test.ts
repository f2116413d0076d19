import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

test("what the browser keeps of the page has nothing of the household, and opens without a server", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    const came = await page.goto(`${site.url}/people`);
    const theirs = (await came?.text()) ?? "";
    assert.match(theirs, /id="opening">\{.*Margaret/, "it came with what is shown first");
    // it is kept in the background
    const kept = await page.waitForFunction("caches.match('/').then((one) => one?.text())");
    const shell = String(await kept.jsonValue());
    assert.match(shell, /<div id="root">/);
    assert.doesNotMatch(shell, /id="opening"|Margaret/);
    await site.close();
    await page.goto(`${site.url}/calls`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

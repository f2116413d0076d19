import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

const built = new URL("../../out/ui/", import.meta.url);
const kilobytes = 1000;

/** JavaScript that a page may need until it stands, in bytes as gzip packs it. */
const budgets = { "/": 220 * kilobytes, "/phone": 180 * kilobytes };

test("the pages stay small", { skip: noBrowser }, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const first = await chrome.context.newPage();
    await signIn(first, site.url);
    await first.evaluate('localStorage.setItem("ringwise.device", "desk")'); // as most: it is a telephone
    await first.close();
    for (const [route, most] of Object.entries(budgets)) {
      const page = await chrome.context.newPage(); // its own: what another page still loads does not count
      const scripts = new Set<string>();
      page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.endsWith(".js")) scripts.add(pathname.slice(1));
      });
      await page.goto(`${site.url}${route}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      const sizes = [...scripts].map((file) => gzipSync(readFileSync(new URL(file, built))).length);
      const size = sizes.reduce((sum, one) => sum + one, 0);
      assert.ok(sizes.length > 2, "scripts were seen");
      const [script = ""] = scripts;
      const sent = await fetch(`${site.url}/${script}`, { headers: { "accept-encoding": "gzip" } });
      assert.equal(sent.headers.get("content-encoding"), "gzip", "and are sent packed");
      assert.ok(size <= most, `${route} needs ${size} bytes of at most ${most}`);
      await page.close();
    }
  } finally {
    await chrome.close();
    await site.close();
  }
});

/**
 * `npm run pictures`: the README's picture, of the real pages in Chromium, in front of the made-up
 * house that the pages are tested with. It shows what there is, or it is not made.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, type Site, signIn } from "../test/pages/browser.ts";
import { afternoon, margaret } from "../test/pages/fakeHouse.ts";

const folder = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
/** Of the call that the picture shows. */
const minutesTalked = 4.3;

if (noBrowser) throw new Error(noBrowser);
mkdirSync(folder, { recursive: true });
const [chrome, site] = await Promise.all([openChrome(), openSite()]);
try {
  const page = await chrome.context.newPage();
  await page.setViewportSize({ width: 1440, height: 1010 });
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await signIn(page, site.url);
  await home(page, site);
  if (chrome.trouble.length > 0) throw new Error(chrome.trouble.join("\n"));
} finally {
  await Promise.all([chrome.close(), site.close()]);
}

/** Margaret has called, and the kitchen talks with her. */
async function home(page: Page, { url, control }: Site): Promise<void> {
  control.ring(margaret);
  control.answerInKitchen();
  await page.clock.setFixedTime(afternoon + minutesTalked * 60_000);
  await page.goto(url);
  await page.getByText(/^4:\d\d$/).waitFor();
  await page.locator(".skeleton, .home-headline.waiting").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: `${folder}home.png`, animations: "disabled" });
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";

/* Every page, in both looks and at three widths, as axe sees it: WCAG 2.2 A and AA. */

const routes = ["/", "/phone", "/calls", "/voicemail", "/devices", "/settings", "/nowhere"];
const looks = ["light", "dark"] as const;
const widths = [1440, 390];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let chrome: Chrome;
let site: Site;
let fresh: Site;
before(async () => {
  if (noBrowser) return;
  [chrome, site, fresh] = await Promise.all([openChrome(), openSite(), openSite(true)]);
});
after(async () => {
  await Promise.all([chrome?.close(), site?.close(), fresh?.close()]);
});

/* In the words of the page. */
const atRest = `Promise.all([
  document.fonts.ready,
  ...document.getAnimations().map((one) => one.finished.catch(() => undefined)),
])`;
const widthsNow = `[document.documentElement.scrollWidth, document.documentElement.clientWidth]`;

/** Where the page came to rest: its heading is there, and nothing moves any more. */
async function rested(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.evaluate(atRest);
}

async function complaints(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

async function looksWell(page: Page, url: string): Promise<void> {
  for (const colorScheme of looks)
    for (const width of widths) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url);
      await rested(page);
      assert.deepEqual(await complaints(page), [], `${url}, ${colorScheme}, ${width} wide`);
    }
  await page.setViewportSize({ width: 320, height: 640 });
  const [wide, seen] = await page.evaluate<readonly number[]>(widthsNow);
  assert.equal(wide, seen, `${url} fits into 320`);
}

test("the pages of a house that is set up", { skip: noBrowser }, async (t) => {
  const page = await chrome.context.newPage();
  await t.test("sign in", () => looksWell(page, `${site.url}/`));
  await signIn(page, site.url);
  for (const route of routes) await t.test(route, () => looksWell(page, `${site.url}${route}`));
  const [call] = site.control.calls(undefined, 1).items;
  await t.test("one call", () => looksWell(page, `${site.url}/calls/${call?.id}`));
  assert.deepEqual(chrome.trouble, []);
  await page.close();
});

test("set-up", { skip: noBrowser }, async (t) => {
  const page = await chrome.context.newPage();
  await t.test("without a link", () => looksWell(page, `${fresh.url}/setup`));
  await t.test("with its link", () => looksWell(page, fresh.setupLink));
  await page.close();
});

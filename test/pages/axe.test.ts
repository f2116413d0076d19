import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { type Chrome, noBrowser, openChrome, openSite, type Site, signIn } from "./browser.ts";

/* Every page as axe sees it, light and wide, dark and narrow (WCAG 2.2 A and AA); and at 320. */

const routes = ["/", "/phone", "/calls", "/voicemail", "/devices", "/settings", "/nowhere"];
const views = [
  ["light", 1440],
  ["dark", 390],
] as const;
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let chrome: Chrome;
let site: Site;
let fresh: Site;
/** Where nobody has signed in: another host name, for cookies know no ports. */
let locked: { readonly url: string };
before(async () => {
  if (noBrowser) return;
  [chrome, site, fresh] = await Promise.all([openChrome(), openSite(), openSite(true)]);
  locked = { url: site.url.replace("localhost", "127.0.0.1") };
  const page = await chrome.context.newPage();
  await signIn(page, site.url);
  await page.close();
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
  for (const [colorScheme, width] of views) {
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

for (const route of routes)
  test(`a house that is set up: ${route}`, { skip: noBrowser }, () =>
    visit((page) => looksWell(page, `${site.url}${route}`)),
  );

test("one call", { skip: noBrowser }, () =>
  visit((page) => {
    const [call] = site.control.calls(undefined, 1).items;
    return looksWell(page, `${site.url}/calls/${call?.id}`);
  }),
);

test("sign in", { skip: noBrowser }, () => visit((page) => looksWell(page, `${locked.url}/`)));

test("set-up, without its link and with it", { skip: noBrowser }, () =>
  visit(async (page) => {
    await looksWell(page, `${fresh.url}/setup`);
    await looksWell(page, fresh.setupLink);
  }),
);

async function visit(work: (page: Page) => Promise<void>): Promise<void> {
  const page = await chrome.context.newPage();
  await work(page);
  assert.deepEqual(chrome.trouble, []);
  await page.close();
}

/** Whether a page is for everybody, as axe finds it: WCAG 2.2 A and AA, in both looks and at three widths. */
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const looks = ["light", "dark"] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 900 },
  { width: 320, height: 640 },
] as const;

/* In the words of the page. */
const tooWide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
export const atRest = `Promise.all([
  document.fonts.ready,
  ...document.getAnimations().map((one) => one.finished.catch(() => undefined)),
])`;

/** As it stands now: without a violation, and none wider than its window. It is left 1440 wide, and light. */
export async function seenWell(page: Page, what: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    assert.equal(await page.evaluate(tooWide), 0, `${what} fits into ${size.width}`);
    for (const colorScheme of looks) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(atRest);
      const where = `${what}, ${colorScheme}, ${size.width} wide`;
      assert.deepEqual(await complaints(page), [], where);
    }
  }
  await page.setViewportSize(sizes[0]);
  await page.emulateMedia({ colorScheme: "light" });
}

/** In the page itself, and nothing but what is wrong: frames there are none, and the rest takes four times as long. */
async function complaints(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: rules, resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** A page gone through by keys alone. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/* Run in the page. */
const named = `(() => {
  const one = document.activeElement;
  if (!one || one.matches("body, main")) return ""; // what contains all is none of it
  const label = one.labels?.[0]?.textContent ?? "";
  return [one.getAttribute("aria-label") ?? "", label, one.textContent ?? ""].join(" ");
})()`;
const outline = "getComputedStyle(document.activeElement).outlineStyle";
const watched = `addEventListener("pointerdown", () => { globalThis.pointedAt = true; }, true)`;

/** What the focus stands on, by all its names; empty while it stands nowhere. */
export const focused = (page: Page): Promise<string> => page.evaluate<string>(named);

/** How the focus is drawn around: `none` would be nothing. */
export const focusRing = (page: Page): Promise<string> => page.evaluate<string>(outline);

/** To be called before the page is opened: whether it was pointed at is known then. */
export const watchPointer = (page: Page): Promise<unknown> =>
  page.addInitScript({ content: watched });

export async function neverPointedAt(page: Page): Promise<void> {
  assert.equal(await page.evaluate("globalThis.pointedAt"), undefined, "by keys alone");
}

/** Moves the focus on until it stands on what is called so; fails when it never does. */
export async function tabTo(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab") {
  const seen: string[] = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (at.includes(name)) return;
    seen.push(at.trim());
  }
  assert.fail(`the keyboard does not reach “${name}”, but ${seen.join(" | ")}`);
}

/** Goes to a button or link and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().waitFor();
  if (!(await focused(page)).includes(name)) await tabTo(page, name);
  await page.keyboard.press("Enter");
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

test("somebody who is added is known by name, and what rules say of the family holds for them", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    const says = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("heading", { name: "You know 5 callers by name." }).waitFor();
    await page.getByRole("button", { name: "Add somebody" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Grandmother");
    await page.getByLabel("Numbers", { exact: true }).fill("+49 30 901820, 613 555 0122");
    await page.getByRole("checkbox", { name: "Family" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await says("Grandmother is known now.");
    const { because } = decided(site.control.decide({ from: "+4930901820" }));
    assert.equal(because.at(-1)?.rule, "family");

    await page.getByRole("button", { name: "Change: Grandmother" }).click();
    await page.getByRole("button", { name: "Remove" }).click();
    await says("Grandmother was removed.");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { name: "You know 6 callers by name." }).waitFor();
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

function decided(answer: unknown): { readonly because: readonly { readonly rule: string }[] } {
  const { ok, value } = answer as { ok: boolean; value: ReturnType<typeof decided> };
  assert.ok(ok);
  return value;
}

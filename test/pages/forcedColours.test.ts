import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest } from "./axe.ts";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

/*
 * With forced colours: where the focus is, and what stood out by its ground alone. axe reads the colours
 * of the style sheets, not those of the system: it cannot judge these.
 */

/* Run in the page. The focus is drawn around, or around what it stands in: one choice of several, a row. */
const ringed = `(() => {
  const drawn = (one) => getComputedStyle(one).outlineStyle !== "none";
  const at = document.activeElement;
  return at === document.body || drawn(at) || drawn(at.parentElement);
})()`;

test("with forced colours one sees where the focus is, what decides, and what is a list", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = await Promise.all([openChrome(), openSite()]);
  try {
    const page = await chrome.context.newPage();
    await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
    await signIn(page, site.url);
    const style = (what: string, of: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('${of}')).${what}`);
    const open = async (route: string): Promise<void> => {
      await page.goto(`${site.url}${route}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await page.evaluate(atRest);
    };
    for (const route of ["/", "/voicemail", "/settings/goingOut", "/handling"]) {
      await open(route);
      for (let stop = 0; stop < 24; stop++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate<string>("document.activeElement.outerHTML.slice(0, 200)");
        assert.ok(await page.evaluate(ringed), `${route}: one sees that the focus is at ${at}`);
      }
    }
    await page.locator(".try-answer").waitFor();
    const [yes, no] = [".steps-why .yes .mark", ".steps-why .no .mark"];
    assert.notEqual(await style("backgroundColor", yes), await style("backgroundColor", no));
    for (const framed of [".try-answer", no])
      assert.notEqual(await style("borderTopWidth", framed), "0px", framed);
    for (const list of ["select.chosen-part", "select.input"])
      assert.notEqual(await style("appearance", list), "none", `${list} has its arrow`);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await Promise.all([chrome.close(), site.close()]);
  }
});

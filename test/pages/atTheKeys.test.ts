import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";
import { margaret } from "./fakeHouse.ts";

test("a number may begin with a plus, and who rings can be sent to voicemail from the telephone", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = await Promise.all([openChrome(), openSite()]);
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.goto(`${site.url}/phone`);
    const shows = (text: string) =>
      page.locator("output.display").getByText(text, { exact: true }).waitFor();
    const zero = page.getByRole("button", { name: "0 +" });
    await zero.click({ delay: 700 });
    await shows("+");
    await page.getByRole("button", { name: "4 GHI" }).click();
    await zero.click({ delay: 700 }); // a plus stands nowhere but in front
    await page.keyboard.press("+");
    await shows("+40");
    await page.keyboard.press("Escape");
    await page.keyboard.press("+");
    await page.keyboard.press("1");
    await shows("+1");
    await page.keyboard.press("Escape");

    site.control.ring(margaret);
    const chosen = page.waitForRequest((one) => one.url().endsWith("/choose"));
    await page
      .getByRole("region", { name: "While it rings" })
      .getByRole("button", { name: "Send Margaret Oyelaran to voicemail" })
      .click();
    assert.deepEqual((await chosen).postDataJSON(), { choice: "mailbox" });
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await Promise.all([chrome.close(), site.close()]);
  }
});

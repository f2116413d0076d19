import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

const notWritten = "What is said is not written down here";

test("that no message is written down is said once, until a service for it is set up", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await signIn(page, site.url);
    await page.getByRole("link", { name: "Voicemail" }).click();
    const said = page.getByText(notWritten);
    await said.waitFor();
    assert.equal(await said.count(), 1);
    await page.getByText("written down: the program for that is not installed.").waitFor();

    const { document, etag } = site.control.settings.read();
    const { mailbox, ...others } = document as { readonly mailbox: object };
    const transcription = { by: "command", command: ["hears", "{file}"] };
    const written = { ...others, mailbox: { ...mailbox, transcription } };
    const outcome = await site.control.settings.replace(written, etag, "the test");
    assert.equal(outcome.ok, true);
    await said.waitFor({ state: "detached" });
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

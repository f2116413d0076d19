import assert from "node:assert/strict";
import { test } from "node:test";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

/** Run in the page: before anything else, its sounds can then be asked for. */
const soundTap = `{
  const play = HTMLMediaElement.prototype.play;
  globalThis.played = [];
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("ended", () => globalThis.played.push(new URL(this.src).pathname));
    return play.call(this);
  };
}`;

test("a message, a greeting and a recording are played to their end, each where it is shown", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await page.addInitScript({ content: soundTap });
    await signIn(page, site.url);
    const plays = async (name: string, path: string): Promise<void> => {
      await page.getByRole("button", { name }).first().click();
      await page.evaluate(`(async () => {
        while (!globalThis.played.includes(${JSON.stringify(path)}))
          await new Promise((resolve) => requestAnimationFrame(resolve));
      })()`);
    };
    await page.goto(site.url); // loaded anew: what is said on other screens is not there
    await plays("Play the message from Ottawa Public Library", "/api/v1/messages/m1/audio");
    await page.getByRole("link", { name: "Voicemail" }).first().click();
    await plays("Play the message from Luis", "/api/v1/messages/m2/audio");
    await plays("Hear the greeting asleep", "/api/v1/greetings/asleep/audio");
    await page.goto(`${site.url}/calls/c1`);
    await plays("Play recording 1", "/api/v1/recordings/r1/audio");
    await page.getByRole("button", { name: "Delete recording 1" }).click();
    await page.getByText("This recording is gone.").waitFor();
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
    await site.close();
  }
});

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

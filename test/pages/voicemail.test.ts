import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, openChrome, openSite, signIn } from "./browser.ts";

/** Run in the page before anything else: each sound that has come to its end is then told. */
const soundTap = `{
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("ended", () => console.log("played " + new URL(this.src).pathname));
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
      const played = page.waitForEvent("console", (said) => said.text() === `played ${path}`);
      await page.getByRole("button", { name }).first().click();
      await played;
    };
    await page.goto(site.url); // loaded anew: what is said on other screens is not there
    await plays("Play the message from Ottawa Public Library", "/api/v1/messages/m1/audio");
    await page.getByRole("link", { name: "Voicemail" }).first().click();
    await plays("Play the message from Luis", "/api/v1/messages/m2/audio");
    await plays("Hear the greeting asleep", "/api/v1/greetings/asleep/audio");
    await plays(
      "Hear it as a caller would: In the mode Schedule",
      "/api/v1/prompts/greeting%3Ausual/audio",
    );
    await page.getByRole("button", { name: "Delete the greeting asleep" }).click();
    await page.getByText("The greeting asleep was deleted.").waitFor();
    assert.deepEqual(site.control.greetings.all(), []);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Hear the greeting asleep" }).waitFor();
    await page.getByRole("button", { name: "Record it here" }).click();
    await page.getByText("0:02").waitFor(); // as long as it has been speaking
    await page.getByRole("button", { name: "Stop and keep it" }).click();
    await page.getByRole("button", { name: "Hear the greeting usual" }).waitFor();
    await page.getByRole("combobox", { name: "In the mode Night" }).selectOption("asleep");
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

const seconds = (page: Page): Promise<string | null> =>
  page
    .getByRole("slider", { name: "Position in the message from Ottawa" })
    .getAttribute("aria-valuetext");

test("a message is listened to, read, thrown away and taken back by keys alone, and shared by a link", {
  skip: noBrowser,
}, async () => {
  const [chrome, site] = [await openChrome(), await openSite()];
  try {
    const page = await chrome.context.newPage();
    await page.addInitScript({ content: soundTap });
    await signIn(page, site.url);
    await page.goto(`${site.url}/voicemail/m1`);
    const heading = page.getByRole("heading", { name: "Ottawa Public Library" });
    await heading.waitFor();
    await page.waitForFunction(`document.activeElement?.textContent === "Ottawa Public Library"`);
    await page.keyboard.press("Tab"); // play
    await page.keyboard.press("Tab"); // its waveform
    assert.equal(await seconds(page), "0 of 34 seconds");
    for (const key of ["ArrowRight", "l", "ArrowRight", "j"]) await page.keyboard.press(key);
    assert.equal(await seconds(page), "10 of 34 seconds");
    const word = page.locator(".word.now");
    assert.equal(await word.textContent(), "has");
    await page.getByText("week.").click();
    assert.equal(await seconds(page), "29 of 34 seconds");

    await page.getByRole("button", { name: "Delete the message from Ottawa" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The message from Ottawa Public Library is deleted.").waitFor();
    assert.deepEqual(
      site.control.messages.page(undefined, 9).items.map(({ id }) => id),
      ["m2", "m3"],
    );
    await page.keyboard.press("Enter"); // the hand is on Undo
    await heading.waitFor();

    await page.getByRole("button", { name: "More for the message from Ottawa" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Share by a link" }).press("Enter");
    await page.getByRole("button", { name: "Make the link" }).press("Enter");
    const link = page.getByRole("textbox", { name: "Link" });
    await link.waitFor();
    assert.equal(await link.inputValue(), `${site.url}/api/v1/shared/key-of-m1`);
    await page.getByRole("button", { name: "End the link" }).press("Enter");
    await link.waitFor({ state: "detached" });
    assert.equal(site.control.messages.page(undefined, 9).items[0]?.linkUntil, undefined);
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
    await page.getByRole("link", { name: "Voicemail" }).first().click();
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

import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { House } from "../phones/house.ts";
import { openChrome } from "./browser.ts";
import { toneFile, wireTap } from "./ear.ts";
import { watchPointer } from "./keyboard.ts";
import { becomeOwner, becomeTelephone } from "./owner.ts";

/** A browser that is the desk of an interop household and says that tone: nothing in it goes wrong, and it is closed when the story is over. */
export async function atDesk(
  house: House,
  hertz: number,
  story: (page: Page) => Promise<void>,
): Promise<void> {
  const says = toneFile(join(house.folder, "microphone.wav"), hertz);
  const chrome = await openChrome({ flags: [`--use-file-for-fake-audio-capture=${says}`] });
  try {
    const page = await chrome.context.newPage();
    await wireTap(page);
    await watchPointer(page);
    await becomeTelephone(page, await becomeOwner(page, house), "The desk");
    await story(page);
    assert.deepEqual(chrome.trouble, []);
  } finally {
    await chrome.close();
  }
}

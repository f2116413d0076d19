import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { House } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { packets, untilFlowing, wireTap } from "./ear.ts";
import { neverPointedAt, press, tabTo, watchPointer } from "./keyboard.ts";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  devices: [{ id: "desk", name: "This browser", kind: "browser" }],
};

interface Call {
  readonly state?: string;
}

/** Who that is, with a password; and the codes for when it is lost. */
async function ownerByKeys(page: Page): Promise<void> {
  await page.getByLabel("Your name").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Ada");
  await tabTo(page, "With a passkey");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "Password");
  await page.keyboard.type("four words make one");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Keep these eight codes." }).waitFor();
  await page.locator("main:focus").waitFor(); // a new page is read from its beginning
  await press(page, "I have kept them");
}

async function lineByKeys(page: Page): Promise<void> {
  await page.getByLabel(/Your number/).waitFor();
  await tabTo(page, "Your number");
  await page.keyboard.type("+1 613 555 0142");
  await press(page, "Next");
}

test("from the printed link to the first ring, by keys alone: the handset rings, and one's own echo is heard", {
  skip: noBrowser,
}, async () => {
  const house = await House.open(settings);
  const chrome = await openChrome();
  try {
    const page = await chrome.context.newPage();
    await wireTap(page);
    await watchPointer(page);
    await page.goto(readFileSync(join(house.folder, "data", "setup-link.txt"), "utf8").trim());
    await ownerByKeys(page);
    await lineByKeys(page);
    await press(page, "Allow the microphone");
    await page.getByText("The microphone works.").waitFor();
    await press(page, "Next");
    await press(page, "Ring me");
    await press(page, "Pick up");
    await page.locator(".setup-proof li.yes", { hasText: "It rang" }).waitFor();
    await page.locator(".setup-proof li.yes", { hasText: "It heard you" }).waitFor();
    await untilFlowing(page, 20);
    assert.deepEqual(chrome.trouble, []);

    const live = (await house.get("/api/v1/calls")) as { readonly items: readonly Call[] };
    assert.deepEqual(
      live.items.map(({ state }) => state),
      ["talking"],
    );

    await neverPointedAt(page);

    await house.kill(); // the echo came from the server, not from the browser itself
    let known = (await packets(page)).received;
    await untilThere("silence", async () => {
      await page.screenshot(); // takes longer than from packet to packet
      const [before, { received }] = [known, await packets(page)];
      known = received;
      return received === before ? true : undefined;
    });
  } finally {
    await chrome.close();
    await house.kill();
    rmSync(house.folder, { recursive: true, force: true });
  }
});

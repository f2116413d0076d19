import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { packets, untilFlowing, wireTap } from "./ear.ts";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  devices: [{ id: "desk", name: "This browser", kind: "browser" }],
};

interface Call {
  readonly state?: string;
}

test("from the printed link to the first ring: the handset rings, and one's own echo is heard", {
  skip: noBrowser,
}, async () => {
  const house = await House.open(settings);
  const chrome = await openChrome();
  try {
    const page = await chrome.context.newPage();
    await wireTap(page);
    const next = (name: string) => page.getByRole("button", { name }).click();
    const link = readFileSync(join(house.folder, "data", "setup-link.txt"), "utf8").trim();
    await page.goto(link);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByText("With a password").click();
    await page.getByRole("textbox", { name: "Password" }).fill("four words make one");
    await next("Next");
    await page.getByRole("heading", { name: "Keep these eight codes." }).waitFor();
    await next("I have kept them");
    await page.getByLabel(/Your number/).fill("+1 613 555 0142");
    await next("Next");
    await next("Allow the microphone");
    await page.getByText("The microphone works.").waitFor();
    await next("Next");
    await next("Ring me");
    await next("Pick up");
    await page.locator(".setup-proof li.yes", { hasText: "It rang" }).waitFor();
    await page.locator(".setup-proof li.yes", { hasText: "It heard you" }).waitFor();
    await untilFlowing(page, 20);
    assert.deepEqual(chrome.trouble, []);

    const live = (await house.get("/api/v1/calls")) as { readonly items: readonly Call[] };
    assert.deepEqual(
      live.items.map(({ state }) => state),
      ["talking"],
    );

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

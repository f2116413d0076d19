import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { household, lately } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { toneFile, untilConnected, untilHeard, wireTap } from "./ear.ts";
import { becomeOwner, becomeTelephone } from "./owner.ts";

const [carrierSays, deskSays] = [1000, 1500] as const;

test(
  "who leaves a message is taken at the page, and both hear each other",
  { skip: noBaresip() ?? noBrowser },
  () =>
    household([{ do: "mailbox" }], async ({ house, carrier, calls }) => {
      const says = toneFile(join(house.folder, "microphone.wav"), deskSays);
      const chrome = await openChrome({ flags: [`--use-file-for-fake-audio-capture=${says}`] });
      try {
        const page = await chrome.context.newPage();
        await wireTap(page);
        await becomeTelephone(page, await becomeOwner(page, house), "The desk");

        calls();
        await carrier.until("CALL_ESTABLISHED");
        await page.getByRole("link", { name: "Home" }).first().click();
        await page.getByRole("button", { name: /^Take / }).click();
        await page.getByRole("button", { name: "Pick up" }).first().click();
        await untilConnected(page);
        await untilHeard(page, carrierSays);
        const [heard = 0] = await lately(carrier, deskSays);
        assert.ok(heard > 0.5, `${heard}`);
        carrier.hangUp();
        await page.getByRole("button", { name: "Hang up" }).first().click();
        assert.deepEqual(chrome.trouble, []);
      } finally {
        await chrome.close();
      }
    }),
);

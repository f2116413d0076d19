import assert from "node:assert/strict";
import { test } from "node:test";
import { household, ring } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { untilAllHeard, wireTap } from "./ear.ts";
import { becomeOwner, becomeTelephone } from "./owner.ts";

test(
  "at the browser: dial tone, *72 and a number, the confirmation, and Home says so",
  {
    skip: noBaresip() ?? noBrowser,
  },
  () =>
    household([ring("desk")], async ({ house }) => {
      const chrome = await openChrome();
      try {
        const page = await chrome.context.newPage();
        await wireTap(page);
        const origin = await becomeOwner(page, house);
        await becomeTelephone(page, origin, "The desk");
        const display = page.locator("output.display");

        await page.getByRole("button", { name: "Lift", exact: true }).click();
        await display.getByText("Dial tone").waitFor();
        await untilAllHeard(page, 350, 440);
        for (const key of "*72") await page.keyboard.press(key);
        await display.getByText("Now the rest").waitFor();
        await untilAllHeard(page, 350, 440); // the second dial tone asks for the number
        for (const key of "6135550188") await page.keyboard.press(key);
        await display.getByText("Talking").waitFor(); // with the house, which confirms
        await untilAllHeard(page, 350, 440);
        await display.getByText("Dial tone").waitFor(); // when it has said all
        await page.getByRole("button", { name: "Hang up" }).first().click();

        const { services } = (await house.get("/api/v1/settings")) as {
          readonly services: { readonly forwardAll: unknown };
        };
        assert.deepEqual(services.forwardAll, { number: "+16135550188" });
        await page.getByRole("link", { name: "Home" }).first().click();
        await page
          .getByText(/\(613\) 555-0188/)
          .first()
          .waitFor();
        assert.deepEqual(chrome.trouble, []);
      } finally {
        await chrome.close();
      }
    }),
);

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { household, lately, ring } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { untilAllHeard, untilHeard } from "./ear.ts";

const skip = noBaresip() ?? noBrowser;
const [kitchenSays, carrierSays, deskSays] = [700, 1000, 1500] as const;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).first().click();
const shows = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator("output.display").getByText(text).first().waitFor();

test(
  "at the browser: a call during a call beeps, a flash answers and swaps, a third joins",
  {
    skip,
  },
  () =>
    household([ring("desk")], async ({ house, carrier, phone, calls }) => {
      const kitchen = await phone("kitchen", { tone: kitchenSays });
      await atDesk(house, deskSays, async (page) => {
        kitchen.dial(`sip:desk@127.0.0.1:${house.sipPort}`);
        await press(page, "Pick up");
        await kitchen.until("CALL_ESTABLISHED");
        await untilHeard(page, kitchenSays);

        calls();
        await carrier.until("CALL_RINGING");
        await shows(page, /0177.* waits\. Flash answers/);
        await untilAllHeard(page, 440, kitchenSays); // the beep, in the midst of the talk

        await press(page, "Flash");
        await carrier.until("CALL_ESTABLISHED");
        await shows(page, /on hold/);
        await untilHeard(page, carrierSays);
        const [toCarrier = 0] = await lately(carrier, deskSays);
        assert.ok(toCarrier > 0.9, `the carrier hears only the desk: ${toCarrier}`);
        const [toHeld = 1] = await lately(kitchen, deskSays);
        assert.ok(toHeld < 0.0001, `who is held does not: ${toHeld}`);

        await press(page, "Flash");
        await untilHeard(page, kitchenSays);
        await press(page, "Flash");
        await untilHeard(page, carrierSays);
        carrier.hangUp();
        await untilHeard(page, kitchenSays);

        const before = carrier.mark;
        await press(page, "Flash");
        await untilAllHeard(page, 350, 440); // the second dial tone
        for (const digit of "6135550177") await page.keyboard.press(digit);
        await carrier.until("CALL_INCOMING", before);
        carrier.lift();
        await carrier.until("CALL_ESTABLISHED", before);
        await untilHeard(page, carrierSays);
        await press(page, "Flash");
        await shows(page, "Three together");
        await untilAllHeard(page, kitchenSays, carrierSays);
        for (const [at, ...heard] of [
          [kitchen, deskSays, carrierSays],
          [carrier, deskSays, kitchenSays],
        ] as const) {
          const parts = await lately(at, ...heard);
          assert.ok(
            parts.every((part) => part > 0.001), // a browser takes a steady tone for noise, and softens it
            `both others are heard: ${parts}`,
          );
        }

        const ending = kitchen.mark;
        await press(page, "Hang up");
        await Promise.all([
          carrier.until("CALL_CLOSED", before),
          kitchen.until("CALL_CLOSED", ending),
        ]);
      });
    }),
);

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { household, ring, share } from "../interop/household.ts";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { packets, untilHeard } from "./ear.ts";
import { neverPointedAt, press, tabTo } from "./keyboard.ts";

const skip = noBaresip() ?? noBrowser;
/** It is told of keys by events (RFC 4733), at the clock rate of its codec. */
const asCarriersDo = { account: {}, codecs: "PCMU/8000" };

test(
  "the kitchen and the browser ring together; who lifts talks, by keys alone too, and the page shows why",
  {
    skip,
  },
  () =>
    household(
      [ring("kitchen", "desk")],
      async ({ house, carrier, phone, calls }) => {
        const kitchen = await phone("kitchen", { tone: 440 });
        await atDesk(house, 700, async (page) => {
          const pickUp = page.getByRole("button", { name: "Pick up", exact: true }).first();

          calls();
          await Promise.all([kitchen.until("CALL_INCOMING"), pickUp.waitFor()]);
          kitchen.lift();
          await carrier.until("CALL_ESTABLISHED");
          await pickUp.waitFor({ state: "detached" });
          const [atCarrier, atKitchen] = await Promise.all([
            share(carrier, 440),
            share(kitchen, 1000),
          ]);
          assert.ok(atCarrier > 0.8 && atKitchen > 0.8, `${atCarrier} and ${atKitchen}`);
          carrier.hangUp();
          await kitchen.until("CALL_CLOSED");

          await answeredByKeys(page, { kitchen, carrier, calls });

          await page.getByRole("link", { name: "Calls" }).first().click();
          await page.getByText("because of “Everyone”").nth(1).waitFor();
          await page.getByRole("link", { name: /0177/ }).first().click();
          await page.getByText("INVITE").first().waitFor();
        });
      },
      asCarriersDo,
    ),
);

interface Called {
  readonly kitchen: Baresip;
  readonly carrier: Baresip;
  readonly calls: () => void;
}

/** From another screen, and without a mouse: picked up, held, taken back, a digit sent, hung up. */
async function answeredByKeys(page: Page, { kitchen, carrier, calls }: Called): Promise<void> {
  const display = page.locator("output.display");
  await press(page, "Home");
  await page.getByRole("radio", { name: "Schedule" }).waitFor({ state: "attached" });
  await page.evaluate("globalThis.pointedAt = undefined");
  const [rung, mark] = [kitchen.mark, carrier.mark];
  calls();
  await Promise.all([
    kitchen.until("CALL_INCOMING", rung),
    page.getByRole("region", { name: /is calling/ }).waitFor(),
  ]);
  await page.keyboard.press("F6");
  await press(page, "Pick up");
  await carrier.until("CALL_ESTABLISHED", mark);
  await kitchen.until("CALL_CLOSED", rung);
  await untilHeard(page, 1000);
  assert.ok((await share(carrier, 700)) > 0.8, "the carrier hears the browser's microphone");
  const { sent, received } = await packets(page);
  assert.ok(sent > 15 && received > 15, `${sent} sent, ${received} received`);
  await tabTo(page, "Hang up"); // in the telephone, where letters and digits are its keys
  await page.keyboard.press("f");
  await display.getByText("On hold. Dial, or flash to return").waitFor();
  await untilHeard(page, 350, 440);
  await page.keyboard.press("f");
  await untilHeard(page, 1000);
  await page.keyboard.press("5");
  await carrier.until("CALL_DTMF_START", mark);
  await page.keyboard.press("Enter");
  await carrier.until("CALL_CLOSED", mark);
  await neverPointedAt(page);
}

test(
  "the handset as a telephone: dial tone, digits, ringback, and somebody answers",
  {
    skip,
  },
  () =>
    household([ring("desk")], async ({ house, carrier }) => {
      await atDesk(house, 700, async (page) => {
        await page.getByRole("button", { name: "Lift" }).focus();
        await page.keyboard.press("Enter");
        await page.getByText("Dial tone").first().waitFor();
        await untilHeard(page, 350, 440);
        await page.keyboard.type("6135550177", { delay: 120 });
        await carrier.until("CALL_INCOMING");
        await untilHeard(page, 440, 480);
        carrier.lift();
        await untilHeard(page, 1000);
        assert.ok((await share(carrier, 700)) > 0.8, "the carrier hears the browser's microphone");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        await carrier.until("CALL_CLOSED");
      });
    }),
);

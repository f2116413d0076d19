import assert from "node:assert/strict";
import { test } from "node:test";
import { household, ring, share } from "../interop/household.ts";
import { loses } from "../interop/killed.ts";
import { noBaresip } from "../phones/baresip.ts";
import type { House } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { untilFlowing, untilHeard, untilTappedAnew } from "./ear.ts";

interface Devices {
  readonly items: readonly { readonly id: string; readonly state: string }[];
}

const stateOfDesk = async (house: House): Promise<string | undefined> =>
  ((await house.get("/api/v1/devices")) as Devices).items.find(({ id }) => id === "desk")?.state;

const skip = noBaresip() ?? noBrowser;

test(
  "a call in the browser: the media process is killed, and it goes on; then the server too, and the next call is as any",
  {
    skip,
  },
  () =>
    household(
      [ring("desk")],
      async ({ house, carrier, calls }) => {
        await atDesk(house, 700, async (page) => {
          const pickUp = page.getByRole("button", { name: "Pick up", exact: true }).first();
          const talks = async (): Promise<void> => {
            const mark = carrier.mark;
            calls();
            await pickUp.click();
            await carrier.until("CALL_ESTABLISHED", mark);
            await untilHeard(page, 1000);
          };
          await talks();
          await page.evaluate("globalThis.tappedBefore = globalThis.tapped");
          await loses(house, ["carries the sound"]);
          await untilTappedAnew(page);
          await untilFlowing(page, 20);
          await untilHeard(page, 1000);
          assert.ok((await share(carrier, 700)) > 0.6, "the carrier hears the browser");

          const mark = carrier.mark;
          await loses(house, ["carries the sound", "serves"]);
          await carrier.until("CALL_CLOSED", mark); // the page's session went with its server
          await untilThere("the page has found the next server", async () =>
            (await stateOfDesk(house)) === "idle" ? true : undefined,
          );
          await talks();
          const later = carrier.mark;
          await page.getByRole("button", { name: "Hang up" }).first().click();
          await carrier.until("CALL_CLOSED", later);
        });
      },
      { account: {}, isSupervised: true },
    ),
);

/** Somebody speaks one way into the handset page: it plays aloud by itself, and sends nothing until a key. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import type { House } from "../phones/house.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { packets, untilFlowing, untilHeard } from "./ear.ts";

const intoDesk = [{ do: "speak", target: { device: "desk" }, for: 60 }];

interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/** RTP packets to and from the speaker in the newest call, once its record says what is wanted: the last figures come behind its end. */
async function traffic(house: House, isWanted: (so: Traffic) => boolean): Promise<Traffic> {
  const { items } = (await house.get("/api/v1/calls")) as {
    readonly items: readonly { readonly rtp?: readonly (Traffic & { readonly leg: string })[] }[];
  };
  const so = items[0]?.rtp?.find(({ leg }) => leg === "carrier");
  return so && isWanted(so) ? so : traffic(house, isWanted);
}

test(
  "nobody lifts: the page plays who speaks, the speaker hears nothing, and a key lets both talk",
  { skip: noBaresip() ?? noBrowser },
  () =>
    household(intoDesk, async ({ house, carrier, calls }) => {
      await atDesk(house, 700, async (page) => {
        await page.getByRole("heading").first().click(); // touched once: from now on it may play
        calls();
        await carrier.until("CALL_ESTABLISHED");
        await page.getByText("Your microphone is off.").waitFor();
        await page.getByRole("heading", { name: /speaks to you/ }).waitFor();
        await untilHeard(page, 1000);
        const before = await packets(page);
        assert.ok(before.received > 0);
        assert.equal(before.sent, 0, "no microphone");
        assert.equal(carrier.heard(), 0, "nothing came back to the speaker");

        await page.getByRole("button", { name: "Talk back" }).click();
        await page.getByText("Your microphone is off.").waitFor({ state: "detached" });
        await untilFlowing(page, before.received + 50);
        carrier.hangUp();
        await page.getByText("They have hung up").first().waitFor();
        await page.getByRole("button", { name: "Hang up" }).first().click();
        // baresip plays nothing that begins behind a re-INVITE: what left for it is counted
        await traffic(house, ({ sent }) => sent > 25);

        const established = carrier.mark;
        calls();
        await carrier.until("CALL_ESTABLISHED", established);
        await page.getByText("Your microphone is off.").waitFor();
        await untilHeard(page, 1000);
        carrier.hangUp();
        await page.getByRole("button", { name: "Lift" }).waitFor();
        const { sent } = await traffic(house, ({ received }) => received > 0);
        assert.equal(sent, 0, "without a key nothing does");
      });
    }),
);

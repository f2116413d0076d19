import assert from "node:assert/strict";
import { test } from "node:test";
import { household, ring } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { untilHeard } from "./ear.ts";
import { notifications } from "./notifications.ts";

interface Live {
  readonly items: readonly { readonly id: string; readonly state?: string }[];
}

test(
  "the buttons of a call's notification do what they say: its caller goes to the mailbox, or is picked up",
  {
    skip: noBaresip() ?? noBrowser,
  },
  () =>
    household([ring("desk"), { do: "mailbox" }], ({ house, carrier, calls }) =>
      atDesk(house, 700, async (page) => {
        const { pushed, pressed } = await notifications(page);
        const pickUp = page.getByRole("button", { name: "Pick up", exact: true }).first();
        /** The carrier calls, and the browser says so. */
        const notified = async (): Promise<string> => {
          calls();
          await pickUp.waitFor();
          const { items } = (await house.get("/api/v1/calls")) as Live;
          const { id = "" } = items.find(({ state }) => state === "ringing") ?? {};
          const told = { is: "call", call: id, name: "Mum", number: "+16135550177" };
          await pushed(told, `Mum is calling,+16135550177,call-${id}`);
          return `call-${id}`;
        };

        await pressed(await notified(), "voicemail");
        await carrier.until("CALL_ESTABLISHED"); // nobody lifted
        await pickUp.waitFor({ state: "detached" });
        await carrier.hears(14);
        const before = carrier.mark;
        carrier.hangUp();
        await carrier.until("CALL_CLOSED", before);
        assert.equal((await house.messages()).length, 1);

        await page.getByRole("link", { name: "Calls" }).first().click(); // somewhere else
        const { mark } = carrier;
        await pressed(await notified(), "pickUp");
        await carrier.until("CALL_ESTABLISHED", mark);
        await untilHeard(page, 1000);
        assert.equal(new URL(page.url()).pathname, "/phone");
        await page.getByRole("button", { name: "Hang up" }).first().click();
        await carrier.until("CALL_CLOSED", mark);
      }),
    ),
);

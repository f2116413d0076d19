import assert from "node:assert/strict";
import { test } from "node:test";
import { household, lately } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { atDesk } from "./atDesk.ts";
import { noBrowser } from "./browser.ts";
import { untilConnected, untilHeard } from "./ear.ts";

const skip = noBaresip() ?? noBrowser;
const [carrierSays, deskSays] = [1000, 1500] as const;

/** What the caller who leaves a message hears of the desk, once that button on Home was pressed and the desk hears the caller. */
const heardBehind = async (button: RegExp): Promise<number> => {
  let heard: number | undefined;
  await household([{ do: "mailbox" }], ({ house, carrier, calls }) =>
    atDesk(house, deskSays, async (page) => {
      calls();
      await carrier.until("CALL_ESTABLISHED");
      await page.getByRole("link", { name: "Home" }).first().click();
      await page.getByRole("button", { name: button }).click();
      await page.getByRole("button", { name: "Pick up" }).first().click();
      await untilConnected(page);
      await untilHeard(page, carrierSays);
      [heard] = await lately(carrier, deskSays);
      carrier.hangUp();
      await page.getByRole("button", { name: "Hang up" }).first().click();
    }),
  );
  assert.ok(heard !== undefined);
  return heard;
};

test("the page listens to a caller who leaves a message, unheard", { skip }, async () => {
  const heard = await heardBehind(/^Listen to /);
  assert.ok(heard < 0.005, `one way, the greeting perhaps still there: ${heard}`);
});

test("who leaves a message is taken at the page, and both hear each other", { skip }, async () => {
  const heard = await heardBehind(/^Take /);
  assert.ok(heard > 0.5, `${heard}`);
});

test("an unknown caller is asked who it is, listened to and put through, and both hear each other", {
  skip,
}, async () => {
  const asks = { do: "screen", targets: [{ device: "desk" }], for: 60 };
  await household([asks, { do: "mailbox" }], ({ house, carrier, calls }) =>
    atDesk(house, deskSays, async (page) => {
      const home = () => page.getByRole("link", { name: "Home" }).first().click();
      calls();
      await carrier.until("CALL_ESTABLISHED");
      await home();
      await page.getByText("Being asked who is calling").first().waitFor();
      await page.getByRole("button", { name: /^Listen to / }).click();
      await page.getByRole("button", { name: "Pick up" }).first().click();
      await untilConnected(page);
      await untilHeard(page, carrierSays);
      const [unheard = 1] = await lately(carrier, deskSays);
      assert.ok(unheard < 0.005, `who is asked hears nobody listen: ${unheard}`);
      await home();
      const putThrough = page.getByRole("button", { name: /^Put .+ through/ });
      await putThrough.click();
      await putThrough.waitFor({ state: "detached" });
      await untilHeard(page, carrierSays);
      const [heard = 0] = await lately(carrier, deskSays);
      assert.ok(heard > 0.5, `the caller hears the desk: ${heard}`);
      await page.getByRole("link", { name: "Calls" }).first().click();
      await page.getByText("because of “Everyone”").first().waitFor();
      carrier.hangUp();
      await page.getByRole("link", { name: /The desk answered|This browser answered/ }).waitFor();
      await home();
      await page.getByRole("region", { name: "Live calls" }).waitFor({ state: "detached" });
    }),
  );
});

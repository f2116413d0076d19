import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";
import { PluggedInPhone } from "../phones/pluggedIn.ts";
import { noBrowser, openChrome } from "./browser.ts";
import { becomeOwner } from "./owner.ts";

test("a desk phone is plugged in on the page, seen step by step, and rung", {
  skip: noBrowser || (noBaresip() ?? false),
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-plugin-"));
  const house = await House.open({ devices: [] }, folder, 0, "--sip", "0.0.0.0:0");
  t.after(() => house.close());
  const chrome = await openChrome();
  t.after(() => chrome.close());
  const page = await chrome.context.newPage();
  const phone = await PluggedInPhone.make({
    vendor: "Yealink",
    model: "T31P",
    mac: "805ec0123456",
  });
  t.after(() => phone.close());

  const origin = await becomeOwner(page, house);
  await page.goto(`${origin}/devices/add`);
  const desk = page.getByRole("region", { name: "A desk phone or an adapter" });
  await desk.getByLabel("Name").fill("Kitchen");
  await desk.getByLabel("Room").fill("Downstairs");
  await desk.getByRole("button", { name: "Plug it in" }).click();
  await desk.getByText("Plug it in now.").waitFor();

  const url = await phone.asksTheNetwork(house.sipPort);
  await desk.getByText(/Yealink T31P at 127\.0\.0\.1/).waitFor();
  await desk.locator(".done", { hasText: "Seen on the network" }).waitFor();
  const login = await phone.fetches(url);
  await desk.locator(".done", { hasText: "Got it" }).waitFor();
  const set = await phone.registers(login, 440);
  t.after(() => set.stop());
  await desk.getByText("Kitchen is ready.").waitFor();

  await desk.getByRole("button", { name: "Ring it now" }).click();
  await set.until("CALL_INCOMING");
  set.lift();
  await set.until("CALL_ESTABLISHED");
  set.hangUp();
  await set.until("CALL_CLOSED");

  await desk.getByRole("link", { name: "Show Kitchen" }).click();
  await page.getByRole("heading", { level: 1, name: "Kitchen" }).waitFor();
  await page.getByText("Downstairs").first().waitFor();
  await page.getByText("baresip", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Remove Kitchen" }).click();
  await page.getByRole("button", { name: "Yes, remove Kitchen" }).click();
  await page.getByRole("heading", { name: "No telephone is connected." }).waitFor();
  assert.deepEqual(chrome.trouble, []);
});
